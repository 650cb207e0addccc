package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A kind of deals: which pipeline they take, how strictly they are led through it, what they must have.
 *
 * @param id null for one that is not saved yet
 * @param nameEn for those who read English; null for the same
 * @param pipelineId where a new deal of the type begins
 * @param requiredFields names of fields as in JSON, {@code fields.KEY} for the company's own, that stand in every deal of the type
 * @param partStates the states of its orders and shipments, in order
 * @param partsFinished whether a won stage asks that no part is open
 */
public record DealType(
        UUID id,
        String name,
        String nameEn,
        UUID pipelineId,
        Control control,
        List<String> requiredFields,
        List<PartState> partStates,
        boolean partsFinished,
        int position,
        boolean archived,
        int version) {

    /** How deals go from stage to stage. */
    public enum Control {
        /** To the next stage only; back only with a supervisor and a reason. */
        @JsonProperty("strict")
        STRICT,
        /** To any. */
        @JsonProperty("free")
        FREE,
        /** No stages are kept: a deal is open until it is won or lost, and stands on no board. */
        @JsonProperty("none")
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Control> of(String word) {
            return DealTexts.constant(Control.class, word);
        }
    }

    /** @param key stable name @param kind open, done or cancelled */
    public record PartState(String key, String name, String nameEn, Kind kind) {

        public enum Kind {
            @JsonProperty("open")
            OPEN,
            @JsonProperty("done")
            DONE,
            @JsonProperty("cancelled")
            CANCELLED;

            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            public static Optional<Kind> of(String word) {
                return DealTexts.constant(Kind.class, word);
            }
        }

        public String name(Locale reader) {
            return DealTexts.name(name, nameEn, reader);
        }
    }

    /** The states of parts where a type has no list of its own; they have their names in the reader's language. */
    public static final List<PartState> SHIPPED = List.of(
            new PartState("planned", null, null, PartState.Kind.OPEN),
            new PartState("agreed", null, null, PartState.Kind.OPEN),
            new PartState("in_production", null, null, PartState.Kind.OPEN),
            new PartState("loaded", null, null, PartState.Kind.OPEN),
            new PartState("delivered", null, null, PartState.Kind.DONE),
            new PartState("documents_closed", null, null, PartState.Kind.DONE),
            new PartState("cancelled", null, null, PartState.Kind.CANCELLED));

    /** Those that its parts go through: its own, else the shipped ones. */
    public List<PartState> states() {
        return partStates.isEmpty() ? SHIPPED : partStates;
    }

    /** Open for a key that is none of them, until somebody says otherwise. */
    public PartState.Kind kindOf(String state) {
        return states().stream()
                .filter(one -> one.key().equals(state))
                .map(PartState::kind)
                .findFirst()
                .orElse(PartState.Kind.OPEN);
    }

    public DealType {
        requiredFields = requiredFields == null ? List.of() : List.copyOf(requiredFields);
        partStates = partStates == null ? List.of() : List.copyOf(partStates);
    }

    public String name(Locale reader) {
        return DealTexts.name(name, nameEn, reader);
    }
}
