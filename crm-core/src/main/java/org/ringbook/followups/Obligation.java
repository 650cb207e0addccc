package org.ringbook.followups;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * Somebody who called, reached nobody, and is to be called back.
 *
 * @param partyId contact or company; null for a number that nobody knows, or that is several people's
 * @param number that they called from last
 * @param line our number that they called last; null when nobody told
 * @param queue in which they waited last; null for none
 * @param firstAt start of the first call that reached nobody
 * @param lastAt start of the last one
 * @param calls how many
 * @param dueAt until when they are to be called back, by working hours
 * @param rang whom of ours these calls rang, by id
 * @param responsibleId who looks after the client; null when nobody
 * @param takenBy who said that they do it; null for nobody
 * @param attempts calls to them since, which they did not answer
 * @param attemptDays on how many days
 * @param unreachableOffered whether they may be called unreachable by now
 * @param closedAt null while it is open
 * @param closedBy who reached them, or closed it by hand
 * @param closingCallId the call in which they were reached
 * @param reason that was given when it was closed by hand
 * @param version rises with each change
 */
public record Obligation(
        UUID id,
        UUID partyId,
        PhoneNumber number,
        PhoneNumber line,
        String queue,
        Instant firstAt,
        Instant lastAt,
        int calls,
        Instant dueAt,
        List<UUID> rang,
        UUID responsibleId,
        UUID takenBy,
        Instant takenAt,
        int attempts,
        int attemptDays,
        Instant lastAttemptAt,
        boolean unreachableOffered,
        Instant closedAt,
        UUID closedBy,
        Outcome outcome,
        UUID closingCallId,
        String reason,
        int version) {

    public Obligation {
        rang = List.copyOf(rang);
    }

    /** How it ended. */
    public enum Outcome {
        /** We called, and they answered. */
        @JsonProperty("called_back")
        CALLED_BACK,
        /** They called again, and somebody answered. */
        @JsonProperty("came_back")
        CAME_BACK,
        @JsonProperty("unreachable")
        UNREACHABLE,
        @JsonProperty("by_hand")
        BY_HAND,
        /** The calls turned out otherwise: nobody was missed. */
        @JsonProperty("withdrawn")
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a person said so; no call takes it back. */
        boolean isSaid() {
            return this == BY_HAND || this == UNREACHABLE;
        }
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public boolean isOverdue(Instant now) {
        return isOpen() && dueAt.isBefore(now);
    }

    /** A call from which it follows. */
    public record OfCall(UUID callId, Part part, Instant at) {}

    /** What a call did to it. */
    public enum Part {
        /** It reached nobody. */
        @JsonProperty("missed")
        MISSED,
        /** We called, and they did not answer. */
        @JsonProperty("attempt")
        ATTEMPT,
        /** They were reached. */
        @JsonProperty("closing")
        CLOSING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
