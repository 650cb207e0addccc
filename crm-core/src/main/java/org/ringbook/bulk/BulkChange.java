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
 * @param value whom to give to, which stage, type or lost reason (id), which tag or team, until when (a day, or a moment), what is filled in
 *     ({@code key=value}), of which import the rows are; null where the action needs none
 * @param reason of a lead that is lost, of a missed call that nobody has to call back; of a deal that goes back, or the note to its loss
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
        /** A deal stands in another stage. */
        STAGE,
        /** A deal is led as another type. */
        TYPE,
        /** A deal is lost. */
        LOSE,
        /** On which day a deal is expected to close. */
        EXPECT,
        /** A field of the company's own is filled in: its key, an equals sign, the value. */
        FIELD,
        /** Of whose work a claim is. */
        TEAM,
        /** A row of a file becomes a record. */
        IMPORT,
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
            return switch (this) {
                case GIVE, TAG, UNTAG, DUE, STAGE, TYPE, LOSE, EXPECT, FIELD, TEAM, IMPORT -> true;
                case CLOSE, JUNK, DISMISS, REOPEN, BIN -> false;
            };
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
