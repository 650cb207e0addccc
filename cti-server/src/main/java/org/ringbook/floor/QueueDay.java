package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.QueuedCall;
import org.ringbook.reports.ReportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of today that waited in queues: from the log at the start, and from each change on. No counters: figures are made of the
 * calls each time, so one that is derived again counts as it is now. What reports leave out is left out here. Any thread.
 */
final class QueueDay {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDay.class);
    private static final int PAGE = 500;
    /** A call is of the day in which it entered its queue, and begins before. */
    private static final Duration IN_A_MENU = Duration.ofHours(1);

    private final ZoneId zone;
    private final ReportSettings settings;
    private final Set<PhoneNumber> excluded;
    private final Map<UUID, QueuedCall> queued = new ConcurrentHashMap<>();
    private final Set<UUID> gone = ConcurrentHashMap.newKeySet();
    private volatile Instant midnight = Instant.EPOCH;

    /** @param excluded outside numbers that no report counts */
    QueueDay(ZoneId zone, ReportSettings settings, Set<PhoneNumber> excluded) {
        this.zone = zone;
        this.settings = settings;
        this.excluded = excluded;
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
        Optional<QueuedCall> now = counted(call);
        if (now.isPresent() && !now.get().entered().isBefore(midnight)) {
            queued.put(call.id(), now.get());
        } else if (queued.containsKey(call.id())) {
            remove(call.id());
        }
    }

    private Optional<QueuedCall> counted(Call call) {
        boolean left = call.external() != null && excluded.contains(call.external());
        return left ? Optional.empty() : QueuedCall.of(call);
    }

    void remove(UUID call) {
        queued.remove(call);
        gone.add(call);
    }

    /** A new day begins in the company's zone: who entered before it is no part of it. */
    void turn(Instant now) {
        Instant begins = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        if (begins.equals(midnight)) {
            return;
        }
        midnight = begins;
        gone.clear();
        queued.values().removeIf(call -> call.entered().isBefore(begins));
    }

    /** What was written before the start. Waits for the database. */
    void read(CallReader log, Instant now) {
        turn(now);
        var filter = new CallFilter(
                midnight.minus(IN_A_MENU), null, Call.Direction.INBOUND, null, List.of(), null, null, null);
        String after = null;
        int calls = 0;
        do {
            var page = log.find(filter, null, after, PAGE);
            for (Call call : page.items()) {
                Optional<QueuedCall> of = counted(call);
                if (of.isPresent() && !of.get().entered().isBefore(midnight) && !gone.contains(call.id())) {
                    queued.putIfAbsent(call.id(), of.get());
                    calls++;
                }
            }
            after = page.next();
        } while (after != null);
        LOG.debug("Calls of today that waited in queues: {}", calls);
    }

    /** Of each queue in which a call of today ended, or waits, by name. */
    Map<String, List<QueuedCall>> byQueue() {
        var byQueue = new LinkedHashMap<String, List<QueuedCall>>();
        queued.values().stream()
                .filter(call -> !call.entered().isBefore(midnight))
                .sorted(Comparator.comparing(QueuedCall::queue).thenComparing(QueuedCall::entered))
                .forEach(call -> byQueue.computeIfAbsent(call.queue(), name -> new ArrayList<>())
                        .add(call));
        return byQueue;
    }

    /** What the calls of one queue come to in each quarter of an hour: the last of them, oldest first. */
    List<QueueFigures> quarters(String queue, Instant now, int count) {
        Duration quarter = Duration.ofMinutes(15);
        Instant first = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900).minus(quarter.multipliedBy(count - 1L));
        var all = new ArrayList<QueueFigures>();
        List<QueuedCall> of = byQueue().getOrDefault(queue, List.of());
        for (int i = 0; i < count; i++) {
            Instant from = first.plus(quarter.multipliedBy(i));
            var in = of.stream()
                    .filter(call ->
                            !call.entered().isBefore(from) && call.entered().isBefore(from.plus(quarter)))
                    .toList();
            all.add(QueueFigures.of(in, settings));
        }
        return all;
    }
}
