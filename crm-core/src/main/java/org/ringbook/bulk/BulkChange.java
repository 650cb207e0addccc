package org.ringbook.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One change of many.
 *
 * @param value whom to give to (id), which tag, until when (a day, or a moment); null where the action needs none
 * @param reason of a lead that is lost, of a missed call that nobody has to call back
 * @param handOver what it is a part of, when somebody left and others have their records now: done without being looked at; else null
 * @param undoneAt when its undoing was asked for; null when it was not
 */
public record BulkChange(
        UUID id,
        BulkSubject subject,
        Action action,
        String value,
        String reason,
        Instant at,
        UUID by,
        State state,
        Instant appliedAt,
        Instant undoneAt,
        UUID undoneBy,
        UUID handOver) {

    /** So long it can be undone. */
    public static final Duration UNDOABLE = Duration.ofDays(30);

    public enum Action {
        GIVE,
        TAG,
        UNTAG,
        /** A lead is lost. */
        CLOSE,
        JUNK,
        /** Nobody has to call back. */
        DISMISS,
        REOPEN,
        DUE,
        BIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Action> of(String word) {
            return Arrays.stream(values())
                    .filter(action -> action.word().equals(word))
                    .findFirst();
        }

        boolean needsReason() {
            return this == CLOSE || this == DISMISS;
        }

        boolean needsValue() {
            return this == GIVE || this == TAG || this == UNTAG || this == DUE;
        }
    }

    public enum State {
        LOOKING,
        LOOKED,
        RUNNING,
        DONE,
        UNDOING,
        UNDONE;

        /** Whether somebody has to do or decide something next, not the program. */
        public boolean rests() {
            return this == LOOKED || this == DONE || this == UNDONE;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isUndoable(Instant now) {
        return state == State.DONE
                && appliedAt != null
                && appliedAt.plus(UNDOABLE).isAfter(now);
    }
}
