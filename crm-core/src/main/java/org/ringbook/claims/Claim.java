package org.ringbook.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody is not content with what they got of us. Its texts are untrusted.
 *
 * @param number counts up, for people to name it by
 * @param about what it is of, and of whom
 * @param responsibleId who looks after it; null for nobody yet
 * @param takenById who took it from the client, and is told once when it is over; null for a form
 * @param doubtful why it looks like spam; null when it does not
 * @param decision what was found and decided
 * @param answer what the client was told
 * @param result null while it is open
 * @param score how content the client is at the end, 1 to 5; null when nobody asked
 * @param reopened how often it was opened again
 * @param closedAt null while it is open
 * @param version rises with each change
 */
public record Claim(
        UUID id,
        long number,
        State state,
        Channel channel,
        @JsonUnwrapped ClaimFields about,
        UUID responsibleId,
        UUID takenById,
        String doubtful,
        String decision,
        String answer,
        Result result,
        Integer score,
        int reopened,
        Instant registeredAt,
        Instant closedAt,
        int version) {

    public enum State {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("investigating")
        INVESTIGATING,
        @JsonProperty("decided")
        DECIDED,
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("closed")
        CLOSED,
        /** Closed once, and open again. */
        @JsonProperty("reopened")
        REOPENED;

        public String word() {
            return Claim.word(this);
        }

        public boolean isOpen() {
            return this != CLOSED;
        }
    }

    public enum Channel {
        /** One click on a call. */
        @JsonProperty("call")
        CALL,
        /** One click on a client's card. */
        @JsonProperty("card")
        CARD,
        @JsonProperty("hand")
        HAND,
        @JsonProperty("form")
        FORM,
        @JsonProperty("api")
        API
    }

    public enum Demand {
        @JsonProperty("refund")
        REFUND,
        @JsonProperty("replace")
        REPLACE,
        @JsonProperty("discount")
        DISCOUNT,
        @JsonProperty("repair")
        REPAIR,
        @JsonProperty("apology")
        APOLOGY
    }

    public enum Severity {
        @JsonProperty("low")
        LOW,
        @JsonProperty("normal")
        NORMAL,
        @JsonProperty("high")
        HIGH,
        @JsonProperty("critical")
        CRITICAL
    }

    public enum Result {
        @JsonProperty("satisfied")
        SATISFIED,
        @JsonProperty("partly")
        PARTLY,
        @JsonProperty("refused")
        REFUSED,
        /** The client took it back: it is in no share of the satisfied. */
        @JsonProperty("withdrawn")
        WITHDRAWN;

        public String word() {
            return Claim.word(this);
        }
    }

    /** As tables and JSON say it. */
    static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the client should have an answer by then, and it is open. */
    public boolean isLate(Instant now) {
        return state.isOpen() && about.dueAt().isBefore(now);
    }
}
