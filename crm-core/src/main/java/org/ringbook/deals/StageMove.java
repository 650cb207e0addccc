package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One move of a deal; never changed, never taken away.
 *
 * @param from null as it was made
 * @param by our person; null for the program
 * @param responsibleId who answered for it then
 * @param reason why; of a lost one the note to its reason
 * @param lostReasonId of a lost one; null else
 * @param amount as of then
 * @param secondsInFrom how long it stood in the stage before; null as it was made
 */
public record StageMove(
        long id,
        UUID dealId,
        Instant at,
        UUID from,
        UUID to,
        UUID by,
        UUID responsibleId,
        Cause cause,
        Kind kind,
        String reason,
        UUID lostReasonId,
        BigDecimal amount,
        Long secondsInFrom) {

    public enum Kind {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("reopened")
        REOPENED,
        /** To another pipeline, or its type was changed. */
        @JsonProperty("pipeline")
        PIPELINE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way it was moved. */
    public enum Cause {
        @JsonProperty("user")
        USER,
        @JsonProperty("robot")
        ROBOT,
        @JsonProperty("api")
        API,
        @JsonProperty("merge")
        MERGE,
        @JsonProperty("part")
        PART,
        @JsonProperty("import")
        IMPORT,
        /** Back to where it was, as a change is taken back. */
        @JsonProperty("undo")
        UNDO;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Cause> of(String word) {
            return DealTexts.constant(Cause.class, word);
        }
    }
}
