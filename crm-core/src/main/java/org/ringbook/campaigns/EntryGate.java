package org.ringbook.campaigns;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.dialrules.DialFacts;
import org.ringbook.dialrules.DialGate;
import org.ringbook.dialrules.DialQuestion;
import org.ringbook.dialrules.DialReason;
import org.ringbook.dialrules.ZoneEvidence;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refusal;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Asks the gate for an entry of a campaign. Any thread; waits for the database. */
@Component
final class EntryGate {

    private static final Set<DialReason.Code> FOR_GOOD = Set.of(
            DialReason.Code.DO_NOT_CALL,
            DialReason.Code.IN_REGISTER,
            DialReason.Code.NEVER_DIALLED,
            DialReason.Code.CONSENT_WITHDRAWN);

    private final CampaignFacts facts;

    EntryGate(CampaignFacts facts) {
        this.facts = facts;
    }

    DialAnswer ask(Campaign campaign, Entry entry, Entry.Number number, Instant at) {
        var question = DialQuestion.of(number.number(), entry.partyId(), campaign.rules(), campaign.dialMode(), at);
        DialFacts known = facts.of(question, entry);
        if (entry.timeZone() != null) {
            var zones = new ArrayList<>(known.zones());
            zones.add(new ZoneEvidence(
                    ZoneEvidence.Source.SAID,
                    Set.of(ZoneId.of(entry.timeZone())),
                    entry.createdAt(),
                    entry.timeZone()));
            known = known.withZones(zones);
        }
        return DialGate.mayDial(question, known);
    }

    /** From now on nobody calls them, whoever asks. */
    void doNotCall(PhoneNumber number, Entry entry, String reason, StaffMember by, Instant at) {
        facts.doNotCall(number, entry, reason, by, at);
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
