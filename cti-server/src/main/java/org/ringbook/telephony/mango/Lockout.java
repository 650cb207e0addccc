package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;

/**
 * Mango forgives one wrong request in two minutes, and lets nothing through for the rest of them after a second one. So after
 * a first one nothing is sent until they are over, and only then is a refused key called wrong. Any thread.
 */
final class Lockout {

    static final Duration TIME = Duration.ofMinutes(2);

    private final Duration time;
    private Instant until = Instant.MIN;
    private int inARow;

    Lockout(Duration time) {
        this.time = time;
    }

    /** A request was called wrong, or was not let in. */
    synchronized void wrong(Instant now) {
        until = now.plus(time);
        inARow++;
    }

    synchronized void right() {
        inARow = 0;
    }

    /** Until when nothing may be sent; null when it may. */
    synchronized Instant closedUntil(Instant now) {
        return now.isBefore(until) ? until : null;
    }

    /** Whether it was wrong again after the time was over: it is no lock-out then. */
    synchronized boolean again() {
        return inARow > 1;
    }
}
