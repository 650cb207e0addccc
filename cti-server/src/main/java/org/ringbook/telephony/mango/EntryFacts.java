package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.telephony.mango.AgentLegs.AgentLeg;

/** All that was told of one call → its facts. Pure; the order in which it was told does not matter. */
final class EntryFacts {

    final Entry entry;
    final AgentLegs agentLegs;
    final List<Hop> hops;
    final Set<CallFact> facts = new LinkedHashSet<>();
    final Set<String> begun = new HashSet<>();
    /** Of our telephones, when the last leg ended that each was in; null while one goes on. */
    final Map<String, Instant> ends = new LinkedHashMap<>();

    private EntryFacts(Entry reported) {
        this.entry = reported.whole();
        this.agentLegs = new AgentLegs(entry);
        this.hops = entry.inOrder();
    }

    /** @param lines only calls over these are told of, and those over none; all when there are none */
    static Set<CallFact> of(Entry entry, Set<String> lines) {
        var facts = new EntryFacts(entry);
        String line = facts.line();
        return lines.isEmpty() || line == null || lines.contains(line) ? facts.facts() : Set.of();
    }

    private Set<CallFact> facts() {
        for (Hop hop : hops) {
            new HopFacts(this, hop).report();
        }
        queues();
        if (entry.hopsWithPeople().isEmpty() && entry.summary != null) {
            SummaryFacts.report(entry.summary, facts);
        }
        recordings();
        broughtBy();
        end();
        for (String agentLeg : begun) {
            if (!agentLeg.equals(entry.id)) {
                facts.add(new Linked(agentLeg, hops.get(0).began(), entry.id));
            }
        }
        return facts;
    }

    /** Our number of the public network: the line that was called, or that was shown. */
    String line() {
        for (Hop hop : hops) {
            for (CallEvent event : hop.inOrder()) {
                for (String line : new String[] {event.to().line(), event.from().line(), event.dctNumber()}) {
                    if (Party.isPhone(line)) {
                        return Party.international(line);
                    }
                }
            }
            if (!hop.person() && hop.to().hasPhone()) {
                return Party.international(hop.to().number());
            }
        }
        return entry.summary == null ? null : Party.international(entry.summary.line());
    }

    /** The groups that the call went through: those in which it waited, and those that only chose whom to ring. */
    private void queues() {
        var reported = new HashSet<String>();
        for (Hop hop : hops) {
            if (hop.location() == CallEvent.Location.QUEUE) {
                String group = hop.group() == null ? "queue" : hop.group();
                reported.add(group);
                CallEvent end = hop.end();
                visit(hop, group, end == null ? null : end.at(), end != null && abandoned(end));
            }
        }
        for (Hop hop : hops) {
            if (hop.person() && hop.group() != null && reported.add(hop.group())) {
                visit(hop, hop.group(), leftGroup(hop.group()), false);
            }
        }
    }

    private static boolean abandoned(CallEvent end) {
        return end.reason() == Reasons.CALLER_HUNG_UP;
    }

    private void visit(Hop hop, String group, Instant until, boolean abandoned) {
        AgentLeg caller = agentLegs.from(hop, hop.first());
        if (caller != null) {
            facts.add(new QueueJoined(caller.id(), hop.began(), group));
            if (until != null) {
                facts.add(new QueueLeft(caller.id(), until, group, abandoned));
            }
        }
    }

    /** Of a group that is told by the telephones that it rings alone: when one of them was answered, or the last one ended. */
    private Instant leftGroup(String group) {
        Instant left = null;
        for (Hop hop : hops) {
            if (group.equals(hop.group())) {
                if (hop.answer() != null) {
                    return hop.answer().at();
                }
                if (hop.end() == null) {
                    return null;
                }
                left = left == null || hop.end().at().isAfter(left) ? hop.end().at() : left;
            }
        }
        return left;
    }

