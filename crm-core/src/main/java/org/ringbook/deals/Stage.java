package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A step of a pipeline. What a deal is, open, won or lost, is its stage's {@link Kind} and nothing else.
 *
 * @param id null for one that is not saved yet
 * @param nameEn for those who read English; null for the same
 * @param position in its pipeline, from 1
 * @param probability percent, as the company set it; won is 100, lost 0
 * @param rotsAfterDays days in the stage after which a deal is rotten; null for never
 * @param colour as CSS writes it, six digits; null for none
 * @param help what is to be done here; null for none
 * @param entryRules what a deal must have to come in
 * @param taskTemplates tasks that are made as a deal comes in
 */
public record Stage(
        UUID id,
        UUID pipelineId,
        String name,
        String nameEn,
        int position,
        Kind kind,
        BigDecimal probability,
        Integer rotsAfterDays,
        String colour,
        String help,
        List<EntryRule> entryRules,
        List<TaskTemplate> taskTemplates,
        boolean archived,
        int version) {

    public enum Kind {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("won")
        WON,
        @JsonProperty("lost")
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return DealTexts.constant(Kind.class, word);
        }
    }

    public Stage {
        entryRules = entryRules == null ? List.of() : List.copyOf(entryRules);
        taskTemplates = taskTemplates == null ? List.of() : List.copyOf(taskTemplates);
    }

    public String name(Locale reader) {
        return DealTexts.name(name, nameEn, reader);
    }

    @JsonIgnore
    public boolean isOpen() {
        return kind == Kind.OPEN;
    }

    /**
     * A task for whoever answers for the deal.
     *
     * @param what call, meeting, mail, other; null for other
     * @param dueDays calendar days from the move; null for no time
     */
    public record TaskTemplate(String what, String title, Integer dueDays) {}
}
