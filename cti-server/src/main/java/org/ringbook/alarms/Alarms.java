package org.ringbook.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringbook.alarms.AlarmRules.Cause;
import org.ringbook.alarms.AlarmRules.Found;
import org.ringbook.alarms.AlarmRules.Judgement;
import org.ringbook.alarms.AlarmRules.Seen;

/**
 * The alarms that last, and the ledger of all. Looked at once a second by {@link #look}; a cause must hold for a while first, and is one
 * alarm until it is over. What the database does not take now is taken the next time. Any thread.
 */
public final class Alarms {

    private static final int LONGEST_PAGE = 500;
    private static final Duration FORGET_EVERY = Duration.ofHours(12);

    private final AlarmTable table;
    private final AlarmLimits limits;
    private final Supplier<Seen> sight;
    private final Clock clock;
    private final Map<Cause, Alarm> lasting = new ConcurrentHashMap<>();
    /** Since when what is no alarm yet is so. */
    private final Map<Cause, Instant> held = new HashMap<>();

    private final List<Consumer<Alarm>> listeners = new CopyOnWriteArrayList<>();
    private boolean read;
    private Instant forgotten = Instant.EPOCH;

    Alarms(AlarmTable table, AlarmLimits limits, Supplier<Seen> sight, Clock clock) {
        this.table = table;
        this.limits = limits;
        this.sight = sight;
        this.clock = clock;
    }

    /** Hears of each alarm that begins, is seen or is over; must not wait. */
    public void listen(Consumer<Alarm> listener) {
        listeners.add(listener);
    }

    /** Those that last, oldest first. */
    public List<Alarm> open() {
        return lasting.values().stream()
                .sorted(Comparator.comparing(Alarm::beganAt))
                .toList();
    }

    /** All that were, newest first. @param before null for the newest */
    public List<Alarm> list(Instant before, int limit) {
        return table.list(before, Math.max(1, Math.min(limit, LONGEST_PAGE)));
    }

    /** Somebody says that they see to it. Empty when there is none. */
    public Optional<Alarm> see(UUID id, UUID by) {
        Optional<Alarm> seen = table.see(id, by, clock.instant());
        seen.filter(alarm -> !alarm.over()).ifPresent(alarm -> {
            lasting.computeIfPresent(new Cause(alarm.rule(), alarm.scope()), (cause, known) -> alarm);
            tell(alarm);
        });
        return seen;
    }

    /** Waits for the database. */
    synchronized void look() {
        if (!read) {
            limits.read();
            table.open().forEach(alarm -> lasting.put(new Cause(alarm.rule(), alarm.scope()), alarm));
            read = true;
        }
        Instant now = clock.instant();
        Judgement judged = AlarmRules.of(limits.now(), sight.get(), Set.copyOf(lasting.keySet()));
        var so = new HashSet<Cause>();
        for (Found one : judged.found()) {
            so.add(one.cause());
            Instant since = held.computeIfAbsent(one.cause(), cause -> now);
            boolean holds = !now.isBefore(since.plus(one.held()));
            if (holds && !lasting.containsKey(one.cause())) {
                begin(one, now);
            }
        }
        held.keySet().retainAll(so);
        lasting.forEach((cause, alarm) -> {
            if (!so.contains(cause) && !judged.unknown().contains(cause)) {
                end(cause, alarm, now);
            }
        });
        forget(now);
    }

    private void begin(Found one, Instant now) {
        var alarm = new Alarm(
                UUID.randomUUID(), one.cause().rule(), one.cause().scope(), one.seen(), now, null, null, null);
        if (table.begin(alarm)) {
            lasting.put(one.cause(), alarm);
            tell(alarm);
        }
    }

    private void end(Cause cause, Alarm alarm, Instant now) {
        table.end(alarm.id(), now);
        lasting.remove(cause);
        tell(new Alarm(
                alarm.id(),
                alarm.rule(),
                alarm.scope(),
                alarm.seen(),
                alarm.beganAt(),
                alarm.seenBy(),
                alarm.seenAt(),
                now));
    }

    private void forget(Instant now) {
        if (forgotten.plus(FORGET_EVERY).isBefore(now)) {
            forgotten = now;
            table.forget(limits.now().keep(), now);
        }
    }

    private void tell(Alarm alarm) {
        listeners.forEach(listener -> listener.accept(alarm));
    }
}
