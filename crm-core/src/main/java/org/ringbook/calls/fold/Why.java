package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.FiredRule;
import org.ringbook.calls.CallFact;

/** "Why is this call so": the rules that fired, with what they saw. Keys are stable; their texts stand with the screens. */
final class Why {

    private Why() {}

    static List<FiredRule> of(
            Parties parties,
            LegHistory history,
            Conversation conversation,
            List<Call.Leg> legs,
            List<Call.Transfer> transfers,
            CallResult outcome,
            Instant end) {
        var rules = new ArrayList<FiredRule>();
        rules.add(direction(parties));
        for (CallFact.BroughtBy brought : history.brought) {
            rules.add(new FiredRule("brought.by-advertising", brought.at(), brought.leg(), brought.advertising()));
        }
        for (LegHistory.QueueVisit visit : history.queues) {
            rules.add(new FiredRule("queue.joined", visit.in, visit.leg, visit.queue));
        }
        for (CallFact.PickedUp pickup : history.pickups) {
            LegState by = history.get(pickup.leg());
            rules.add(new FiredRule("pickup.by-a-colleague", pickup.at(), pickup.leg(), parties.nameOf(by)));
        }
        if (conversation.answered()) {
            rules.add(new FiredRule(
                    "answered.first-time-people-spoke",
                    conversation.answeredAt,
                    null,
                    spokeFirst(parties, conversation)));
        }
        for (Call.Transfer transfer : transfers) {
            String kind = transfer.kind() == Call.TransferKind.BLIND ? "transfer.blind" : "transfer.attended";
            rules.add(new FiredRule(kind, transfer.at(), null, transfer.from() + " → " + transfer.to()));
        }
        for (CallFact.Healed healed : history.healed.values()) {
            String from = healed.from().name().toLowerCase(Locale.ROOT);
            rules.add(new FiredRule(Call.HEALED + from, healed.at(), healed.leg(), null));
        }
        if (!conversation.holdIsKnown()) {
            rules.add(new FiredRule(Call.HEALED + "hold-unknown", history.holdNotTold, null, null));
        }
        if (outcome != null) {
            rules.add(new FiredRule(outcome.rule(), end, null, outcomes(legs)));
            rules.add(new FiredRule(outcome.endRule(), end, null, null));
        }
        return List.copyOf(rules);
    }

    private static FiredRule direction(Parties parties) {
        LegState first = parties.initiator;
        String rule = parties.clickToCall
                ? "direction.click-to-call"
                : switch (parties.direction) {
                    case INBOUND -> "direction.began-outside";
                    case OUTBOUND -> "direction.led-outside";
                    case INTERNAL -> "direction.stayed-inside";
                };
        return new FiredRule(rule, first.start(), first.id, parties.nameOf(first));
    }

    private static String spokeFirst(Parties parties, Conversation conversation) {
        var names = new ArrayList<String>();
        for (LegState leg : conversation.talking.get(0).companyOf(parties.principal())) {
            if (leg != parties.principal()) {
                names.add(parties.nameOf(leg));
            }
        }
        return names.size() == 1
                ? String.valueOf(names.get(0))
                : String.join(", ", names.stream().map(String::valueOf).toList());
    }

    private static String outcomes(List<Call.Leg> legs) {
        return legs.stream()
                .map(leg -> leg.party() + " " + String.valueOf(leg.outcome()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
