package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.events.Disposition;

/**
 * What a choice after a call means for a call list.
 *
 * @param outcome for counting
 * @param isFinal the entry is over with it
 * @param againAfter when it is tried again where it is not over; null to leave it to the rule of the effect
 * @param key 1 to 9, c or d; null for none
 */
public record CampaignResult(
        Disposition disposition, Effect effect, Outcome outcome, boolean isFinal, Duration againAfter, String key) {

    /** What it does to the entry. */
    public enum Effect {
        SUCCESS,
        CALLBACK,
        LATER,
        REACHED,
        REFUSAL,
        WRONG_PERSON,
        BAD_NUMBER,
        MACHINE,
        DO_NOT_CALL;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Effect> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    public enum Outcome {
        REACHED,
        NOT_REACHED,
        BAD_NUMBER,
        REFUSAL;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isReached() {
            return this == REACHED || this == REFUSAL;
        }
    }

    public UUID id() {
        return disposition.id();
    }
}
