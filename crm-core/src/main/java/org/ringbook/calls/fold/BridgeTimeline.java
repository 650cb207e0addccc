package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact.BridgeKind;

/** Who heard whom, and when: time cut into stretches in which nobody came or went. */
final class BridgeTimeline {

    /**
     * @param to null while it lasts
     * @param circles the people who hear each other, across the pairs of local legs between bridges
     */
    record Stretch(Instant from, Instant to, List<Set<LegState>> circles) {

        /** The circle in which the leg hears at least one other person; null when it hears nobody. */
        Set<LegState> companyOf(LegState leg) {
            for (Set<LegState> circle : circles) {
                if (circle.contains(leg) && (circle.size() > 1 || alwaysCompany(leg))) {
                    return circle;
                }
            }
            return null;
        }

        /** The other members of a conference belong to calls of their own, and one of ours who is in it is where they want to be. */
        private boolean alwaysCompany(LegState leg) {
            if (leg.outside) {
                return false;
            }
            for (LegState.Stay stay : leg.stays) {
                if (stay.kind == BridgeKind.CONFERENCE && inside(stay, this)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Stretch> stretches = new ArrayList<>(0);

    private BridgeTimeline() {}

    static BridgeTimeline of(Collection<LegState> legs) {
        var cuts = new ArrayList<Instant>(0);
        boolean open = false;
        for (LegState leg : legs) {
            for (LegState.Stay stay : leg.stays) {
                cuts.add(stay.in);
                if (stay.out != null) {
                    cuts.add(stay.out);
                } else {
                    open = true;
                }
            }
        }
        cuts.sort(null);
        var timeline = new BridgeTimeline();
        Instant from = null;
        for (Instant cut : cuts) {
            if (from != null && !cut.equals(from)) {
                timeline.add(from, cut, legs);
            }
            from = cut;
        }
        if (open) {
            timeline.add(from, null, legs);
        }
        return timeline;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    private void add(Instant from, Instant to, Collection<LegState> legs) {
        var stretch = new Stretch(from, to, List.of());
        String only = onlyBridge(legs, stretch);
        stretches.add(new Stretch(from, to, only == null ? circles(legs, stretch) : circle(legs, stretch)));
    }

    private static boolean isHeard(LegState.Stay stay) {
        return stay != null && stay.kind != BridgeKind.PARKING && stay.kind != BridgeKind.HOLDING;
    }

    /** Nearly always all who hear anybody are in one bridge; null when they are in several, or nobody is in any. */
    private static String onlyBridge(Collection<LegState> legs, Stretch stretch) {
        String only = null;
        for (LegState leg : legs) {
            LegState.Stay stay = stayIn(leg, stretch);
            if (isHeard(stay)) {
                if (only != null && !only.equals(stay.bridge)) {
                    return null;
                }
                only = stay.bridge;
            }
        }
        return only;
    }

    private static List<Set<LegState>> circle(Collection<LegState> legs, Stretch stretch) {
        var people = new LinkedHashSet<LegState>(4);
        for (LegState leg : legs) {
            if (leg.person() && isHeard(stayIn(leg, stretch))) {
                people.add(leg);
            }
        }
        return people.isEmpty() ? List.of() : List.of(people);
    }

    private static List<Set<LegState>> circles(Collection<LegState> legs, Stretch stretch) {
        var circleOfBridge = new HashMap<String, Set<LegState>>();
        for (LegState leg : legs) {
            LegState.Stay stay = stayIn(leg, stretch);
            if (isHeard(stay)) {
                circleOfBridge
                        .computeIfAbsent(stay.bridge, bridge -> new LinkedHashSet<>())
                        .add(leg);
            }
        }
        joinOverPairs(circleOfBridge);
        var circles = new ArrayList<Set<LegState>>();
        for (Set<LegState> circle : new LinkedHashSet<>(circleOfBridge.values())) {
            var people = new LinkedHashSet<>(circle);
            people.removeIf(leg -> !leg.person());
            if (!people.isEmpty()) {
                circles.add(people);
            }
        }
        return circles;
    }

    private static void joinOverPairs(Map<String, Set<LegState>> circleOfBridge) {
        var bridgeOfLocal = new HashMap<String, String>();
        circleOfBridge.forEach((bridge, circle) -> {
            for (LegState leg : circle) {
                if (leg.pairedWith != null) {
                    bridgeOfLocal.put(leg.id, bridge);
                }
            }
        });
        for (String bridge : List.copyOf(circleOfBridge.keySet())) {
            for (LegState leg : List.copyOf(circleOfBridge.get(bridge))) {
                String other = leg.pairedWith == null ? null : bridgeOfLocal.get(leg.pairedWith);
                if (other != null && circleOfBridge.get(other) != circleOfBridge.get(bridge)) {
                    merge(circleOfBridge, bridge, other);
                }
            }
        }
    }

    private static void merge(Map<String, Set<LegState>> circleOfBridge, String bridge, String other) {
        var joined = new LinkedHashSet<>(circleOfBridge.get(bridge));
        joined.addAll(circleOfBridge.get(other));
        var gone = Set.of(circleOfBridge.get(bridge), circleOfBridge.get(other));
        circleOfBridge.replaceAll((name, circle) -> gone.contains(circle) ? joined : circle);
    }

    static LegState.Stay stayIn(LegState leg, Stretch stretch) {
        for (LegState.Stay stay : leg.stays) {
            if (inside(stay, stretch)) {
                return stay;
            }
        }
        return null;
    }

    private static boolean inside(LegState.Stay stay, Stretch stretch) {
        if (stay.in.isAfter(stretch.from())) {
            return false;
        }
        return stay.out == null || stretch.to() != null && !stay.out.isBefore(stretch.to());
    }
}
