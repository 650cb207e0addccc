package org.ringbook.telephony.beeline;

import java.time.Instant;

/**
 * A promise of the PBX to tell what happens.
 *
 * @param pattern whole name of the employee; empty for all
 * @param renewAt when another one is to take its place; it lives on until {@code until} unless we end it
 * @param old another one has taken its place: it is only to be ended
 */
record Subscription(String id, String pattern, Instant renewAt, Instant until, boolean old) {

    Subscription outdated() {
        return new Subscription(id, pattern, renewAt, until, true);
    }

    boolean serves(String wanted, Instant now) {
        return !old && pattern.equals(wanted) && until.isAfter(now);
    }
}
