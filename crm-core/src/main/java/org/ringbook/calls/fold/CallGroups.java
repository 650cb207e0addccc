package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayDeque;
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
import java.util.function.Predicate;
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
    private final Map<String, LegGroup> groupOfLeg = new HashMap<>();
    private final Map<String, String> legOfBridge = new HashMap<>();
    private final NailedUpLegs nailedUpLegs = new NailedUpLegs();
    private final Rooms rooms = new Rooms();
    private final Set<LegGroup> changed = new LinkedHashSet<>();
    private final List<RefusedFact> refused = new ArrayList<>(0);

    CallGroups(CallFold fold) {
        this.fold = fold;
    }

    /** What cannot be taken is refused, and the others go on: {@link #takeRefused}. */
    void add(CallFact fact) {
        try {
            take(fact);
        } catch (RuntimeException why) {
            refused.add(new RefusedFact(fact, why));
        }
    }

    private void take(CallFact fact) {
        if (fact instanceof NailedUp nailedUp && nailedUpLegs.learn(nailedUp)) {
            takeApart(fact.leg());
        }
        if (nailedUpLegs.has(fact.leg())) {
            serve(fact);
            return;
        }
        LegGroup group = groupOf(fact.leg());
        if (fact instanceof LegSeen && !group.known.add(fact.leg())) {
            return;
        }
        group = connect(group, fact);
        keep(group, fact);
    }

    private void keep(LegGroup group, CallFact fact) {
        if (fact.at().isAfter(group.last)) {
            group.last = fact.at();
        }
        if (fact instanceof Linked linked) {
            group.link(linked);
        } else if (group.facts.add(fact)) {
            if (fact instanceof LegBegan) {
                group.known.add(fact.leg());
            }
            changed.add(group);
            rooms.learn(fact);
            if (rooms.has(fact.leg())) {
                changed.addAll(inARoomWith(group));
            }
        }
    }

    /** Of who was in one conference, none is forgotten before the others. */
    private boolean allInItsRooms(LegGroup group, Predicate<LegGroup> settled) {
        if (!settled.test(group)) {
            return false;
        }
        var seen = new LinkedHashSet<>(Set.of(group));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (LegGroup other : inARoomWith(next.remove())) {
                if (seen.add(other)) {
                    if (!settled.test(other)) {
                        return false;
                    }
                    next.add(other);
                }
            }
        }
        return true;
    }

    /** The other groups that have been in a conference with this one. */
    private Set<LegGroup> inARoomWith(LegGroup group) {
        if (rooms.isEmpty() || !anyInARoom(group)) {
            return Set.of();
        }
        var others = new LinkedHashSet<LegGroup>();
        for (String leg : group.legs) {
            rooms.company(leg).stream().sorted().map(groupOfLeg::get).forEach(others::add);
        }
        others.remove(group);
        others.remove(null);
        return others;
    }

    private boolean anyInARoom(LegGroup group) {
        for (String leg : group.legs) {
            if (rooms.has(leg)) {
                return true;
            }
        }
        return false;
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
        LegGroup whole = groupOfLeg.remove(nailedUp);
        if (whole == null) {
            return;
        }
        whole.legs.forEach(groupOfLeg::remove);
        whole.facts.forEach(fact -> leaveBridge(fact, whole));
        changed.remove(whole);
        whole.facts.forEach(this::add);
        whole.links.forEach((link, at) -> add(new Linked(link.one(), at, link.other())));
        whole.told.forEach(told -> leave(told, whole));
    }

    private void leaveBridge(CallFact fact, LegGroup whole) {
        String inBridge = fact instanceof Joined joined ? legOfBridge.get(joined.bridge()) : null;
        if (inBridge != null && whole.legs.contains(inBridge)) {
            legOfBridge.remove(((Joined) fact).bridge());
        }
    }

    /** What was told of a group goes to the part that holds its first leg, or the oldest part. */
    private void leave(Call told, LegGroup whole) {
        LegGroup heir = groupOfLeg.get(told.sourceId());
        if (heir == null || !heir.told.isEmpty()) {
            heir = whole.legs.stream()
                    .map(groupOfLeg::get)
                    .filter(group -> group != null && group.told.isEmpty() && !group.facts.isEmpty())
                    .min(Comparator.comparing(CallGroups::began))
                    .orElseGet(LegGroup::new);
        }
        heir.told.add(told);
        heir.mergedIds.addAll(whole.mergedIds);
        whole.mergedIds.clear();
        changed.add(heir);
    }

    private static Instant began(LegGroup group) {
        return group.facts.stream()
                .map(CallFact::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private LegGroup groupOf(String leg) {
        LegGroup group = groupOfLeg.get(leg);
        if (group == null) {
            group = new LegGroup();
            group.legs.add(leg);
            groupOfLeg.put(leg, group);
        }
        return group;
    }

    private LegGroup connect(LegGroup group, CallFact fact) {
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
            LegGroup joined = join(group, f.replaces());
            LegGroup inBridge = join(joined, legOfBridge.put(f.bridge(), f.leg()));
            for (CallFact early : nailedUpLegs.take(f.bridge())) {
                keep(inBridge, nailedUpLegs.serving(early));
                keep(inBridge, early);
            }
            return inBridge;
        }
        return group;
    }

    private LegGroup join(LegGroup group, String leg) {
        if (leg == null || nailedUpLegs.has(leg)) {
            return group;
        }
        LegGroup other = groupOf(leg);
        if (other == group) {
            return group;
        }
        if (group.legs.size() + other.legs.size() > MOST_LEGS) {
            LOG.warn("Two calls were not joined by leg {}: they would have more than {} legs", leg, MOST_LEGS);
            return group;
        }
        return group.facts.size() >= other.facts.size() ? merge(group, other) : merge(other, group);
    }

    private LegGroup merge(LegGroup into, LegGroup from) {
        for (String leg : from.legs) {
            groupOfLeg.put(leg, into);
        }
        into.take(from);
        changed.remove(from);
        changed.add(into);
        return into;
    }

    /** The calls that are not as they were told, in the order in which their facts came. */
    List<CallChange> foldWhatChanged() {
        var changes = new ArrayList<CallChange>(changed.size());
        List<LegGroup> failed = List.of();
        for (LegGroup group : changed) {
            if (!told(group, changes)) {
                failed = failed.isEmpty() ? new ArrayList<>() : failed;
                failed.add(group);
            }
        }
        changed.clear();
        // What cannot be folded may be of another one in the same conference.
        failed.forEach(this::refuseWhatDoesNotFold);
        for (LegGroup group : failed) {
            if (!told(group, changes)) {
                LOG.error("A call of the legs {} stays as it was told: too much of it cannot be folded", group.legs);
            }
        }
        return changes;
    }

    private boolean told(LegGroup group, List<CallChange> changes) {
        try {
            group.tell(fold, pieces(group), changes);
            return true;
        } catch (RuntimeException why) {
            LOG.debug("A call could not be folded; what is at fault in it is looked for", why);
            return false;
        }
    }

    private void refuseWhatDoesNotFold(LegGroup group) {
        List<CallFact> company = company(group);
        refused.addAll(FactsThatFold.keep(
                group.facts,
                facts -> CallFold.pieces(facts, group.links, company)
                        .forEach(piece -> fold.fold(piece.history(), null))));
    }

    /** What was refused since it was last asked. */
    List<RefusedFact> takeRefused() {
        if (refused.isEmpty()) {
            return List.of();
        }
        List<RefusedFact> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }

    private List<CallFold.Piece> pieces(LegGroup group) {
        return CallFold.pieces(group.facts, group.links, company(group));
    }

    private List<CallFact> company(LegGroup group) {
        Set<LegGroup> others = inARoomWith(group);
        return others.isEmpty()
                ? List.of()
                : others.stream().flatMap(other -> other.facts.stream()).toList();
    }

    void forget(Instant before) {
        nailedUpLegs.forget(before);
        var gone = new HashSet<LegGroup>();
        for (Iterator<LegGroup> groups = groupOfLeg.values().iterator(); groups.hasNext(); ) {
            LegGroup group = groups.next();
            if (allInItsRooms(group, one -> one.over() && one.last.isBefore(before))) {
                groups.remove();
                gone.add(group);
            }
        }
        if (!gone.isEmpty()) {
            legOfBridge.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
            rooms.forget(groupOfLeg::containsKey);
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
            LegGroup group = groups.groupOfLeg.get(fact.leg());
            if (group != null && (group.whole() || !Collections.disjoint(group.legs, surely))) {
                whole.add(fact);
            }
        }
        return whole;
    }

    /** A call that was told of earlier: what is told of its first leg from now on is told of that call. */
    void toldBefore(Call call) {
        LegGroup group = groupOf(call.sourceId());
        if (group.told.stream().noneMatch(told -> told.id().equals(call.id()))) {
            group.told.add(call);
        }
    }

    boolean knows(String leg) {
        LegGroup group = groupOfLeg.get(leg);
        return group != null
                && group.facts.stream()
                        .anyMatch(fact ->
                                fact instanceof LegBegan began && began.leg().equals(leg));
    }

    /** By leg. */
    Map<String, OpenLeg> openLegs() {
        return openLegs(group -> true);
    }

    /** Those of whose call nothing was heard since that moment. To look closely at all would take as long as to fold them all. */
    Map<String, OpenLeg> quietLegs(Instant since) {
        return openLegs(group -> group.last.isBefore(since));
    }

    private Map<String, OpenLeg> openLegs(Predicate<LegGroup> which) {
        var groups = new HashSet<LegGroup>();
        groupOfLeg.values().stream().filter(which).forEach(groups::add);
        var open = new HashMap<String, OpenLeg>();
        for (LegGroup group : groups) {
            LegHistory.of(group.facts).legs.values().stream()
                    .filter(leg -> leg.identified && !leg.over())
                    .forEach(leg -> open.put(leg.id, OpenLeg.of(leg, group.last)));
        }
        return open;
    }

    /** People of a call that have not ended, in the order in which they appeared; none when it is not remembered. */
    List<LiveLeg> liveLegs(Call call) {
        LegGroup group = groupOfLeg.get(call.sourceId());
        if (group == null) {
            return List.of();
        }
        return fold.parties(LegGroup.pieceOf(call.sourceId(), pieces(group)).history()).entrySet().stream()
                .filter(one -> !one.getKey().over() && !one.getKey().nailedUp)
                .map(one -> LiveLeg.of(one.getKey(), one.getValue()))
                .toList();
    }

    /** Legs that hang together, what was told of them, and the calls that they make. */
    record Taken(Set<String> legs, List<CallFact> facts, List<CallFold.Piece> pieces, boolean over) {}

    /**
     * Takes groups away.
     *
     * @param before those that are over, and of which nothing was told since; null for all
     */
    List<Taken> take(Instant before) {
        var taken = new ArrayList<Taken>();
        var gone = new ArrayList<LegGroup>();
        for (LegGroup group : new LinkedHashSet<>(groupOfLeg.values())) {
            if (before == null || allInItsRooms(group, one -> one.last.isBefore(before) && one.legsAreOver())) {
                var facts = new ArrayList<>(group.facts);
                inARoomWith(group).forEach(other -> facts.addAll(other.facts));
                taken.add(new Taken(group.legs, List.copyOf(facts), pieces(group), group.legsAreOver()));
                gone.add(group);
            }
        }
        for (LegGroup group : gone) {
            group.legs.forEach(groupOfLeg::remove);
            changed.remove(group);
        }
        if (!taken.isEmpty()) {
            legOfBridge.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
            rooms.forget(groupOfLeg::containsKey);
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