    private void recordings() {
        var once = new LinkedHashMap<String, Recorded>();
        for (Recorded one : entry.recordings) {
            once.merge(one.id(), one, EntryFacts::better);
        }
        for (Recorded one : once.values()) {
            Hop hop = one.call() == null ? null : entry.hops.get(one.call());
            AgentLeg agentLeg = hop == null ? null : agentLegs.to(hop);
            boolean none = entry.recordings.stream().anyMatch(each -> each.id().equals(one.id()) && !each.saved());
            if (!none && !hops.isEmpty()) {
                String leg = agentLeg == null ? entry.id : agentLeg.id();
                facts.add(new RecordingStarted(leg, one.live() ? one.at() : talked(one), one.id()));
            }
        }
    }

    /** A static number stands for one advertisement; of a dynamic one it is asked who it was shown to. */
    private void broughtBy() {
        if (hops.isEmpty()) {
            return;
        }
        String number = hops.stream()
                .flatMap(hop -> hop.events.stream())
                .map(CallEvent::dctNumber)
                .filter(Party::isPhone)
                .findFirst()
                .map(Party::international)
                .orElse(null);
        String words = entry.visit == null ? number : entry.visit.words();
        if (words != null) {
            facts.add(new BroughtBy(entry.id, hops.get(0).began(), words));
        }
    }

    private static Recorded better(Recorded one, Recorded other) {
        return one.live() || one.call() != null && !other.live() ? one : other;
    }

    /** A file says when it was stored; what it holds began with the conversation. */
    private Instant talked(Recorded file) {
        return hops.stream()
                .filter(hop -> hop.person() && hop.answer() != null)
                .filter(hop -> file.call() == null || file.call().equals(hop.call))
                .map(hop -> hop.answer().at())
                .findFirst()
                .orElse(file.at());
    }

    /** Whoever the call is about stays until the whole is over: between two legs of theirs, none may be open. */
    private void end() {
        Instant over = over();
        AgentLeg principal = principal();
        ends.forEach((agentLeg, at) -> {
            boolean stays = principal != null && agentLeg.equals(principal.id()) || agentLeg.equals(entry.id);
            Instant end = stays ? over : at == null ? over : at;
            if (end != null) {
                facts.add(new LegEnded(agentLeg, end, Outcome.OTHER));
            }
        });
        if (over != null) {
            hungUp(over);
        }
        if (entry.quiet == Entry.Quiet.LOST && entry.summary == null) {
            facts.add(new Healed(entry.id, over, HealedFrom.ESTIMATE));
        }
        if (entry.healed && entry.summary != null) {
            facts.add(new Healed(entry.id, entry.summary.created(), HealedFrom.CALLS));
        }
    }

    private Instant over() {
        if (entry.summary != null) {
            return entry.summary.ended();
        }
        if (entry.quiet == null && !entry.hungUp()) {
            return null;
        }
        // Messages know whole seconds: who answered in the last that was heard of has spoken.
        boolean justAnswered = hops.stream()
                .anyMatch(hop -> hop.end() == null
                        && hop.answer() != null
                        && hop.answer().at().equals(entry.last));
        return justAnswered ? entry.last.plusSeconds(1) : entry.last;
    }

    /** The client, when there is one. */
    private AgentLeg principal() {
        for (Hop hop : hops) {
            AgentLeg from = agentLegs.from(hop, hop.first());
            AgentLeg to = agentLegs.to(hop);
            if (from != null && from.outside()) {
                return from;
            }
            if (to != null && to.outside()) {
                return to;
            }
        }
        return null;
    }

    /** By the code of the last leg; the codes of legs that were handed on speak of the hand-over. */
    private void hungUp(Instant over) {
        Hop last = null;
        for (Hop hop : hops) {
            if (hop.end() != null
                    && (last == null || !hop.end().at().isBefore(last.end().at()))) {
                boolean better =
                        last == null || hop.end().at().isAfter(last.end().at()) || hop.answer() != null;
                last = better ? hop : last;
            }
        }
        int reason = last == null ? 0 : last.end().reason();
        AgentLeg from = last == null ? null : agentLegs.from(last, last.events.last());
        AgentLeg to = last == null ? null : agentLegs.to(last);
        if (reason == Reasons.CALLER_HUNG_UP && from != null) {
            facts.add(new HungUp(from.id(), over));
        } else if (reason == Reasons.CALLEE_HUNG_UP && to != null && last.answer() != null) {
            facts.add(new HungUp(to.id(), over));
        }
    }
}
