package org.ringbook.calls.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;

/**
 * Changes of calls that are still to be written: of each call the last one, of many calls the first told first. A call that turned
 * out to be part of another one waits no more by itself; one that is told by itself again is no part any more. So the order in which
 * different calls are written does not matter. Any thread.
 */
final class WaitingChanges {

    /** @param tries how often it was not taken while others were */
    private record Waiting(CallChange change, Instant since, int tries) {}

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
    /** Which waiting change says of a call that it is part of another one. */
    private final Map<UUID, UUID> mergedInto = new HashMap<>();

    private Span refused;

    /** @param most calls that may wait; the changes of more are refused and counted */
    WaitingChanges(int most) {
        this.most = most;
    }

    synchronized void add(CallChange change) {
        UUID id = change.now().id();
        part(id);
        var merged = new LinkedHashSet<UUID>();
        Waiting before = byCall.get(id);
        if (before != null) {
            merged.addAll(before.change().merged());
        }
        for (UUID younger : change.merged()) {
            Waiting waited = younger.equals(id) ? null : byCall.remove(younger);
            if (waited != null) {
                merged.addAll(waited.change().merged());
            }
            merged.add(younger);
        }
        merged.remove(id);
        if (before == null && byCall.size() >= most) {
            merged.forEach(mergedInto::remove);
            Span one = Span.of(change.now());
            refused = refused == null ? one : refused.and(one);
            return;
        }
        merged.forEach(younger -> mergedInto.put(younger, id));
        CallChange all = new CallChange(
                before == null ? change.before() : before.change().before(),
                change.now(),
                List.copyOf(merged),
                change.withdrawn());
        byCall.put(id, before == null ? new Waiting(all, Instant.now(), 0) : new Waiting(all, before.since(), 0));
    }

    /** It is told by itself: whoever it was part of, it is so no more. */
    private void part(UUID id) {
        UUID older = mergedInto.remove(id);
        if (older != null) {
            byCall.computeIfPresent(
                    older,
                    (key, waiting) -> new Waiting(without(waiting.change(), id), waiting.since(), waiting.tries()));
        }
    }

    private static CallChange without(CallChange change, UUID parted) {
        return new CallChange(
                change.before(),
                change.now(),
                change.merged().stream().filter(each -> !each.equals(parted)).toList(),
                change.withdrawn());
    }

    /** Those that were told first. They wait on until they are {@link #written}. */
    synchronized List<CallChange> first(int limit) {
        return byCall.values().stream().limit(limit).map(Waiting::change).toList();
    }

    /** Takes away what was written, but not what changed meanwhile. */
    synchronized void written(Collection<CallChange> changes) {
        for (CallChange change : changes) {
            UUID id = change.now().id();
            Waiting waiting = byCall.get(id);
            if (waiting != null && waiting.change() == change) {
                byCall.remove(id);
                change.merged().forEach(younger -> mergedInto.remove(younger, id));
            }
        }
    }

    /**
     * Those that were not taken go behind the others, or are given up after so many tries.
     *
     * @param tried whether it was tried in vain with each of them alone
     * @return those that are given up
     */
    synchronized List<CallChange> putBack(Collection<CallChange> changes, boolean tried, int mostTries) {
        var givenUp = new ArrayList<CallChange>();
        for (CallChange change : changes) {
            UUID id = change.now().id();
            Waiting waiting = byCall.get(id);
            if (waiting == null || waiting.change() != change) {
                continue;
            }
            int tries = waiting.tries() + (tried ? 1 : 0);
            if (tries >= mostTries) {
                givenUp.add(change);
            } else {
                byCall.remove(id);
                byCall.put(id, new Waiting(change, waiting.since(), tries));
            }
        }
        written(givenUp);
        return givenUp;
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

    /** Since when the one waits that waits longest; null when none does. */
    synchronized Instant oldest() {
        return byCall.values().stream()
                .map(Waiting::since)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether one waits that has waited at that time. */
    synchronized boolean since(Instant then) {
        return byCall.values().stream().anyMatch(waiting -> !waiting.since().isAfter(then));
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
}
