package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.telephony.megafon.LegEvent.Way;

/**
 * A transfer: an employee of one call handed it on, which made another one.
 *
 * @param from the call in which they spoke
 * @param to the call that it made; null when nothing was told of it
 */
record HandOver(Part from, LegEvent event, Part to) {

    /** The events of a transfer come in any order within about a second: only more than that tells an order. */
    private static final Duration SHUFFLED = Duration.ofMillis(1500);

    /** They spoke with each other first, when the colleague had answered before the call was handed on. */
    TransferKind kind() {
        return asks() ? TransferKind.ATTENDED : TransferKind.BLIND;
    }

    private boolean asks() {
        if (to == null) {
            return false;
        }
        Instant answered = to.legs().values().stream()
                .filter(Leg::answered)
                .map(leg -> leg.accepted)
                .min(Instant::compareTo)
                .orElse(null);
        boolean before = answered != null && answered.plus(SHUFFLED).isBefore(event.received());
        return before || to.way() == Way.INTERNAL && answered != null;
    }
}
