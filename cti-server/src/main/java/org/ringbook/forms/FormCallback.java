package org.ringbook.forms;

import java.time.Instant;
import java.util.UUID;

/**
 * A call that a visitor of a web site asked for. Immutable.
 *
 * @param number without the plus
 * @param tries how often a telephone of ours was rung for it
 * @param nextAt when something is to be done next
 * @param until after this nobody is called who was not yet
 * @param requestId of call control; null before
 * @param staffId whose telephone rings or rang; null before
 * @param cause why it ended, as call control says it; may be null
 */
record FormCallback(
        UUID id,
        UUID leadId,
        String form,
        long number,
        State state,
        int tries,
        Instant nextAt,
        Instant until,
        UUID requestId,
        UUID staffId,
        String cause,
        Instant createdAt) {

    enum State {
        /** Somebody of ours is to be rung. */
        WAITING,
        /** Our telephone rings, or the visitor's. */
        CALLING,
        /** They spoke. */
        TALKED,
        /** Nobody of ours picked up. */
        AGENT_MISSED,
        /** The visitor did not answer. */
        CLIENT_MISSED,
        /** Somebody answered them otherwise meanwhile. */
        MET,
        /** Nobody of ours was there to be rung. */
        NOBODY,
        /** A limit or the telephone system refused. */
        REFUSED,
        /** Nobody knows what became of it. */
        UNKNOWN,
        /** Nobody works at that time; nobody was rung. */
        OUT_OF_HOURS;

        boolean isOver() {
            return this != WAITING && this != CALLING;
        }
    }

    FormCallback over(State how, String why) {
        return new FormCallback(
                id, leadId, form, number, how, tries, nextAt, until, requestId, staffId, why, createdAt);
    }

    FormCallback waits(Instant next, String why) {
        return new FormCallback(
                id, leadId, form, number, State.WAITING, tries, next, until, null, staffId, why, createdAt);
    }

    /** About to be asked of call control: noted before, so that it is asked once however often the server dies. */
    FormCallback rings(UUID staff, Instant next) {
        return new FormCallback(
                id, leadId, form, number, State.CALLING, tries + 1, next, until, null, staff, null, createdAt);
    }

    FormCallback asked(UUID request, Instant next) {
        return new FormCallback(
                id, leadId, form, number, State.CALLING, tries, next, until, request, staffId, null, createdAt);
    }
}
