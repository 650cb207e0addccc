package org.ringbook.dialrules;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * One line of a do-not-call list. It is ended, never deleted. Exactly one of number, prefix and party says whom it is about.
 *
 * @param number of which nothing is dialled; null when it is about others
 * @param prefix digits of E.164 without the plus with which such numbers begin; null when it is about others
 * @param party a person or company, with all numbers of theirs; null when it is about others
 * @param purpose for which alone it holds; null for any
 * @param campaign for which alone it holds; null for any
 * @param register national register that it comes from; null for the company's own list
 * @param since from then on
 * @param until it holds no more; null for good
 * @param reason as somebody told it
 * @param by person of ours; null for a program
 */
public record DoNotCallEntry(
        UUID id,
        PhoneNumber number,
        String prefix,
        UUID party,
        Purpose purpose,
        UUID campaign,
        String register,
        Instant since,
        Instant until,
        String reason,
        UUID by) {

    /** Of the company's own list. @param who person of ours; null for a program */
    public static DoNotCallEntry of(PhoneNumber number, Instant since, String reason, UUID who) {
        return new DoNotCallEntry(null, number, null, null, null, null, null, since, null, reason, who);
    }

    /** All numbers of a person or company. */
    public static DoNotCallEntry of(UUID party, Instant since, String reason, UUID who) {
        return new DoNotCallEntry(null, null, null, party, null, null, null, since, null, reason, who);
    }

    public DoNotCallEntry only(Purpose forPurpose) {
        return new DoNotCallEntry(id, number, prefix, party, forPurpose, campaign, register, since, until, reason, by);
    }

    public DoNotCallEntry onlyOf(UUID ofCampaign) {
        return new DoNotCallEntry(id, number, prefix, party, purpose, ofCampaign, register, since, until, reason, by);
    }

    public DoNotCallEntry ended(Instant at) {
        return new DoNotCallEntry(id, number, prefix, party, purpose, campaign, register, since, at, reason, by);
    }

    /** @param whose who has the number, and the company they are of */
    boolean isAbout(PhoneNumber dialled, Set<UUID> whose) {
        return number != null && number.equals(dialled)
                || prefix != null && Long.toString(dialled.e164()).startsWith(prefix)
                || party != null && whose.contains(party);
    }

    boolean holds(CampaignRules rules, Instant at) {
        return !since.isAfter(at)
                && (until == null || until.isAfter(at))
                && (purpose == null || purpose == rules.purpose())
                && (campaign == null || campaign.equals(rules.id()));
    }
}
