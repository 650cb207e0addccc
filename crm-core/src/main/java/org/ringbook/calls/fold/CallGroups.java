package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which legs of one source belong to one call. Facts that connect legs join their groups; a group never falls apart
 * again. For one thread at a time.
 */
final class CallGroups {

    private static final Logger LOG = LoggerFactory.getLogger(CallGroups.class);

    /** More legs than any real call has: a leg that lives for days is pulling everything together. */
    private static final int MOST_LEGS = 60;

    private final CallFold fold;
    private final Map<String, Group> groupOfLeg = new HashMap<>();
    private final Map<String, String> legOfBridge = new HashMap<>();
    private final NailedUpLegs nailedUpLegs = new NailedUpLegs();
    private final Set<Group> changed = new LinkedHashSet<>();

    CallGroups(CallFold fold) {
        this.fold = fold;
    }

    private record Link(String one, String other) {}

    /** The facts of one call, and what was told of it. */
    private static final class Group {
        final Set<String> legs = new HashSet<>(4);
        final Set<String> known = new HashSet<>(4);
        final LinkedHashSet<CallFact> facts = new LinkedHashSet<>(64);
        /** By which of its legs it was put together; needed when it must be taken apart. */
        final Set<Link> links = new HashSet<>(8);

        final List<UUID> mergedIds = new ArrayList<>(0);
        Call told;
        Instant last = Instant.MIN;

        /** A beginning may be told twice, by the source itself and by its list of what goes on. */
        boolean whole() {
            Set<String> began = new HashSet<>();
            facts.stream().filter(LegBegan.class::isInstance).forEach(fact -> began.add(fact.leg()));
            return began.containsAll(legs);
        }
    }

    void add(CallFact fact) {
        if (fact instanceof NailedUp nailedUp && nailedUpLegs.learn(nailedUp)) {
            takeApart(fact.leg());
        }
        if (nailedUpLegs.has(fact.leg())) {
            serve(fact);
            return;
        }
        Group group = groupOf(fact.leg());
        if (fact instanceof LegSeen && !group.known.add(fact.leg())) {
            return;
        }
        group = connect(group, fact);
        keep(group, fact);
    }

    private void keep(Group group, CallFact fact) {
        if (fact.at().isAfter(group.last)) {
            group.last = fact.at();
        }
        if (fact instanceof Linked linked) {
            group.links.add(new Link(linked.leg(), linked.other()));
        } else if (group.facts.add(fact)) {
            if (fact instanceof LegBegan) {
                group.known.add(fact.leg());
            }
            changed.add(group);
        }
    }

    /** A nailed-up leg takes part in the call of the bridge that it is in. */
    private void serve(CallFact fact) {
        String bridge = NailedUpLegs.bridge(fact);
        if (bridge == null) {
            return;
        }
        String inBridge = legOfBridge.get(bridge);
        if (inBridge == null) {
            nailedUpLegs.keep(bridge, fact);
        } else {
            keep(groupOf(inBridge), nailedUpLegs.serving(fact));
            keep(groupOf(inBridge), fact);
        }
    }

    /** The leg has turned out to be nailed up: what it alone held together falls apart. */
    private void takeApart(String nailedUp) {
        Group whole = groupOfLeg.remove(nailedUp);
        if (whole == null) {
            return;
        }
        whole.legs.forEach(groupOfLeg::remove);
        legOfBridge.values().removeIf(whole.legs::contains);
        changed.remove(whole);
        whole.facts.forEach(this::add);
        whole.links.forEach(link -> add(new Linked(link.one(), whole.last, link.other())));
        if (whole.told != null) {
            leave(whole);
        }
    }

    /** What was told of a group goes to the part that holds its first leg, or the oldest part. */
    private void leave(Group whole) {
        Group heir = groupOfLeg.get(whole.told.sourceId());
        if (heir == null || heir.told != null) {
            heir = whole.legs.stream()
                    .map(groupOfLeg::get)
                    .filter(group -> group != null && group.told == null && !group.facts.isEmpty())
                    .min(Comparator.comparing(CallGroups::began))
                    .orElseGet(Group::new);
        }
        heir.told = whole.told;
        heir.mergedIds.addAll(whole.mergedIds);
        changed.add(heir);
    }

