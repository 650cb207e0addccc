package org.ringbook.calls.fold;

import java.time.Instant;

/**
 * A leg that has not ended, as far as was heard.
 *
 * @param began when it was first heard of, by the source's clock
 * @param heard the time of the last fact of its call, by the same clock
 * @param rang whether it rings, or has rung
 * @param up whether its device is up
 * @param bridge where it is; null when it is in none
 * @param paired of a local leg, whether its other end is known
 */
public record OpenLeg(Instant began, Instant heard, boolean rang, boolean up, String bridge, boolean paired) {

    static OpenLeg of(LegState leg, Instant heard) {
        String bridge = null;
        for (LegState.Stay stay : leg.stays) {
            bridge = stay.out == null ? stay.bridge : bridge;
        }
        return new OpenLeg(leg.start(), heard, leg.ringing() != null, leg.upAt != null, bridge, leg.pairedWith != null);
    }
}
