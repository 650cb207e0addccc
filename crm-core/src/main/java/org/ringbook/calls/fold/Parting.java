package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Left;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.PickedUp;
import org.ringbook.calls.CallFact.Transferred;

/**
 * Which calls are made of one group of legs. Mostly it is one. Each outside party who called us has a call of their own, also when
 * somebody joins two of them; and who goes on with a colleague after the outside party has left is in another call from then on.
 *
 * <p>Legs are joined in the order of time, and never two outside callers: what would join those is only heard in both calls.
 */
final class Parting {

    /** Stamps of one moment may stand in any order. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private static final String LATER = " later";
    private static final List<Part> ONE = List.of(Part.ALL);

    private final LegHistory whole;
    private final Map<String, String> parents = new HashMap<>();
    /** By the first leg of a circle: the outside party in it. */
    private final Map<String, LegState> callers = new HashMap<>();
    /** Legs that go on in a call of their own, and since when. */
    private final Map<String, Instant> later = new LinkedHashMap<>();

    private Parting(LegHistory whole) {
        this.whole = whole;
    }

    /**
     * @param whole all that is known of the group
     * @param facts the facts that it was made of
     * @param links legs that the source says to belong together, and since when
     */
    static List<Part> of(LegHistory whole, Collection<CallFact> facts, Map<LegGroup.Link, Instant> links) {
        if (isOne(whole)) {
            return ONE;
        }
        var parting = new Parting(whole);
        parting.join(FactsInOrder.withoutMistakes(facts), links);
        return parting.parts();
    }

    /** Nearly always. This is asked whenever anything happens, and so without a list or a stream. */
    private static boolean isOne(LegHistory whole) {
        LegState party = null;
        boolean calledOutside = false;
        for (LegState leg : whole.legs.values()) {
            if (leg.callsFromOutside()) {
                if (areTwoParties(party, leg)) {
                    return false;
                }
                party = leg;
            } else {
                calledOutside |= leg.outside && !leg.stays.isEmpty();
                if (leg.dialledFrom != null && goesOnWithoutOutside(whole, leg)) {
                    return false;
                }
            }
        }
        return party == null || !calledOutside || parties(whole).size() < 2;
    }

    /**
     * Outside parties with a call of their own: who called us, and whom one of us had called before. Whom somebody calls while a
     * caller waits they ask, or hand the caller to.
     */
    private static List<LegState> parties(LegHistory whole) {
        List<LegState> callers =
                whole.legs.values().stream().filter(LegState::callsFromOutside).toList();
        Instant first = callers.stream()
                .map(LegState::start)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (first == null) {
            return callers;
        }
        var parties = new ArrayList<>(callers);
        for (LegState leg : whole.legs.values()) {
            LegState by = leg.outside && !leg.stays.isEmpty() ? whole.get(leg.dialledFrom) : null;
            if (by != null && by.caller() && !by.outside && !by.local && leg.dialledAt.isBefore(first)) {
                parties.add(leg);
            }
        }
        return parties;
    }

    /** Who calls twice from one number, or whom their network moves to another line, is one party. */
    private static String party(LegState leg) {
        return leg.number == null || !leg.caller() ? "leg " + leg.id : leg.number;
    }

    /** Whether this leg was called by somebody's own telephone after the outside party whom that was connected to had left. */
    private static boolean goesOnWithoutOutside(LegHistory whole, LegState called) {
        LegState by = whole.get(called.dialledFrom);
        if (by == null || !by.person() || by.nailedUp || by.outside || by.stays.isEmpty()) {
            return false;
        }
        LegState outside = outsideOf(whole, by);
        return outside != null
                && outside != called
                && outside.gone() != null
                && !outside.gone().isAfter(called.dialledAt.plus(AT_ONCE))
                && by.stays.get(0).in.isBefore(called.dialledAt)
                && !outside.stays.isEmpty();
    }

