package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.dialrules.CampaignRules;
import org.ringbook.dialrules.DialMode;
import org.ringbook.dialrules.Purpose;
import org.ringbook.dialrules.WeekHours;

/**
 * A call list that people work through.
 *
 * @param id null for one that is not saved yet
 * @param ownerId our person who answers for it; null for nobody
 * @param script what whoever calls says, with {fields} of the entry; null for none
 * @param startsOn nobody is called before that day; null for no such day
 * @param endsOn the last day; null for none
 * @param hours of the called person in which it calls; null for those of the rules of dialling alone
 * @param assumedZone of those of whom nothing better than the country is known: a conscious choice; null for all zones of it
 * @param wrapUpSeconds time to write what came of a conversation
 * @param mostAttempts at one entry, over all its numbers
 * @param people who works through it; empty for every agent
 * @param version rises with each change
 */
public record Campaign(
        UUID id,
        String name,
        Purpose purpose,
        Mode mode,
        State state,
        UUID ownerId,
        String script,
        LocalDate startsOn,
        LocalDate endsOn,
        WeekHours hours,
        ZoneId assumedZone,
        int wrapUpSeconds,
        int mostAttempts,
        List<UUID> people,
        Instant createdAt,
        int version) {

    public static final int USUAL_WRAP_UP_SECONDS = 30;
    public static final int USUAL_ATTEMPTS = 8;

    public Campaign {
        people = List.copyOf(people);
    }

    /** Who begins a call. */
    public enum Mode {
        /** The agent looks at the card, and calls or skips. */
        PREVIEW,
        /** The server, when an agent is ready: the agent's telephone first. */
        PROGRESSIVE,
        /** The server, some lines more than there are agents who are ready, as far as the budget of abandoned calls bears. */
        POWER,
        /** The same for agents who will soon be ready. */
        PREDICTIVE;

        /** Whether whoever is called is called first, and may find nobody. */
        public boolean isAhead() {
            return this == POWER || this == PREDICTIVE;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Mode> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    public enum State {
        DRAFT,
        READY,
        RUNNING,
        PAUSED,
        FINISHED,
        ARCHIVED;

        private static final Map<State, Set<State>> LEADS_TO = Map.of(
                DRAFT, Set.of(READY, RUNNING, ARCHIVED),
                READY, Set.of(DRAFT, RUNNING, ARCHIVED),
                RUNNING, Set.of(PAUSED, FINISHED),
                PAUSED, Set.of(RUNNING, FINISHED),
                FINISHED, Set.of(RUNNING, ARCHIVED),
                ARCHIVED, Set.of(FINISHED));

        public boolean leadsTo(State next) {
            return LEADS_TO.get(this).contains(next);
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    public boolean isWorkedBy(UUID person) {
        return people.isEmpty() || people.contains(person);
    }

    /** As the gate is told of it. */
    public CampaignRules rules() {
        return CampaignRules.of(id, name, purpose)
                .between(startsOn, endsOn)
                .within(hours)
                .assuming(assumedZone)
                .atMost(mostAttempts);
    }

    public DialMode dialMode() {
        return DialMode.valueOf(mode.name());
    }

    /** Whether a day is within its dates. */
    public boolean isOn(LocalDate day) {
        return (startsOn == null || !day.isBefore(startsOn)) && (endsOn == null || !day.isAfter(endsOn));
    }
}
