package org.ringbook.derivation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.calls.log.CallRewrites.Rewrite;
import org.ringbook.derivation.DerivationRun.State;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.RawHistory.Loss;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Derives the calls of a period again from what was kept of the sources, beside the calls that go on, and tells what would
 * change; writes it only when told. A call is told anew only when all that was said of it is kept. One period is worked
 * through at a time; results are kept for an hour. All methods may be called from any thread.
 */
@Component
public class DeriveAgain implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeriveAgain.class);

    /** A call that began before the period may reach into it, and one that began in it beyond it. */
    private static final Duration MARGIN = Duration.ofHours(12);

    /** A call that messages are missing of may have begun a little before the first that is missing, and ends later. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private static final Duration ENDS_WITHIN = Duration.ofHours(4);

    private static final int MOST_RUNS = 20;

    private final RawHistory history;
    private final CallRewrites log;
    private final Predicate<UUID> goesOnNow;
    private final Map<UUID, DerivationRun> runs = new ConcurrentHashMap<>();
    private final List<DerivationRun> newestFirst = new ArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "derive-again");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    @Autowired
    DeriveAgain(RawHistory history, CallRewrites log, ObjectProvider<Calls> current) {
        this(
                history,
                log,
                id -> current.stream().anyMatch(calls -> calls.find(id).isPresent()));
    }

    /** @param goesOnNow whether a call of this id goes on in this server */
    public DeriveAgain(RawHistory history, CallRewrites log, Predicate<UUID> goesOnNow) {
        this.history = history;
        this.log = log;
        this.goesOnNow = goesOnNow;
    }

    /** Begins; returns at once. */
    public DerivationRun start(Wanted wanted) {
        var run = new DerivationRun(wanted);
        remember(run);
        worker.execute(() -> work(run));
        return run;
    }

    private synchronized void remember(DerivationRun run) {
        newestFirst.add(0, run);
        runs.put(run.id(), run);
        while (newestFirst.size() > MOST_RUNS) {
            DerivationRun oldest = newestFirst.remove(newestFirst.size() - 1);
            oldest.cancel();
            runs.remove(oldest.id());
        }
    }

    /** One of the last runs, while the server runs. */
    public Optional<DerivationRun> find(UUID id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** What of each source is kept. */
    public List<RawHistory.Kept> kept() {
        return history.kept();
    }

    /** Periods that were written, newest first. */
    public List<CallRewrites.Derivation> written(int limit) {
        return log.recent(limit);
    }

    /** What was done to a call, newest first. */
    public List<CallRewrites.Rewritten> rewritesOf(UUID call) {
        return log.of(call);
    }

    /** Brings the calls of a written period back to what they were; those changed since then are left as they are. */
    public CallRewrites.Undone undo(UUID written) {
        CallRewrites.Undone undone = log.undo(written);
        LOG.info("Derivation {} was undone: {} calls, {} left alone", written, undone.calls(), undone.leftAlone());
        return undone;
    }

    void work(DerivationRun run) {
        try {
            run.began();
            List<String> sources = sources(run);
            for (int i = 0; i < sources.size() && !run.cancelled(); i++) {
                derive(run, sources.get(i), i, sources.size());
            }
            if (run.wanted().write() && !run.cancelled()) {
                log.correlate(run.wanted().from(), run.wanted().to());
            }
            run.done(1);
            run.ended(run.cancelled() ? State.CANCELLED : State.DONE, null);
            LOG.info(
                    "Derived again: {} to {}: {}",
                    run.wanted().from(),
                    run.wanted().to(),
                    run.status().counts());
        } catch (DataAccessException away) {
            LOG.warn("Deriving again was broken off", away);
            run.ended(State.FAILED, String.valueOf(away.getMostSpecificCause().getMessage()));
        } catch (RuntimeException broken) {
            LOG.error("Deriving again was broken off", broken);
            run.ended(State.FAILED, broken.toString());
        }
    }

    private List<String> sources(DerivationRun run) {
        var sources = new ArrayList<String>();
        for (RawHistory.Kept kept : history.kept()) {
            boolean wanted =
                    run.wanted().source() == null || run.wanted().source().equals(kept.source());
            if (wanted && kept.readable()) {
                sources.add(kept.source());
            } else if (wanted) {
                run.cannotRead(kept.source());
            }
        }
        return sources;
    }

    private void derive(DerivationRun run, String source, int number, int of) {
        Optional<RawReading> reading = history.reading(source);
        if (reading.isEmpty()) {
            run.cannotRead(source);
            return;
        }
        Instant now = Instant.now();
        Wanted wanted = run.wanted();
        Instant from = wanted.from().minus(MARGIN);
        Instant to = wanted.to().plus(MARGIN).isAfter(now) ? now : wanted.to().plus(MARGIN);
        List<Loss> losses = history.losses(source, from, to);
        if (wanted.missing() && !losses.isEmpty()) {
            fromRecords(run, source, reading.get(), losses, now);
        }
        var beside = new SourceDerivation(run, source, log, goesOnNow, losses, now);
        double whole = Math.max(1, Duration.between(from, wanted.to()).toMillis());
        history.derive(source, reading.get(), from, wanted.to(), to, (settled, read) -> {
            write(run, beside.take(settled));
            run.done((number + Duration.between(from, read).toMillis() / whole) / of);
            return !run.cancelled();
        });
        if (!run.cancelled()) {
            write(run, beside.whatIsLeft());
        }
    }

    /** What messages do not have any more the source may have kept by itself. What the log has is better, and stands. */
    private void fromRecords(DerivationRun run, String source, RawReading reading, List<Loss> losses, Instant now) {
        Optional<PastRecords> records = history.records(source);
        if (records.isEmpty()) {
            return;
        }
        var beside = new SourceDerivation(run, source, log, goesOnNow, List.of(), now);
        for (Loss loss : losses) {
            Instant to = loss.last().plus(ENDS_WITHIN).isAfter(now)
                    ? now
                    : loss.last().plus(ENDS_WITHIN);
            try {
                history.derive(source, reading, records.get(), loss.first().minus(AROUND), to, (settled, read) -> {
                    write(run, beside.take(settled));
                    return !run.cancelled();
                });
            } catch (IOException unreadable) {
                LOG.warn("The records of {} cannot be read: {}", source, unreadable.getMessage());
            }
        }
    }

    private void write(DerivationRun run, List<Rewrite> rewrites) {
        if (!run.wanted().write() || rewrites.isEmpty()) {
            return;
        }
        if (run.written() == null) {
            run.writes(log.begin(
                    run.wanted().by(), run.wanted().from(), run.wanted().to()));
        }
        log.write(run.written(), rewrites);
    }

    @Override
    public void close() {
        runs.values().forEach(DerivationRun::cancel);
        worker.shutdown();
    }
}
