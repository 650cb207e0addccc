package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Whether a document is right, as one of ours asks others.
 *
 * @param atOnce whether all are asked together; else one after the other
 * @param endedAt null while it goes on
 * @param steps those who are asked, in order
 */
public record Approval(
        UUID id,
        UUID documentId,
        boolean atOnce,
        State state,
        UUID askedBy,
        Instant askedAt,
        Instant endedAt,
        List<Step> steps) {

    public Approval {
        steps = List.copyOf(steps);
    }

    public enum State {
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("withdrawn")
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param personId who was named; once it is decided, who did: the assignment may have been handed on
     * @param taskId the assignment; null before they are asked
     * @param since when they were asked; null before
     * @param note why, in their words: untrusted; null for none
     */
    public record Step(
            int place, UUID personId, StepState state, UUID taskId, Instant since, Instant decidedAt, String note) {}

    public enum StepState {
        /** Somebody before them has not decided. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("refused")
        REFUSED,
        /** It was over before they said anything. */
        @JsonProperty("dropped")
        DROPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isOpen() {
        return state == State.ASKED;
    }

    /** Who has it now. */
    public List<Step> asked() {
        return steps.stream().filter(step -> step.state() == StepState.ASKED).toList();
    }
}
