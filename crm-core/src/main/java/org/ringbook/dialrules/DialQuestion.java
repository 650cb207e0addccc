package org.ringbook.dialrules;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * May this number be dialled, for this, in this way, at this moment?
 *
 * @param number to be dialled
 * @param party the person or company whose number it is; null when nobody's is known
 * @param campaign what is asked for
 * @param mode who begins the call
 * @param callerId number of ours that would be shown; null where the telephone system decides on it
 * @param numberHours hours of this number of its own (an office: workdays); null for none
 * @param askedFor whether they asked for this call themselves, on the web: that is consent for this one call
 * @param at the moment of dialling
 */
public record DialQuestion(
        PhoneNumber number,
        UUID party,
        CampaignRules campaign,
        DialMode mode,
        PhoneNumber callerId,
        WeekHours numberHours,
        boolean askedFor,
        Instant at) {

    public DialQuestion {
        Objects.requireNonNull(number);
        Objects.requireNonNull(campaign);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(at);
    }

    /** A call of a campaign, with the number that its telephone system shows. */
    public static DialQuestion of(PhoneNumber number, UUID party, CampaignRules campaign, DialMode mode, Instant at) {
        return new DialQuestion(number, party, campaign, mode, null, null, false, at);
    }

    /** Somebody of ours dials it by hand. */
    public static DialQuestion byHand(PhoneNumber number, UUID party, Instant at) {
        return of(number, party, CampaignRules.byHand(), DialMode.HAND, at);
    }

    public DialQuestion showing(PhoneNumber line) {
        return new DialQuestion(number, party, campaign, mode, line, numberHours, askedFor, at);
    }

    public DialQuestion within(WeekHours hours) {
        return new DialQuestion(number, party, campaign, mode, callerId, hours, askedFor, at);
    }

    public DialQuestion thatTheyAskedFor() {
        return new DialQuestion(number, party, campaign, mode, callerId, numberHours, true, at);
    }

    public DialQuestion at(Instant moment) {
        return new DialQuestion(number, party, campaign, mode, callerId, numberHours, askedFor, moment);
    }
}
