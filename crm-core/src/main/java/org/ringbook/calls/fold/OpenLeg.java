package org.ringbook.calls.fold;

import java.time.Instant;

/**
 * A leg that has not ended, as far as was heard.
 *
 * @param began when it was first heard of, by the source's clock
 * @param heard the time of the last fact of its call, by the same clock
 * @param rang whether it rings, or has rung
 * @param up whether its device is up
 * @param room where it is; null when it is in none
 * @param wired of a relay, whether its other end is known
 */
public record OpenLeg(Instant began, Instant heard, boolean rang, boolean up, String room, boolean wired) {

    static OpenLeg of(LegStory leg, Instant heard) {
        String room = null;
        for (LegStory.Stay stay : leg.stays) {
            room = stay.out == null ? stay.room : room;
        }
        return new OpenLeg(leg.start(), heard, leg.rangAt != null, leg.upAt != null, room, leg.wiredTo != null);
    }
}
