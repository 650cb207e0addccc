package org.ringbook.telephony.generic;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;

/**
 * One message, understood. What it does not tell is null.
 *
 * @param meaning null for an event that the settings do not name
 * @param employee our extension, or what the telephone system calls them
 * @param at when it happened; when it came, if it does not say
 * @param timed whether it says when it happened
 * @param start when the call began
 * @param waited until somebody answered
 * @param talked with whoever answered
 */
record Said(
        Meaning meaning,
        String call,
        Direction direction,
        String external,
        String employee,
        String line,
        String queue,
        String to,
        Instant at,
        boolean timed,
        Instant start,
        Duration waited,
        Duration talked,
        Ending result,
        EndedBy endedBy,
        String recording,
        String request) {

    /** How long all of it took, of what is told. */
    Duration lasted() {
        return Dictionary.sum(waited, talked);
    }

    /** Whether it tells how long it took. */
    boolean hasLasted() {
        return waited != null || talked != null;
    }

    /** Whether it says that somebody of ours spoke. */
    boolean spoken() {
        return result == Ending.ANSWERED || result == null && talked != null && !talked.isZero();
    }
}
