package org.ringbook.calls.fold;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    CallFold(String source, NumberPlan plan) {
        this.source = source;
        this.plan = plan;
    }

    /**
     * @param id what the call is already known by; null for a call that nobody was told of
     * @return null while the facts name no person: a call needs somebody
     */
    Call fold(Collection<CallFact> facts, UUID id) {
        LegStories stories = LegStories.of(facts);
        Parties parties = new Parties(stories, plan);
        if (parties.people.isEmpty() || onlyAnchors(parties)) {
            return null;
        }
        boolean over = parties.people.stream().allMatch(leg -> leg.over() || leg.anchored);
        if (!over && nobodyCalledYet(parties)) {
            return null;
        }
        if (over) {
            NeverSeenTogether.fill(stories, parties);
        }
        return call(stories, parties, Talk.of(parties, stories), over, id);
    }

    /** People of a group with their names, which may be null, in the order in which they appeared. */
    Map<LegStory, String> parties(Collection<CallFact> facts) {
        Parties parties = new Parties(LegStories.of(facts), plan);
        var named = new LinkedHashMap<LegStory, String>();
        parties.people.forEach(leg -> named.put(leg, parties.nameOf(leg)));
        return named;
    }

    /** One of our telephones is up and no more: it may still dial, pick up a colleague's call, or log in to a queue. */
    private static boolean nobodyCalledYet(Parties parties) {
        return parties.direction == Call.Direction.INTERNAL
                && !parties.clickToCall
                && parties.others().isEmpty();
    }

    private static boolean onlyAnchors(Parties parties) {
        return parties.people.stream().allMatch(leg -> leg.anchored);
    }

    private Call call(LegStories stories, Parties parties, Talk talk, boolean over, UUID id) {
        String sourceId = rootLeg(stories);
        Instant start = parties.start();
        Instant end = over ? end(parties) : null;
        Verdict verdict = over ? Verdict.of(parties, stories, talk) : null;
        Call.Result result = over ? verdict.result() : talk.answered() ? Call.Result.ANSWERED : null;
        List<Call.Leg> legs = LegOutcomes.of(parties, stories, talk);
        List<Call.Transfer> transfers = Transfers.of(parties, stories, talk);
        String queue = stories.queues.isEmpty() ? null : stories.queues.get(stories.queues.size() - 1).queue;
        return new Call(
                id != null ? id : CallIds.of(source, sourceId, start),
                source,
                sourceId,
                parties.direction,
                state(parties, stories, talk, over),
                result,
                over ? verdict.reason() : null,
                parties.external().orElse(null),
                parties.line().orElse(null),
                queue,
                start,
                talk.answeredAt,
                end,
                waited(start, talk.answeredAt, end),
                over ? seconds(talk.talk) : null,
                over ? seconds(talk.hold) : null,
                over ? verdict.endedBy() : null,
                agent(parties, talk),
                answeredBy(parties, talk),
                Rings.of(parties),
                legs,
                transfers,
                talk.answered() ? Recorded.of(source, stories) : List.of(),
                Why.of(parties, stories, talk, legs, transfers, verdict, end));
    }

    /**
     * The source's id of the whole: its first leg, relays included, as Asterisk's linked id is. Who was called for another
     * leg was not the first, whatever a record in whole seconds says.
     */
    private static String rootLeg(LegStories stories) {
        return stories.legs.values().stream()
                .filter(leg -> !leg.anchored)
                .min(Comparator.comparing((LegStory leg) -> !leg.identified)
                        .thenComparing(leg -> stories.get(leg.dialledFrom) != null)
                        .thenComparing(LegStory::start)
                        .thenComparing(leg -> !leg.caller())
                        .thenComparing(leg -> leg.id))
                .orElseThrow()
                .id;
    }

    private static Instant end(Parties parties) {
        return parties.principal().gone();
    }

    private static State state(Parties parties, LegStories stories, Talk talk, boolean over) {
        if (over) {
            return State.ENDED;
        }
        if (talk.talkingNow) {
            return talk.heldNow ? State.HELD : State.TALKING;
        }
        boolean ringing = parties.others().stream().anyMatch(CallFold::ringsNow);
        boolean queued = stories.queues.stream().anyMatch(visit -> visit.out == null);
        return queued && !ringing ? State.QUEUED : State.RINGING;
    }

    private static boolean ringsNow(LegStory leg) {
        return leg.rangAt != null && leg.upAt == null && leg.dialEndedAt == null && !leg.over();
    }

    private static BigDecimal waited(Instant start, Instant answered, Instant end) {
        Instant until = answered != null ? answered : end;
        return until == null ? null : seconds(Duration.between(start, until));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(Math.max(0, duration.toMillis()), 3);
    }

    private static String agent(Parties parties, Talk talk) {
        if (parties.direction == Call.Direction.INTERNAL) {
            return parties.nameOf(parties.initiator);
        }
        String last = talk.lastAgent == null ? null : talk.lastAgent.party;
        return last == null && parties.agentPlacedIt() ? parties.nameOf(parties.initiator) : last;
    }

    private static List<String> answeredBy(Parties parties, Talk talk) {
        var names = new LinkedHashSet<String>();
        String placedBy = parties.agentPlacedIt() ? parties.nameOf(parties.initiator) : null;
        for (LegStory leg : talk.spoke) {
            String name = parties.nameOf(leg);
            if (leg != parties.initiator && name != null && !name.equals(placedBy)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
