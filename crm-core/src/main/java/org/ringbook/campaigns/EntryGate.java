package org.ringbook.campaigns;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ringbook.contacts.details.Consents;
import org.ringbook.dialrules.CampaignRules;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.dialrules.DialQuestion;
import org.ringbook.dialrules.DialReason;
import org.ringbook.dialrules.DialRules;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refusal;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the gate for an entry of a campaign. Any thread; waits for the database. */
@Component
final class EntryGate {

    private static final Set<DialReason.Code> FOR_GOOD = Set.of(
            DialReason.Code.DO_NOT_CALL,
            DialReason.Code.IN_REGISTER,
            DialReason.Code.NEVER_DIALLED,
            DialReason.Code.CONSENT_WITHDRAWN);

    private final DialRules rules;
    private final DoNotCallList doNotCall;
    private final Consents consents;
    private final DialSettingsRows dialling;

    EntryGate(DialRules rules, DoNotCallList doNotCall, Consents consents, JdbcClient jdbc) {
        this.rules = rules;
        this.doNotCall = doNotCall;
        this.consents = consents;
        this.dialling = new DialSettingsRows(jdbc);
    }

    DialAnswer ask(Campaign campaign, Entry entry, Entry.Number number, Instant at) {
        // What the list says of where they are is better than what the campaign assumes.
        CampaignRules laidDown =
                entry.timeZone() == null ? campaign.rules() : campaign.rules().assuming(ZoneId.of(entry.timeZone()));
        if (!campaign.dialMode().isAutomatic()) {
            return rules.mayDial(DialQuestion.of(number.number(), entry.partyId(), laidDown, campaign.dialMode(), at));
        }
        DialSettings settings = dialling.of(campaign.id());
        CampaignRules signed = settings.isSigned() ? laidDown.signedForAutomaticDialling() : laidDown;
        return rules.mayDial(DialQuestion.of(number.number(), entry.partyId(), signed, campaign.dialMode(), at)
                .showing(settings.callerId()));
    }

    /** From now on nobody calls them, whoever asks. */
    void doNotCall(PhoneNumber number, Entry entry, String reason, StaffMember by, Instant at) {
        if (entry.partyId() == null) {
            doNotCall.add(number, null, null, reason, by.id());
            return;
        }
        doNotCall.add(entry.partyId(), null, reason, by.id());
        doNotCall.add(number, null, null, reason, by.id());
        consents.add(entry.partyId(), new Consents.Consent(null, Consents.ADS, false, at, "call", null, by.id()));
    }

    /** Why it waits, in a word for programs: the first reason. */
    static String why(DialAnswer answer) {
        return answer.reasons().isEmpty()
                ? null
                : answer.reasons().get(0).code().code();
    }

    /** Nothing that comes by itself lets it be called. */
    static boolean isForGood(DialAnswer answer) {
        return answer.reasons().stream().anyMatch(reason -> FOR_GOOD.contains(reason.code()));
    }

    static Refusal refusal(DialAnswer answer) {
        DialReason first = answer.reasons().get(0);
        return Refusal.of("campaigns.gate", first.words(Locale.forLanguageTag("ru")), first.words(Locale.ENGLISH));
    }

    /** What the gate said, to be kept with the attempt: proof that it was allowed. */
    static String json(DialAnswer answer) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("allowed", answer.allowed());
        kept.put("reasons", codes(answer.reasons()));
        kept.put("notices", codes(answer.notices()));
        kept.put(
                "zones",
                answer.zones().zones().stream().map(ZoneId::getId).sorted().toList());
        kept.put(
                "openUntil",
                answer.openUntil() == null ? null : answer.openUntil().toString());
        kept.put("attemptsLeft", answer.attemptsLeft());
        return EntryRows.JSON.writeValueAsString(kept);
    }

    private static List<String> codes(List<DialReason> reasons) {
        return reasons.stream().map(reason -> reason.code().code()).toList();
    }
}
