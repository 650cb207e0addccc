package org.ringbook.calls;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Calls, and which two of them are proven to be one. Those that hang together are one call only if each is proven to be the
 * same as each other one, and each is of another source: with two candidates for one place nothing is certain, and all stay
 * apart.
 */
final class SightingGraph {

    private final Map<UUID, Call> calls = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> same = new HashMap<>();

    void add(Call call) {
        calls.put(call.id(), call);
    }

    Call get(UUID id) {
        return calls.get(id);
    }

    Collection<Call> calls() {
        return calls.values();
    }

    Set<UUID> ids() {
        return calls.keySet();
    }

    void same(UUID one, UUID other) {
        same.computeIfAbsent(one, id -> new HashSet<>()).add(other);
        same.computeIfAbsent(other, id -> new HashSet<>()).add(one);
    }

    Set<UUID> proven() {
        return same.keySet();
    }

    /**
     * @param call stands for it
     * @param other steps back
     * @param agents whose call it is by that record alone
     */
    record Pair(UUID other, UUID call, String rule, List<String> agents) {

        static Pair of(Call other, Call call) {
            List<String> agents = CallLog.agentsOf(other);
            agents.removeAll(CallLog.agentsOf(call));
            String rule = SameCall.proof(call, other).orElseThrow().rule();
            return new Pair(other.id(), call.id(), rule, List.copyOf(agents));
        }
    }

    Set<Pair> decided() {
        var pairs = new HashSet<Pair>();
        var met = new HashSet<UUID>();
        for (UUID each : same.keySet()) {
            if (!met.contains(each)) {
                Set<UUID> together = together(each);
                met.addAll(together);
                if (areOne(together)) {
                    pairs.addAll(pairs(together));
                }
            }
        }
        return pairs;
    }

    private Set<UUID> together(UUID first) {
        var together = new LinkedHashSet<UUID>();
        var queue = new ArrayDeque<>(List.of(first));
        while (!queue.isEmpty()) {
            UUID next = queue.poll();
            if (together.add(next)) {
                queue.addAll(same.get(next));
            }
        }
        return together;
    }

    private boolean areOne(Collection<UUID> together) {
        boolean eachWithEach = together.stream().allMatch(one -> same.get(one).size() == together.size() - 1);
        return eachWithEach
                && together.stream()
                                .map(id -> calls.get(id).source())
                                .distinct()
                                .count()
                        == together.size();
    }

    private List<Pair> pairs(Collection<UUID> together) {
        List<Call> knowsMoreFirst = together.stream()
                .map(calls::get)
                .sorted(SameCall.KNOWS_MORE_FIRST)
                .toList();
        Call call = knowsMoreFirst.get(0);
        return knowsMoreFirst.stream()
                .skip(1)
                .map(other -> Pair.of(other, call))
                .toList();
    }
}
