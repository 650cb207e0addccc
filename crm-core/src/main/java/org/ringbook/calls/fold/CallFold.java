package org.ringbook.calls.fold;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.State;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallIds;
import org.ringbook.numbers.NumberPlan;

/**
 * Facts of one group of legs → the call. Pure: no clock, no database, and neither order nor repetition of the facts
 * matters.
 */
final class CallFold {

    private final String source;
    private final NumberPlan plan;
    private final RecordingIds recordings;

    CallFold(String source, NumberPlan plan) {
        this.source = source;
        this.plan = plan;
        this.recordings = new RecordingIds(source);
    }

    /** One of the calls of a group: its legs, and what happened as it sees them. To be folded once. */
    record Piece(Part part, LegHistory history) {}

    /**
     * Which calls a group makes.
     *
     * @param links legs that the source says to belong together, and since when
     * @param company facts of other groups that this one was in a room with; empty when it was not
     * @return one at least
     */
    static List<Piece> pieces(
            Collection<CallFact> facts, Map<LegGroup.Link, Instant> links, Collection<CallFact> company) {
        LegHistory whole = LegHistory.of(facts);
        List<Part> parts = Parting.of(whole, facts, links);
        if (company.isEmpty() && parts.size() == 1) {
            return List.of(new Piece(Part.ALL, whole));
        }
        var all = new ArrayList<>(facts);
        all.addAll(company);
        return parts.stream()
                .map(part -> part == Part.ALL ? new Part(Set.copyOf(whole.legs.keySet()), Map.of(), Map.of()) : part)
                .map(part -> new Piece(part, LegHistory.of(all, part)))
                .toList();
    }

    /**
     * @param id what the call is already known by; null for a call that nobody was told of
     * @return null while the facts name no person: a call needs somebody
     */
    Call fold(LegHistory history, UUID id) {
        Parties parties = new Parties(history, plan);
        if (parties.people.isEmpty() || onlyNailedUp(parties)) {
            return null;
        }
        boolean over = parties.allAreGone();
        if (!over && nobodyCalledYet(parties)) {
            return null;
        }
        if (over) {
            NeverSeenTogether.fill(history, parties);
        }
        return call(history, parties, Conversation.of(parties, history), over, id);
    }

    /** People of a call with their names, which may be null, in the order in which they appeared. */
    Map<LegState, String> parties(LegHistory history) {
        Parties parties = new Parties(history, plan);
        var named = new LinkedHashMap<LegState, String>();
        parties.people.forEach(leg -> named.put(leg, parties.nameOf(leg)));
        return named;
    }

    /** One of our telephones is up and no more: it may still dial, pick up a colleague's call, or log in to a queue. */
    private static boolean nobodyCalledYet(Parties parties) {
        return parties.direction == Call.Direction.INTERNAL
                && !parties.clickToCall
                && parties.others().isEmpty();
    }

    private static boolean onlyNailedUp(Parties parties) {
        for (LegState leg : parties.people) {
            if (!leg.nailedUp) {
                return false;
            }
        }
        return true;
    }

    private Call call(LegHistory history, Parties parties, Conversation conversation, boolean over, UUID id) {
        String sourceId = rootLeg(history);
        Instant start = parties.start();
        Instant end = over ? conversation.principal.gone() : null;
        CallResult outcome = over ? CallResult.of(parties, history, conversation) : null;
        Call.Result result = over ? outcome.result() : conversation.answered() ? Call.Result.ANSWERED : null;
        List<Call.Leg> legs = LegOutcomes.of(parties, history, conversation);
        List<Call.Transfer> transfers = Transfers.of(parties, history, conversation);
        String queue = history.queues.isEmpty() ? null : history.queues.get(history.queues.size() - 1).queue;
        return Call.of(call -> {
            call.id = id != null ? id : CallIds.of(source, sourceId, start);
            call.source = source;
            call.sourceId = sourceId;
            call.direction = parties.direction;
            call.state = state(parties, history, conversation, over);
            call.result = result;
            call.reason = over ? outcome.reason() : null;
            call.external = parties.external().orElse(null);
            call.dialled = parties.dialledOutside();
            call.line = parties.line().orElse(null);
            call.queue = queue;
            call.startedAt = start;
            call.answeredAt = conversation.answeredAt;
            call.endedAt = end;
            call.waitSeconds = waited(start, conversation.answeredAt, end);
            call.talkSeconds = over ? seconds(conversation.talk) : null;
            call.holdSeconds = over && conversation.holdIsKnown() ? seconds(conversation.hold) : null;
            call.endedBy = over ? outcome.endedBy() : null;
            call.agent = agent(parties, conversation);
            call.answeredBy = answeredBy(parties, conversation);
            call.rang = Rings.of(parties);
            call.rings = rings(parties);
            call.legs = legs;
            call.transfers = transfers;
            call.recordings = conversation.answered() ? Recorded.of(recordings, history) : List.of();
            call.rules = Why.of(parties, history, conversation, legs, transfers, outcome, end);
        });
    }

