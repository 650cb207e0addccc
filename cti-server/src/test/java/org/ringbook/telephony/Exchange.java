package org.ringbook.telephony;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.Shelves;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.webhooks.Hooks;

/** One source and all that is behind it but the database: what it says becomes calls, which are kept here. */
public final class Exchange implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<UUID, Call> calls = new ConcurrentHashMap<>();
    private final Calls going;
    private final Sources sources;
    private final Hooks hooks = new Hooks();

    public Exchange(PbxSource source) {
        this(source, change -> {});
    }

    /** @param also hears of every call */
    public Exchange(PbxSource source, CallListener also) {
        going = new Calls(new NumberPlan("RU"), List.of(this::keep, also));
        sources = new Sources(
                List.of(() -> List.of(source)), going, new Shelves(new RawInbox(null), new Gaps()), null, hooks);
        sources.start();
    }

    private void keep(CallChange change) {
        change.merged().forEach(calls::remove);
        calls.put(change.now().id(), change.now());
    }

    public SourceHealth health() {
        return sources.health().get(0);
    }

    public SourceCounters.Reading counters() {
        return sources.counters().values().iterator().next();
    }

    public Sources sources() {
        return sources;
    }

    /** Where the source is told over HTTP. */
    public Hooks hooks() {
        return hooks;
    }

    /** Click-to-call, as the source is told. @return the request's id */
    public UUID dial(String fromExtension, String to) {
        UUID request = UUID.randomUUID();
        sources.ofTelephone(fromExtension).commands().originate(request, fromExtension, to);
        return request;
    }

    /** All calls so far, oldest first. */
    public List<Call> calls() {
        return calls.values().stream()
                .sorted(Comparator.comparing(Call::startedAt))
                .toList();
    }

    /** Calls that go on. */
    public List<Call> going() {
        return going.current();
    }

    public SourceHealth awaitHealth(Predicate<SourceHealth> wanted) {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(this::health, wanted);
    }

    public SourceHealth awaitState(SourceHealth.State state) {
        return awaitHealth(health -> health.state() == state);
    }

    public List<Call> awaitCalls(Predicate<List<Call>> wanted) {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(this::calls, wanted);
    }

    /** The newest gap. */
    public Gap awaitGap(Predicate<Gap> wanted) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sources.gaps().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    public SourceCounters.Reading awaitCounters(Predicate<SourceCounters.Reading> wanted) {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(this::counters, wanted);
    }

    @Override
    public void close() {
        sources.stop();
    }
}
