package org.ringbook.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    private final Map<String, String> legOfRoom = new HashMap<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<Group> changed = new LinkedHashSet<>();

    CallGroups(CallFold fold) {
        this.fold = fold;
    }

    /** The facts of one call, and what was told of it. */
    private static final class Group {
        final Set<String> legs = new HashSet<>(4);
        final Set<String> known = new HashSet<>(4);
        final LinkedHashSet<CallFact> facts = new LinkedHashSet<>(64);
        final List<UUID> mergedIds = new ArrayList<>(0);
        Call told;
        Instant last = Instant.MIN;
    }

    void add(CallFact fact) {
        if (fact instanceof Anchored anchored) {
            anchors.put(fact.leg(), anchored);
        }
        Group group = anchors.containsKey(fact.leg()) ? groupThatTheAnchorServes(fact) : groupOf(fact.leg());
        if (group == null) {
            return;
        }
        if (fact instanceof LegSeen && !group.known.add(fact.leg())) {
            return;
        }
        group = connect(group, fact);
        if (fact.at().isAfter(group.last)) {
            group.last = fact.at();
        }
        boolean says = !(fact instanceof Linked);
        if (says && group.facts.add(fact)) {
            if (fact instanceof LegBegan) {
                group.known.add(fact.leg());
            }
            changed.add(group);
        }
    }

    /** An anchor takes part in the call of the room that it is in, and otherwise in none. */
    private Group groupThatTheAnchorServes(CallFact fact) {
        String room = fact instanceof Joined joined ? joined.room() : fact instanceof Left left ? left.room() : null;
        String inRoom = room == null ? null : legOfRoom.get(room);
        if (inRoom == null || anchors.containsKey(inRoom)) {
            return null;
        }
        Group group = groupOf(inRoom);
        group.facts.add(anchors.get(fact.leg()));
        return group;
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
        } else if (fact instanceof Wired f) {
            return join(group, f.other());
        } else if (fact instanceof Transferred f) {
            return join(join(group, f.moved()), f.target());
        } else if (fact instanceof PickedUp f) {
            return join(group, f.target());
        } else if (fact instanceof Joined f && f.kind() == RoomKind.TALK) {
            Group joined = join(group, f.replaces());
            String before = anchors.containsKey(f.leg()) ? null : legOfRoom.put(f.room(), f.leg());
            return join(joined, before);
        }
        return group;
    }

    private Group join(Group group, String leg) {
        if (leg == null || anchors.containsKey(leg)) {
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
            Call now = fold.fold(group.facts, group.told == null ? null : group.told.id());
            if (now != null && (!now.equals(group.told) || !group.mergedIds.isEmpty())) {
                changes.add(new CallChange(group.told, now, List.copyOf(group.mergedIds)));
                group.told = now;
                group.mergedIds.clear();
            }
        }
        changed.clear();
        return changes;
    }

    void forget(Instant before) {
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
            legOfRoom.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
        }
    }

    /** @return by leg, the time of the last fact of its call */
    Map<String, Instant> openLegs() {
        var open = new HashMap<String, Instant>();
        for (Group group : new HashSet<>(groupOfLeg.values())) {
            LegStories.of(group.facts).legs.values().stream()
                    .filter(leg -> leg.identified && !leg.over())
                    .forEach(leg -> open.put(leg.id, group.last));
        }
        return open;
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
                boolean over = LegStories.of(group.facts).legs.values().stream()
                        .allMatch(leg -> leg.over() || leg.anchored || !leg.identified);
                if (over || before == null) {
                    taken.add(new Taken(group.legs, List.copyOf(group.facts), over));
                    group.legs.forEach(groupOfLeg::remove);
                    changed.remove(group);
                }
            }
        }
        if (!taken.isEmpty()) {
            legOfRoom.values().removeIf(leg -> !groupOfLeg.containsKey(leg));
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
