package org.ringbook.dialrules;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * What a campaign lays down for its calls. What the law or the company lays down for all ({@link DialLimit}) holds beside it: the
 * stricter one counts.
 *
 * @param id null when the call belongs to no campaign
 * @param name for words; null when it belongs to none
 * @param purpose of its calls
 * @param first day on which it dials, of the called person; null for no such limit
 * @param last day on which it dials, included; null for no such limit
 * @param hours of the called person; null for those of the limits alone
 * @param assumedZone where nothing better than the country is known: a conscious choice, told with each answer. Null: all zones of it count
 * @param attemptsPerPerson in the whole campaign; null for that of the limits alone
 * @param callerIds numbers of ours that it may show; empty for all of the company's list
 * @param dialsWithoutPerson whether the owner signed that it may dial automatically where that is not usual
 */
public record CampaignRules(
        UUID id,
        String name,
        Purpose purpose,
        LocalDate first,
        LocalDate last,
        WeekHours hours,
        ZoneId assumedZone,
        Integer attemptsPerPerson,
        Set<PhoneNumber> callerIds,
        boolean dialsWithoutPerson) {

    public CampaignRules {
        Objects.requireNonNull(purpose);
        callerIds = Set.copyOf(callerIds);
    }

    /** A campaign that lays down nothing of its own. */
    public static CampaignRules of(UUID id, String name, Purpose purpose) {
        return new CampaignRules(id, name, purpose, null, null, null, null, null, Set.of(), false);
    }

    /** Of a call that belongs to no campaign. */
    public static CampaignRules byHand() {
        return of(null, null, Purpose.SERVICE);
    }

    public CampaignRules within(WeekHours week) {
        return new CampaignRules(
                id, name, purpose, first, last, week, assumedZone, attemptsPerPerson, callerIds, dialsWithoutPerson);
    }

    /** @param from may be null, and so may {@code to} */
    public CampaignRules between(LocalDate from, LocalDate to) {
        return new CampaignRules(
                id, name, purpose, from, to, hours, assumedZone, attemptsPerPerson, callerIds, dialsWithoutPerson);
    }

    public CampaignRules assuming(ZoneId zone) {
        return new CampaignRules(
                id, name, purpose, first, last, hours, zone, attemptsPerPerson, callerIds, dialsWithoutPerson);
    }

    public CampaignRules atMost(int attempts) {
        return new CampaignRules(
                id, name, purpose, first, last, hours, assumedZone, attempts, callerIds, dialsWithoutPerson);
    }

    public CampaignRules showing(Set<PhoneNumber> lines) {
        return new CampaignRules(
                id, name, purpose, first, last, hours, assumedZone, attemptsPerPerson, lines, dialsWithoutPerson);
    }

    public CampaignRules signedForAutomaticDialling() {
        return new CampaignRules(
                id, name, purpose, first, last, hours, assumedZone, attemptsPerPerson, callerIds, true);
    }
}
