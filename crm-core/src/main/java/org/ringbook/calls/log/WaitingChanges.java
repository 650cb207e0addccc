package org.ringbook.calls.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;

/** Changes of calls that are still to be written: of each call the last one, of many calls the first told first. */
final class WaitingChanges {

    private record Waiting(CallChange change, Instant since) {}

    /**
     * The starts of some calls.
     *
     * @param changes that were told of them
     */
    record Span(Instant from, Instant to, long changes) {

        static Span of(Call call) {
            return new Span(call.startedAt(), call.startedAt(), 1);
        }

        Span and(Span other) {
            return new Span(
                    from.isBefore(other.from) ? from : other.from,
                    to.isAfter(other.to) ? to : other.to,
                    changes + other.changes);
        }
    }

    private final int most;
    private final Map<UUID, Waiting> byCall = new LinkedHashMap<>();
    private Span refused;

    /** @param most calls that may wait; the changes of more are refused and counted */
    WaitingChanges(int most) {
        this.most = most;
    }

    synchronized void add(CallChange change) {
        UUID id = change.now().id();
        Waiting before = byCall.get(id);
        if (before == null && byCall.size() >= most) {
            Span one = Span.of(change.now());
            refused = refused == null ? one : refused.and(one);
            return;
        }
        byCall.put(
                id,
                before == null
                        ? new Waiting(change, Instant.now())
                        : new Waiting(together(before.change(), change), before.since()));
    }

    /** Those that were told first. They wait on until they are {@link #written}. */
    synchronized List<CallChange> first(int limit) {
        return byCall.values().stream().limit(limit).map(Waiting::change).toList();
    }

    /** Takes away what was written, but not what changed meanwhile. */
    synchronized void written(List<CallChange> changes) {
        for (CallChange change : changes) {
            byCall.computeIfPresent(change.now().id(), (id, waiting) -> waiting.change() == change ? null : waiting);
        }
    }

    synchronized int size() {
        return byCall.size();
    }

    /** Of all that wait; null when none does. */
    synchronized Span span() {
        return byCall.values().stream()
                .map(waiting -> Span.of(waiting.change().now()))
                .reduce(Span::and)
                .orElse(null);
    }

    synchronized Instant oldest() {
        return byCall.isEmpty() ? null : byCall.values().iterator().next().since();
    }

    /** Those that found no room; null when all did. */
    synchronized Span refused() {
        return refused;
    }

    /** These are taken care of. */
    synchronized void noted(Span refusedUntilThen) {
        if (refusedUntilThen.equals(refused)) {
            refused = null;
        }
    }

    private static CallChange together(CallChange before, CallChange now) {
        var merged = new LinkedHashSet<>(before.merged());
        merged.addAll(now.merged());
        return new CallChange(before.before(), now.now(), List.copyOf(merged), now.withdrawn());
    }
}
