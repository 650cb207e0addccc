package org.ringbook.workspace.campaigns;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.DialSettings;
import org.ringbook.dialrules.Purpose;
import org.ringbook.dialrules.WeekHours;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/**
 * A campaign as it stands in its form.
 *
 * @param hours as {@link WeekHours} writes them; empty for those of the rules of dialling alone
 * @param zone id of the zone that is assumed; empty for none
 * @param version that the form was made from; null for a new one
 * @param scriptId by which it is called; null for none of steps
 * @param callerId the number of ours that is shown where the server dials, with a plus; empty for none
 * @param signed whether somebody signs that the server may dial, where that is not usual
 */
record CampaignForm(
        String name,
        Purpose purpose,
        Campaign.Mode mode,
        UUID owner,
        String script,
        LocalDate startsOn,
        LocalDate endsOn,
        String hours,
        String zone,
        Integer wrapUp,
        Integer attempts,
        List<UUID> people,
        Integer version,
        UUID scriptId,
        String callerId,
        Boolean signed) {

    static CampaignForm empty(ZoneId assumed) {
        return new CampaignForm(
                null,
                Purpose.SERVICE,
                Campaign.Mode.PREVIEW,
                null,
                null,
                null,
                null,
                null,
                assumed.getId(),
                Campaign.USUAL_WRAP_UP_SECONDS,
                Campaign.USUAL_ATTEMPTS,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** @param dialling how the server dials for it */
    static CampaignForm of(Campaign one, UUID scriptId, DialSettings dialling) {
        return new CampaignForm(
                one.name(),
                one.purpose(),
                one.mode(),
                one.ownerId(),
                one.script(),
                one.startsOn(),
                one.endsOn(),
                one.hours() == null ? null : one.hours().toString(),
                one.assumedZone() == null ? null : one.assumedZone().getId(),
                one.wrapUpSeconds(),
                one.mostAttempts(),
                one.people(),
                one.version(),
                scriptId,
                dialling.callerId() == null ? null : dialling.callerId().toString(),
                dialling.isSigned());
    }

    public boolean isSigned() {
        return Boolean.TRUE.equals(signed);
    }

    /** The number that is shown; null for none. */
    PhoneNumber shown() {
        return callerId == null || callerId.isBlank() ? null : PhoneNumber.of(callerId);
    }

    /** @throws Refused for hours or a zone that are none */
    Campaign campaign(UUID id) {
        return new Campaign(
                id,
                name,
                purpose,
                mode,
                Campaign.State.DRAFT,
                owner,
                script,
                startsOn,
                endsOn,
                hours == null || hours.isBlank() ? null : WeekHours.of(hours),
                assumed(),
                wrapUp == null ? Campaign.USUAL_WRAP_UP_SECONDS : wrapUp,
                attempts == null ? Campaign.USUAL_ATTEMPTS : attempts,
                people == null ? List.of() : people,
                null,
                version == null ? 0 : version);
    }

    private ZoneId assumed() {
        try {
            return zone == null || zone.isBlank() ? null : ZoneId.of(zone.strip());
        } catch (DateTimeException none) {
            throw Refused.because("zone", "campaigns.list.zone", zone);
        }
    }
}
