package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * One person or company, once in a campaign.
 *
 * @param listId the load that it came with; null when that is gone
 * @param partyId the contact or company; null while nobody knows who it is
 * @param name as the list has it; null when it has none
 * @param externalId what another system calls it
 * @param city as the list has it, for the time of day there
 * @param timeZone id of the zone that somebody said; null to find it out
 * @param fields further columns of the list, by their names
 * @param ownerId our person who calls them; null for anybody
 * @param priority -100 to 100, the highest first
 * @param sleeps why it waits, a word for programs; null where the state says all
 * @param nextAt from when it may be taken
 * @param reservedBy who has it; null for nobody
 * @param attempts that count for the person, over all numbers
 * @param technical what the last attempt came to; null before
 * @param dispositionId what a person chose last; null before
 * @param reached whether anybody of ours spoke with them
 * @param callbackBy who promised to call back; null for anybody
 * @param callbackTask the task of the promise
 */
public record Entry(
        UUID id,
        UUID campaignId,
        UUID listId,
        UUID partyId,
        String name,
        String company,
        String note,
        String externalId,
        String city,
        String timeZone,
        Map<String, String> fields,
        UUID ownerId,
        int priority,
        Instant notBefore,
        Instant notAfter,
        State state,
        String sleeps,
        Instant nextAt,
        UUID reservedBy,
        int attempts,
        int skips,
        TechnicalResult technical,
        UUID dispositionId,
        boolean reached,
        Instant triedAt,
        UUID callbackBy,
        UUID callbackTask,
        String callbackNote,
        Instant createdAt,
        Instant endedAt,
        List<Number> numbers) {

    public Entry {
        fields = Map.copyOf(fields);
        numbers = List.copyOf(numbers);
    }

    public enum State {
        NEW,
        WAITING,
        RESERVED,
        DIALLING,
        TALKING,
        WRAP_UP,
        SLEEPING,
        CALLBACK,
        SUCCESS,
        /** Nothing is to be called any more, though it is neither a success nor a refusal. */
        DONE,
        REFUSED,
        DO_NOT_CALL,
        BAD_NUMBERS,
        EXHAUSTED,
        EXPIRED,
        QUOTA,
        DUPLICATE,
        WITHDRAWN;

        private static final Set<State> WITH_AN_AGENT = EnumSet.of(RESERVED, DIALLING, TALKING, WRAP_UP);

        public boolean isOver() {
            return compareTo(SUCCESS) >= 0;
        }

        /** Somebody of ours has it before them. */
        public boolean isWithAnAgent() {
            return WITH_AN_AGENT.contains(this);
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

    /**
     * One of its numbers.
     *
     * @param place from 0, in the order in which they are tried
     * @param nextAt from when it may be tried
     */
    public record Number(
            UUID id,
            PhoneNumber number,
            String extension,
            String label,
            int place,
            NumberState state,
            int attempts,
            Instant nextAt) {

        boolean mayBeTriedAt(Instant now) {
            return state == NumberState.GOOD && !nextAt.isAfter(now);
        }
    }

    public enum NumberState {
        GOOD,
        BAD,
        /** Tried as often as it may be. */
        SPENT,
        DO_NOT_CALL;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The number that is tried now: the first that may be. */
    Optional<Number> numberFor(Instant now) {
        return numbers.stream().filter(one -> one.mayBeTriedAt(now)).findFirst();
    }

    /** What it is called: by its name, its company, or its first number. */
    public String title() {
        return name != null
                ? name
                : company != null
                        ? company
                        : numbers.isEmpty() ? "" : numbers.get(0).number().toString();
    }
}