    private static Instant began(Group group) {
        return group.facts.stream()
                .map(CallFact::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private Group groupOf(String leg) {
        Group group = groupOfLeg.get(leg);
        if (group == null) {
            group = new Group();
            group.legs.add(leg);
            groupOfLeg.put(leg, group);
        }
        return group;
    }

    private Group connect(Group group, CallFact fact) {
        if (fact instanceof Linked f) {
            return join(group, f.other());
        } else if (fact instanceof LegDialled f) {
            return join(group, f.from());
        } else if (fact instanceof Paired f) {
            return join(group, f.other());
        } else if (fact instanceof Transferred f) {
            return join(join(group, f.moved()), f.target());
        } else if (fact instanceof PickedUp f) {
            return join(group, f.target());
        } else if (fact instanceof Joined f && f.kind() == BridgeKind.TALK) {
            Group joined = join(group, f.replaces());
            Group inBridge = join(joined, legOfBridge.put(f.bridge(), f.leg()));
            for (CallFact early : nailedUpLegs.take(f.bridge())) {
                keep(inBridge, nailedUpLegs.serving(early));
                keep(inBridge, early);
            }
            return inBridge;
        }
        return group;
    }

    private Group join(Group group, String leg) {
        if (leg == null || nailedUpLegs.has(leg)) {
            return group;
        }
        Group other = groupOf(leg);
        if (other == group) {
            return group;
        }
        if (group.legs.size() + other.legs.size() > MOST_LEGS) {
            LOG.warn("Two calls were not joined by leg {}: they would have more than {} legs", leg, MOST_LEGS);
            return group;
        }
        return group.facts.size() >= other.facts.size() ? merge(group, other) : merge(other, group);
    }

    private Group merge(Group into, Group from) {
        for (String leg : from.legs) {
            groupOfLeg.put(leg, into);
        }
        into.legs.addAll(from.legs);
        into.known.addAll(from.known);
        into.facts.addAll(from.facts);
        into.links.addAll(from.links);
        into.mergedIds.addAll(from.mergedIds);
        into.last = into.last.isAfter(from.last) ? into.last : from.last;
        if (into.told == null) {
            into.told = from.told;
        } else if (from.told != null) {
            boolean fromIsOlder = from.told.startedAt().isBefore(into.told.startedAt());
            Call younger = fromIsOlder ? into.told : from.told;
            into.told = fromIsOlder ? from.told : into.told;
            into.mergedIds.add(younger.id());
        }
        changed.remove(from);
        changed.add(into);
        return into;
    }

    /** The calls that are not as they were told, in the order in which their facts came. */
    List<CallChange> foldWhatChanged() {
        var changes = new ArrayList<CallChange>(changed.size());
        for (Group group : changed) {
            Call now =
                    group.facts.isEmpty() ? null : fold.fold(group.facts, group.told == null ? null : group.told.id());
            if (now == null && group.told != null) {
                changes.add(CallChange.withdrawn(group.told, group.last, List.copyOf(group.mergedIds)));
                group.told = null;
                group.mergedIds.clear();
            } else if (now != null && (!now.equals(group.told) || !group.mergedIds.isEmpty())) {
                changes.add(new CallChange(group.told, now, List.copyOf(group.mergedIds)));
                group.told = now;
                group.mergedIds.clear();
            }
        }
        changed.clear();
        return changes;
    }

    void forget(Instant before) {
        nailedUpLegs.forget(before);
        var gone = new HashSet<Group>();
        for (Iterator<Group> groups = groupOfLeg.values().iterator(); groups.hasNext(); ) {
            Group group = groups.next();
            boolean over = group.told == null || group.told.ended();
            if (over && group.last.isBefore(before)) {
                groups.remove();
                gone.add(group);
            }
        }
        if (!gone.isEmpty()) {
            legOfBridge.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
        }
    }

    /**
     * The facts of calls of which the beginning of every leg is among the facts, and of those that have a leg of these.
     *
     * @param surely legs whose calls are wanted as far as they are there
     */
    static List<CallFact> ofWholeCalls(Collection<CallFact> facts, Set<String> surely, CallFold fold) {
        var groups = new CallGroups(fold);
        facts.forEach(groups::add);
        var whole = new ArrayList<CallFact>(facts.size());
        for (CallFact fact : facts) {
            Group group = groups.groupOfLeg.get(fact.leg());
            if (group != null && (group.whole() || !Collections.disjoint(group.legs, surely))) {
                whole.add(fact);
            }
        }
        return whole;
    }

    /** A call that was told of earlier: what is told of its first leg from now on is told of that call. */
    void toldBefore(Call call) {
        Group group = groupOf(call.sourceId());
        if (group.told == null) {
            group.told = call;
        }
    }

    boolean knows(String leg) {
        Group group = groupOfLeg.get(leg);
        return group != null
                && group.facts.stream()
                        .anyMatch(fact ->
                                fact instanceof LegBegan began && began.leg().equals(leg));
    }

    /** By leg. */
    Map<String, OpenLeg> openLegs() {
        var open = new HashMap<String, OpenLeg>();
        for (Group group : new HashSet<>(groupOfLeg.values())) {
            LegHistory.of(group.facts).legs.values().stream()
                    .filter(leg -> leg.identified && !leg.over())
                    .forEach(leg -> open.put(leg.id, OpenLeg.of(leg, group.last)));
        }
        return open;
    }

    /** People of a call that have not ended, in the order in which they appeared; none when it is not remembered. */
    List<LiveLeg> liveLegs(Call call) {
        Group group = groupOfLeg.get(call.sourceId());
        if (group == null) {
            return List.of();
        }
        return fold.parties(group.facts).entrySet().stream()
                .filter(one -> !one.getKey().over() && !one.getKey().nailedUp)
                .map(one -> LiveLeg.of(one.getKey(), one.getValue()))
                .toList();
    }

    /** Legs that belong together, and what was told of them. */
    record Taken(Set<String> legs, List<CallFact> facts, boolean over) {}

    /**
     * Takes groups away.
     *
     * @param before those that are over, and of which nothing was told since; null for all
     */
    List<Taken> take(Instant before) {
        var taken = new ArrayList<Taken>();
        for (Group group : new LinkedHashSet<>(groupOfLeg.values())) {
            if (before == null || group.last.isBefore(before)) {
                boolean over = LegHistory.of(group.facts).legs.values().stream()
                        .allMatch(leg -> leg.over() || leg.nailedUp || !leg.identified);
                if (over || before == null) {
                    taken.add(new Taken(group.legs, List.copyOf(group.facts), over));
                    group.legs.forEach(groupOfLeg::remove);
                    changed.remove(group);
                }
            }
        }
        if (!taken.isEmpty()) {
            legOfBridge.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
        }
        return taken;
    }

    /** Whether a group is left whose first fact is of before then. */
    boolean anyBegunBefore(Instant then) {
        return groupOfLeg.values().stream()
                .anyMatch(group -> !group.facts.isEmpty()
                        && group.facts.iterator().next().at().isBefore(then));
    }
}
