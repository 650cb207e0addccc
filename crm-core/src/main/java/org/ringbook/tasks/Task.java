package org.ringbook.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * Something to be done. Its texts are untrusted.
 *
 * @param checkerId who accepts what was done; null for a self-task
 * @param dueAt the moment; null when it is due on a day, or at no time
 * @param dueOn the day, without a time, wherever the doer is; null when it is due at a moment, or at no time
 * @param remindAt when the doer is reminded; null when not, or they were
 * @param partyId contact or company that it is about; null for none
 * @param number of a party that nobody knows; null else
 * @param callId the call after which it was made; null for none
 * @param result what the doer wrote when it was done
 * @param returns how often it was returned
 * @param doneAt when the doer did it; null while it is open
 * @param closedAt when nothing of it was left to do; null while something is
 * @param version rises with each change
 */
public record Task(
        UUID id,
        Kind kind,
        What what,
        String title,
        String text,
        UUID authorId,
        UUID doerId,
        UUID checkerId,
        State state,
        Instant dueAt,
        LocalDate dueOn,
        Instant remindAt,
        UUID partyId,
        PhoneNumber number,
        UUID callId,
        String result,
        int returns,
        String returnReason,
        Instant createdAt,
        Instant doneAt,
        Instant closedAt,
        UUID closedBy,
        int version) {

    public enum Kind {
        @JsonProperty("self")
        SELF,
        @JsonProperty("assignment")
        ASSIGNMENT
    }

    public enum What {
        @JsonProperty("call")
        CALL,
        @JsonProperty("meeting")
        MEETING,
        @JsonProperty("mail")
        MAIL,
        @JsonProperty("other")
        OTHER
    }

    public enum State {
        /** Of a self-task. */
        @JsonProperty("open")
        OPEN,
        /** Of a self-task. */
        @JsonProperty("done")
        DONE,
        /** An assignment that the doer has not accepted. */
        @JsonProperty("new")
        NEW,
        @JsonProperty("accepted")
        ACCEPTED,
        /** It waits for who checks it. */
        @JsonProperty("done_unchecked")
        DONE_UNCHECKED,
        /** It is to be done again; {@link Task#returnReason} says why. */
        @JsonProperty("returned")
        RETURNED,
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("cancelled")
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Nothing is left to do. */
        public boolean isOver() {
            return this == DONE || this == CLOSED || this == CANCELLED;
        }
    }

    /** Whether the doer has something to do. */
    public boolean isToDo() {
        return !state.isOver() && state != State.DONE_UNCHECKED;
    }

    /** Whether its time has passed, for somebody in that zone. */
    public boolean isOverdue(Instant now, ZoneId zone) {
        return isToDo()
                && (dueAt != null
                        ? dueAt.isBefore(now)
                        : dueOn != null && dueOn.isBefore(now.atZone(zone).toLocalDate()));
    }
}