    /**
     * The source's id of the whole: its first leg, local ones included, as Asterisk's linked id is. Who was called for another
     * leg was not the first, whatever a record in whole seconds says.
     */
    private static String rootLeg(LegHistory history) {
        LegState root = null;
        for (LegState leg : history.legs.values()) {
            if (!leg.nailedUp && !leg.guest && (root == null || isBefore(leg, root, history))) {
                root = leg;
            }
        }
        return root.id;
    }

    private static boolean isBefore(LegState one, LegState other, LegHistory history) {
        boolean oneIsCalled = history.get(one.dialledFrom) != null;
        boolean otherIsCalled = history.get(other.dialledFrom) != null;
        if (one.identified != other.identified) {
            return one.identified;
        } else if (oneIsCalled != otherIsCalled) {
            return otherIsCalled;
        }
        int earlier = one.start().compareTo(other.start());
        if (earlier != 0) {
            return earlier < 0;
        }
        return one.caller() == other.caller() ? one.id.compareTo(other.id) < 0 : one.caller();
    }

    private static State state(Parties parties, LegHistory history, Conversation conversation, boolean over) {
        if (over) {
            return State.ENDED;
        }
        if (conversation.talkingNow) {
            return conversation.heldNow ? State.HELD : State.TALKING;
        }
        for (LegHistory.QueueVisit visit : history.queues) {
            if (visit.out == null && !anyRings(parties)) {
                return State.QUEUED;
            }
        }
        return State.RINGING;
    }

    private static boolean anyRings(Parties parties) {
        for (LegState leg : parties.people) {
            if (leg != parties.initiator && ringsNow(leg)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ringsNow(LegState leg) {
        return leg.ringing() != null && leg.upAt == null && leg.dialEndedAt == null && !leg.over();
    }

    private static BigDecimal waited(Instant start, Instant answered, Instant end) {
        Instant until = answered != null ? answered : end;
        return until == null ? null : seconds(Duration.between(start, until));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(Math.max(0, duration.toMillis()), 3);
    }

    private static String agent(Parties parties, Conversation conversation) {
        if (parties.direction == Call.Direction.INTERNAL) {
            return parties.nameOf(parties.initiator);
        }
        String last = conversation.lastAgent == null ? null : conversation.lastAgent.party;
        return last == null && parties.agentPlacedIt() ? parties.nameOf(parties.initiator) : last;
    }

    /** A queue that rings somebody again rings again. */
    private static int rings(Parties parties) {
        int rings = 0;
        for (LegState leg : parties.people) {
            if (!leg.outside && !leg.caller() && !leg.nailedUp && LegOutcomes.rang(leg) != null) {
                rings++;
            }
        }
        return rings;
    }

    private static List<String> answeredBy(Parties parties, Conversation conversation) {
        var names = new LinkedHashSet<String>();
        String placedBy = parties.agentPlacedIt() ? parties.nameOf(parties.initiator) : null;
        for (LegState leg : conversation.spoke) {
            String name = parties.nameOf(leg);
            if (leg != parties.initiator && !leg.guest && name != null && !name.equals(placedBy)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
