package org.ringbook.floor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.floor.Board.QueueNow;

/**
 * The floor as meters: {@code ringbook.agents} by {@code state}; by {@code queue} {@code ringbook.queue.waiting}, {@code .longest} in
 * seconds, {@code .offered}, {@code .answered}, {@code .abandoned} of today, and {@code .service.level} between 0 and 1, no number when
 * nobody waited today. What is counted is counted anew each time, by the same functions as on the pages.
 */
final class FloorMeters {

    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final int MOST_QUEUES = 200;

    private final MeterRegistry registry;
    private final Floor floor;
    private final AgentStateBook book;
    private final Set<String> metered = ConcurrentHashMap.newKeySet();
    private Map<String, QueueNow> queues = Map.of();
    private long readAt;

    FloorMeters(MeterRegistry registry, Floor floor, AgentStateBook book) {
        this.registry = registry;
        this.floor = floor;
        this.book = book;
        for (AgentState state : AgentState.values()) {
            Gauge.builder("ringbook.agents", book, all -> count(state))
                    .description("People in a state")
                    .tag("state", state.word())
                    .register(registry);
        }
        Gauge.builder("ringbook.queues", this, FloorMeters::refreshed)
                .description("Queues that are known")
                .register(registry);
    }

    private double count(AgentState state) {
        return book.all().stream().filter(one -> one.kept() == state).count();
    }

    /** A queue is met when somebody enters it: its meters begin then. */
    private synchronized double refreshed() {
        read();
        queues.keySet().stream().limit(MOST_QUEUES).filter(metered::add).forEach(this::meter);
        return queues.size();
    }

    private void meter(String queue) {
        gauge(queue, "waiting", "Callers who wait now", one -> one.waiting().size());
        gauge(queue, "longest", "Seconds that the one who waits longest waits", this::longest);
        gauge(
                queue,
                "offered",
                "Calls of today that entered",
                one -> one.today().offered());
        gauge(
                queue,
                "answered",
                "Calls of today that were answered",
                one -> one.today().level().answered());
        gauge(
                queue,
                "abandoned",
                "Calls of today that were given up",
                one -> one.today().level().abandoned());
        gauge(
                queue,
                "service.level",
                "Service level of today, 0 to 1",
                one -> one.level() == null ? Double.NaN : one.level());
    }

    private double longest(QueueNow queue) {
        return queue.longestSince() == null
                ? 0
                : (floor.now().toEpochMilli() - queue.longestSince().toEpochMilli()) / 1000.0;
    }

    private void gauge(String queue, String what, String words, ToDoubleFunction<QueueNow> value) {
        Gauge.builder("ringbook.queue." + what, this, meters -> meters.of(queue, value))
                .description(words)
                .tag("queue", queue)
                .register(registry);
    }

    private synchronized double of(String queue, ToDoubleFunction<QueueNow> value) {
        read();
        QueueNow now = queues.get(queue);
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    /** All meters are read at once: once for all of them. */
    private void read() {
        if (queues.isEmpty() || System.nanoTime() - readAt > FRESH_NANOS) {
            readAt = System.nanoTime();
            var now = new LinkedHashMap<String, QueueNow>();
            floor.queues(call -> false).forEach(queue -> now.put(queue.name(), queue));
            queues = now;
        }
    }
}