    /** Who called this telephone from outside, or whom it called there first. */
    private static LegState outsideOf(LegHistory whole, LegState leg) {
        LegState from = leg;
        for (int depth = 0; depth < 20 && from != null && from.dialledFrom != null; depth++) {
            from = whole.get(from.dialledFrom);
            from = from != null && from.local ? whole.get(from.pairedWith) : from;
            if (from != null && from.callsFromOutside()) {
                return from;
            }
        }
        return whole.legs.values().stream()
                .filter(other -> other.outside && !other.caller() && leg.id.equals(other.dialledFrom))
                .filter(other -> !other.stays.isEmpty())
                .min(Comparator.comparing((LegState other) -> other.dialledAt).thenComparing(other -> other.id))
                .orElse(null);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private record Edge(Instant at, int rank, String one, String other) {}

    private void join(Collection<CallFact> facts, Map<LegGroup.Link, Instant> links) {
        whole.legs.keySet().forEach(leg -> parents.put(leg, leg));
        parties(whole).forEach(leg -> callers.put(leg.id, leg));
        for (LegState leg : whole.legs.values()) {
            if (goesOnWithoutOutside(whole, leg)) {
                LegState by = whole.get(leg.dialledFrom);
                Instant left = outsideOf(whole, by).gone();
                later.merge(by.id, left.isBefore(leg.dialledAt) ? left : leg.dialledAt, Parting::earlier);
            }
        }
        later.keySet().forEach(leg -> parents.put(leg + LATER, leg + LATER));
        var edges = new ArrayList<Edge>();
        facts.forEach(fact -> add(edges, fact));
        bridges(facts, edges);
        links.forEach((link, at) -> {
            LegState leg = whole.get(link.one());
            if (leg != null && leg.dialledFrom == null && leg.pairedWith == null) {
                edges.add(new Edge(at, 2, link.one(), link.other()));
            }
        });
        edges.sort(Comparator.comparing(Edge::at)
                .thenComparing(Edge::rank)
                .thenComparing(Edge::one)
                .thenComparing(Edge::other));
        edges.forEach(edge -> unite(node(edge.one(), edge.at()), node(edge.other(), edge.at())));
        // What hangs together by its name alone.
        links.keySet().stream()
                .sorted(Comparator.comparing(LegGroup.Link::one).thenComparing(LegGroup.Link::other))
                .forEach(link -> uniteTheRest(link.one(), link.other()));
    }

    private static void add(List<Edge> edges, CallFact fact) {
        if (fact instanceof LegDialled f && f.from() != null) {
            edges.add(new Edge(f.at(), 0, f.leg(), f.from()));
        } else if (fact instanceof Paired f) {
            edges.add(new Edge(f.at(), 0, f.leg(), f.other()));
        } else if (fact instanceof PickedUp f) {
            edges.add(new Edge(f.at(), 1, f.leg(), f.target()));
        } else if (fact instanceof Transferred f) {
            if (f.moved() != null) {
                edges.add(new Edge(f.at(), 1, f.leg(), f.moved()));
            }
            if (f.target() != null) {
                edges.add(new Edge(f.at(), 1, f.leg(), f.target()));
            }
        }
    }

    /** Who comes into a bridge belongs to those who are in it. */
    private static void bridges(Collection<CallFact> facts, List<Edge> edges) {
        var inside = new HashMap<String, List<String>>();
        var inOrder = new ArrayList<>(facts);
        inOrder.removeIf(fact -> !(fact instanceof Joined || fact instanceof Left || fact instanceof LegEnded));
        inOrder.sort(Comparator.comparing(CallFact::at)
                .thenComparing(fact -> fact instanceof Joined)
                .thenComparing(CallFact::leg));
        for (CallFact fact : inOrder) {
            if (fact instanceof Joined f && f.kind() == BridgeKind.TALK) {
                if (f.replaces() != null) {
                    edges.add(new Edge(f.at(), 1, f.leg(), f.replaces()));
                }
                List<String> there = inside.computeIfAbsent(f.bridge(), bridge -> new ArrayList<>());
                there.forEach(other -> edges.add(new Edge(f.at(), 1, f.leg(), other)));
                there.add(f.leg());
            } else if (fact instanceof Left f) {
                inside.getOrDefault(f.bridge(), new ArrayList<>()).remove(f.leg());
            } else if (fact instanceof LegEnded f) {
                inside.values().forEach(there -> there.remove(f.leg()));
            }
        }
    }

    private String node(String leg, Instant at) {
        Instant since = later.get(leg);
        return since != null && !at.isBefore(since) ? leg + LATER : leg;
    }

    private String root(String node) {
        String root = node;
        while (!root.equals(parents.getOrDefault(root, root))) {
            root = parents.get(root);
        }
        return root;
    }

    private void unite(String one, String other) {
        String a = root(one);
        String b = root(other);
        if (a.equals(b) || areTwoParties(callers.get(a), callers.get(b))) {
            return;
        }
        parents.putIfAbsent(a, a);
        parents.put(b, a);
        if (callers.containsKey(b)) {
            callers.put(a, callers.get(b));
        }
    }

    private static boolean areTwoParties(LegState one, LegState other) {
        return one != null && other != null && !party(one).equals(party(other));
    }

    private void uniteTheRest(String one, String other) {
        if (!goesOn(root(one)) && !goesOn(root(other))) {
            unite(one, other);
        }
    }

    /** Whether in this circle somebody goes on without the outside party. */
    private boolean goesOn(String root) {
        return later.keySet().stream().anyMatch(leg -> root(leg + LATER).equals(root));
    }

    private List<Part> parts() {
        var members = new LinkedHashMap<String, Set<String>>();
        parents.keySet().stream()
                .sorted()
                .forEach(node -> members.computeIfAbsent(root(node), root -> new HashSet<>())
                        .add(node));
        var parts = new ArrayList<Part>();
        var strays = new HashSet<String>();
        members.forEach((root, nodes) -> {
            if (callers.containsKey(root) || goesOn(root) || callers.isEmpty() && hasPeople(nodes)) {
                parts.add(part(nodes));
            } else {
                strays.addAll(nodes);
            }
        });
        if (parts.isEmpty()) {
            return List.of(Part.ALL);
        }
        parts.get(0).legs().addAll(strays);
        return parts;
    }

    private boolean hasPeople(Set<String> nodes) {
        return nodes.stream().map(whole::get).anyMatch(leg -> leg != null && leg.person() && leg.identified);
    }

    private Part part(Set<String> nodes) {
        var legs = new HashSet<String>();
        var since = new HashMap<String, Instant>();
        var until = new HashMap<String, Instant>();
        for (String node : nodes) {
            boolean goesOn = node.endsWith(LATER);
            String leg = goesOn ? node.substring(0, node.length() - LATER.length()) : node;
            legs.add(leg);
            if (later.containsKey(leg)) {
                (goesOn ? since : until).put(leg, later.get(leg));
            }
        }
        return new Part(legs, since, until);
    }
}
