package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of today that waited in queues: from the log at the start, and from each change on. No counters: figures are made of the
 * waits each time, so a call that is derived again counts as it is now. Any thread.
 */
final class QueueDay {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDay.class);
    private static final int PAGE = 500;

    private final ZoneId zone;
    private final Map<UUID, List<QueueWait>> waits = new ConcurrentHashMap<>();
    private final Set<UUID> gone = ConcurrentHashMap.newKeySet();
    private volatile Instant midnight = Instant.EPOCH;

    QueueDay(ZoneId zone) {
        this.zone = zone;
    }

    void changed(CallChange change) {
        change.merged().forEach(this::remove);
        Call call = change.now();
        if (change.withdrawn()) {
            remove(call.id());
            return;
        }
        again(call);
    }

    /** It counts as it is now. One of an earlier day counts nowhere. */
    void again(Call call) {
        List<QueueWait> now = QueueWait.of(call);
        boolean over = now.stream().noneMatch(QueueWait::waits);
        boolean earlier = over && now.stream().allMatch(wait -> wait.entered().isBefore(midnight));
        if (!now.isEmpty() && !earlier) {
            waits.put(call.id(), now);
        } else if (waits.containsKey(call.id())) {
            remove(call.id());
        }
    }

    void remove(UUID call) {
        waits.remove(call);
        gone.add(call);
    }

    /** A new day begins in the company's zone: what ended before it is no part of it. */
    void turn(Instant now) {
        Instant begins = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        if (begins.equals(midnight)) {
            return;
        }
        midnight = begins;
        gone.clear();
        waits.values()
                .removeIf(all -> all.stream()
                        .allMatch(wait -> !wait.waits() && wait.entered().isBefore(begins)));
    }

    /** What was written before the start. Waits for the database. */
    void read(CallReader log, Instant now) {
        turn(now);
        var filter = new CallFilter(midnight, null, Call.Direction.INBOUND, null, List.of(), null, null, null);
        String after = null;
        int calls = 0;
        do {
            var page = log.find(filter, null, after, PAGE);
            for (Call call : page.items()) {
                List<QueueWait> of = QueueWait.of(call);
                if (!of.isEmpty() && !gone.contains(call.id())) {
                    waits.putIfAbsent(call.id(), of);
                    calls++;
                }
            }
            after = page.next();
        } while (after != null);
        LOG.debug("Calls of today that waited in queues: {}", calls);
    }

    /** Of each queue that anybody entered today, by name. */
    Map<String, List<QueueWait>> byQueue() {
        var byQueue = new LinkedHashMap<String, List<QueueWait>>();
        waits.values().stream()
                .flatMap(List::stream)
                .filter(wait -> wait.waits() || !wait.entered().isBefore(midnight))
                .sorted(Comparator.comparing(QueueWait::queue).thenComparing(QueueWait::entered))
                .forEach(wait -> byQueue.computeIfAbsent(wait.queue(), name -> new ArrayList<>())
                        .add(wait));
        return byQueue;
    }

    /** What the waits of one queue come to in each quarter of an hour: the last of them, oldest first. */
    List<QueueFigures> quarters(String queue, Instant now, int count, Duration within, Duration shortAbandon) {
        Duration quarter = Duration.ofMinutes(15);
        Instant first = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900).minus(quarter.multipliedBy(count - 1L));
        var all = new ArrayList<QueueFigures>();
        List<QueueWait> of = byQueue().getOrDefault(queue, List.of());
        for (int i = 0; i < count; i++) {
            Instant from = first.plus(quarter.multipliedBy(i));
            var in = of.stream()
                    .filter(wait ->
                            !wait.entered().isBefore(from) && wait.entered().isBefore(from.plus(quarter)))
                    .toList();
            all.add(QueueFigures.of(in, within, shortAbandon));
        }
        return all;
    }
}
