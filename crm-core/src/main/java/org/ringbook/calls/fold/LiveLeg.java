package org.ringbook.calls.fold;

/**
 * A leg of a call that goes on, for whoever tells the source what to do with it.
 *
 * @param leg the source's id of it
 * @param party extension, or E.164 number outside; null when withheld or unknown
 * @param outside whether it leads out of the company
 * @param caller whether it called, and was not called
 * @param rings whether it rings and nobody has answered it
 * @param talks whether it is where others may hear it
 * @param bridge where it is; null when it is in none
 */
public record LiveLeg(
        String leg, String party, boolean outside, boolean caller, boolean rings, boolean talks, String bridge) {

    static LiveLeg of(LegState leg, String party) {
        String bridge = leg.stays.stream()
                .filter(stay -> stay.out == null)
                .map(stay -> stay.bridge)
                .reduce((earlier, later) -> later)
                .orElse(null);
        boolean rings = !leg.caller() && leg.upAt == null && leg.dialEndedAt == null && leg.pickedUpAt == null;
        return new LiveLeg(leg.id, party, leg.outside, leg.caller(), rings, bridge != null, bridge);
    }
}
