package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;

/** A call log that writes a moment after it was told, while its database is there, and loses nothing that it has written. */
final class SimulatedLog implements CallListener {

    private static final Duration WRITES_AFTER = Duration.ofMillis(50);

    /** What stands in the log of one call. */
    record Entry(
            UUID id,
            String sourceId,
            boolean ended,
            boolean healed,
            Call.Result result,
            Call.Direction direction,
            String external,
            List<String> answeredBy,
            Instant startedAt,
            Duration length,
            Call open) {
        static Entry of(Call call) {
            return new Entry(
                    call.id(),
                    call.sourceId(),
                    call.ended(),
                    call.healed(),
                    call.result(),
                    call.direction(),
                    String.valueOf(call.external()),
                    call.answeredBy(),
                    call.startedAt(),
                    call.ended() ? Duration.between(call.startedAt(), call.endedAt()) : Duration.ZERO,
                    call.ended() ? null : call);
        }

        boolean saysTheSameAs(Entry other) {
            return result == other.result
                    && direction == other.direction
                    && external.equals(other.external)
                    && answeredBy.equals(other.answeredBy);
        }
    }

    private record Waiting(Entry entry, List<UUID> merged, Instant at) {}

    private final InstantSource clock;
    private final Map<UUID, Entry> written = new LinkedHashMap<>();
    private final Map<String, UUID> bySourceId = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Instant awaySince;

    SimulatedLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void changed(CallChange change) {
        waiting.add(new Waiting(Entry.of(change.now()), change.merged(), clock.instant()));
        if (waiting.size() > 500) {
            writeUntil(durable(WRITES_AFTER));
        }
    }

    synchronized void databaseGoes() {
        writeUntil(durable(WRITES_AFTER));
        awaySince = clock.instant();
    }

    synchronized void databaseComes() {
        awaySince = null;
    }

    /** @return what came to the database until then is written, if the one who writes gathers for a while */
    synchronized Instant durable(Duration gathers) {
        Instant until = clock.instant().minus(gathers);
        return awaySince != null && awaySince.isBefore(until) ? awaySince : until;
    }

    synchronized void crash() {
        writeUntil(durable(WRITES_AFTER));
        waiting.clear();
    }

    private void writeUntil(Instant until) {
        int done = 0;
        for (; done < waiting.size() && !waiting.get(done).at.isAfter(until); done++) {
            Waiting one = waiting.get(done);
            one.merged.forEach(written::remove);
            write(one.entry);
        }
        waiting.subList(0, done).clear();
    }

    /** One record for one id of the source, as the real log keeps it. */
    private void write(Entry entry) {
        Entry twin = written.get(bySourceId.get(entry.sourceId()));
        if (twin != null && !twin.id().equals(entry.id()) && twin.sourceId().equals(entry.sourceId())) {
            if (twin.ended() && !twin.healed() && entry.healed()) {
                return;
            }
            written.remove(twin.id());
        }
        written.put(entry.id(), entry);
        bySourceId.put(entry.sourceId(), entry.id());
    }

    /** The calls that go on, as far as is written, oldest first. */
    synchronized List<Call> open() {
        return written.values().stream()
                .map(Entry::open)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Call::startedAt))
                .toList();
    }

    synchronized Collection<Entry> entries() {
        writeUntil(clock.instant());
        return List.copyOf(written.values());
    }
}
