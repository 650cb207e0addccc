package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;

/**
 * Changes of calls that are still to be written: of each call the last one, of many calls the first told first. What others wait for
 * is written at once ({@link #isUrgent}); all else that happens to a call that goes on waits a little for more of it. A call that turned
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
    private final long patienceNanos;
    private final Map<UUID, Waiting> byCall = new HashMap<>();
    /** Those to be written now, first told first. */
    private final Set<UUID> due = new LinkedHashSet<>();
    /** All others, and when they are due ({@link System#nanoTime}), in this order. */
    private final Map<UUID, Long> patient = new LinkedHashMap<>();
    /** Which waiting change says of a call that it is part of another one. */
    private final Map<UUID, UUID> mergedInto = new HashMap<>();

    private Span refused;
    private Instant takenAt = Instant.MIN;

    /**
     * @param most calls that may wait; the changes of more are refused and counted
     * @param patience how long a change that is not urgent waits for more
     */
    WaitingChanges(int most, Duration patience) {
        this.most = most;
        this.patienceNanos = patience.toNanos();
    }

    /** @return whether nothing was due before, and this is */
    synchronized boolean add(CallChange change) {
        UUID id = change.now().id();
        part(id);
        var merged = new LinkedHashSet<UUID>();
        Waiting before = byCall.get(id);
        if (before != null) {
            merged.addAll(before.change().merged());
        }
        for (UUID younger : change.merged()) {
            Waiting waited = younger.equals(id) ? null : remove(younger);
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
            return false;
        }
        merged.forEach(younger -> mergedInto.put(younger, id));
        CallChange all = new CallChange(
                before == null ? change.before() : before.change().before(),
                change.now(),
                List.copyOf(merged),
                change.withdrawn());
        byCall.put(id, before == null ? new Waiting(all, Instant.now(), 0) : new Waiting(all, before.since(), 0));
        boolean nothingWas = due.isEmpty();
        line(id, all);
        return nothingWas && !due.isEmpty();
    }

    private void line(UUID id, CallChange change) {
        if (isUrgent(change)) {
            patient.remove(id);
            due.add(id);
        } else if (!due.contains(id)) {
            patient.putIfAbsent(id, System.nanoTime() + patienceNanos);
        }
    }

    private Waiting remove(UUID id) {
        due.remove(id);
        patient.remove(id);
        return byCall.remove(id);
    }

    /**
     * That there is a call, who it is with, that somebody answered, that it is over, that it is another one or none: this followers,
     * commands and calls of other sources wait for.
     */
    private static boolean isUrgent(CallChange change) {
        Call before = change.before();
        Call now = change.now();
        return before == null
                || change.withdrawn()
                || !change.merged().isEmpty()
                || before.ended() != now.ended()
                || (before.answeredAt() == null) != (now.answeredAt() == null)
                || !Objects.equals(before.external(), now.external())
                || outside(before) != outside(now);
    }

    private static int outside(Call call) {
        int outside = 0;
        for (Call.Leg leg : call.legs()) {
            outside += leg.kind() == Call.LegKind.OUTSIDE ? 1 : 0;
        }
        return outside;
    }

    /** How many are to be written now. */
    synchronized int due() {
        return due.size();
    }

    /** How long until something is due; 0 when something is, {@link Long#MAX_VALUE} when nothing waits. */
    synchronized long nanosUntilDue() {
        if (!due.isEmpty()) {
            return 0;
        }
        return patient.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, patient.values().iterator().next() - System.nanoTime());
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

    /**
     * Those that are due, first told first. They wait on until they are {@link #written}.
     *
     * @param all also those that are not due
     */
    synchronized List<CallChange> first(int limit, boolean all) {
        long now = System.nanoTime();
        for (var each = patient.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<UUID, Long> next = each.next();
            if (!all && next.getValue() - now > 0) {
                break;
            }
            each.remove();
            due.add(next.getKey());
        }
        takenAt = Instant.now();
        var first = new ArrayList<CallChange>(Math.min(limit, due.size()));
        for (UUID id : due) {
            if (first.size() == limit) {
                break;
            }
            first.add(byCall.get(id).change());
        }
        return first;
    }

    /** Takes away what was written, but not what changed meanwhile. */
    synchronized void written(Collection<CallChange> changes) {
        for (CallChange change : changes) {
            UUID id = change.now().id();
            Waiting waiting = byCall.get(id);
            if (waiting == null) {
                continue;
            }
            remove(id);
            change.merged().forEach(younger -> mergedInto.remove(younger, id));
            if (waiting.change() != change) {
                CallChange rest = since(change, waiting.change());
                byCall.put(id, new Waiting(rest, takenAt, 0));
                line(id, rest);
            }
        }
    }

    /** What has changed since something was written. */
    private static CallChange since(CallChange written, CallChange now) {
        return new CallChange(
                written.withdrawn() ? null : written.now(),
                now.now(),
                now.merged().stream()
                        .filter(each -> !written.merged().contains(each))
                        .toList(),
                now.withdrawn());
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
                byCall.put(id, new Waiting(change, waiting.since(), tries));
                due.remove(id);
                due.add(id);
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
