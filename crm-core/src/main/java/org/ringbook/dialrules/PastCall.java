package org.ringbook.dialrules;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * An earlier call of ours to a number: of a campaign, or dialled by hand. Calls that somebody made to us are none of them.
 *
 * @param call in the log; null while it is not there
 * @param number that was called
 * @param campaign null when it was dialled by hand
 * @param at when it was dialled
 * @param by who of ours dialled it, for words; null when nobody is known
 * @param counted whether it counts against the person: not when their telephone was never reached through our or the carrier's fault
 * @param talked whether we spoke with them
 * @param dropped whether they answered and nobody of ours was there
 * @param refused whether they refused what the campaign offers
 */
public record PastCall(
        UUID call,
        PhoneNumber number,
        UUID campaign,
        Instant at,
        String by,
        boolean counted,
        boolean talked,
        boolean dropped,
        boolean refused) {

    /** Dialled by hand, and it rang. */
    public static PastCall byHand(UUID call, PhoneNumber number, Instant at, String by, boolean talked) {
        return new PastCall(call, number, null, at, by, true, talked, false, false);
    }

    /** An attempt of a campaign that reached their telephone. */
    public static PastCall ofCampaign(UUID call, PhoneNumber number, UUID campaign, Instant at, boolean talked) {
        return new PastCall(call, number, campaign, at, null, true, talked, false, false);
    }

    public PastCall andRefused() {
        return new PastCall(call, number, campaign, at, by, counted, talked, dropped, true);
    }

    public PastCall andDropped() {
        return new PastCall(call, number, campaign, at, by, counted, talked, true, refused);
    }

    /** It never reached their telephone. */
    public PastCall notCounted() {
        return new PastCall(call, number, campaign, at, by, false, talked, dropped, refused);
    }
}
