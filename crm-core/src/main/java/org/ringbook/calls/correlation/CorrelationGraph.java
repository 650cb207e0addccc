package org.ringbook.calls.correlation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;

/**
 * Calls, and which two of them are proven to be one. Those that hang together are one call only if each is proven to be the
 * same as each other one, and each is of another source: with two candidates for one place nothing is certain, and all stay
 * apart. For one thread.
 */
public final class CorrelationGraph {

    private final Map<UUID, Call> calls = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> same = new HashMap<>();

    public void add(Call call) {
        calls.put(call.id(), call);
    }

    public Call get(UUID id) {
        return calls.get(id);
    }

    public Collection<Call> calls() {
        return calls.values();
    }

    public Set<UUID> ids() {
        return calls.keySet();
    }

    /** These two are proven to be one. */
    public void same(UUID one, UUID other) {
        same.computeIfAbsent(one, id -> new HashSet<>()).add(other);
        same.computeIfAbsent(other, id -> new HashSet<>()).add(one);
    }

    /** Those that are proven to be one with any other. */
    public Set<UUID> proven() {
        return same.keySet();
    }

    /**
     * Of two records of one call.
     *
     * @param call stands for it
     * @param other steps back
     * @param agents whose call it is by that record alone
     */
    public record Pair(UUID other, UUID call, String rule, List<String> agents) {

        static Pair of(Call other, Call call) {
            var agents = new ArrayList<>(other.agents());
            agents.removeAll(call.agents());
            String rule = CorrelationRules.proof(call, other).orElseThrow().rule();
            return new Pair(other.id(), call.id(), rule, List.copyOf(agents));
        }
    }

    /** Who steps back for whom, by all that was said to be the same so far. */
    public Set<Pair> decided() {
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
                .sorted(CorrelationRules.KNOWS_MORE_FIRST)
                .toList();
        Call call = knowsMoreFirst.get(0);
        return knowsMoreFirst.stream()
                .skip(1)
                .map(other -> Pair.of(other, call))
                .toList();
    }
}
