package org.ringbook.telephony.operators;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.webhooks.RawHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Reads one history of a source again and again, on a thread of its own. A watermark in the database says until when it has
 * been read; it is raised only when all that was read before it is durable. Each round begins somewhat before the watermark,
 * because records come late; what is met twice is kept once. What fails is tried again after growing pauses.
 */
public final class HistoryPull implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryPull.class);
    /** Records that may be on their way to the disk: more of them would only take memory. */
    private static final int MOST_ON_THE_WAY = 500;

    private static final long DURABLE_WITHIN_SECONDS = 60;
    private static final BackOff AGAIN = PacedQueue.growing(Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** The port of a history that can be asked for a stretch of time. */
    public interface History {

        /**
         * Tells all records of what began in this time, in any order, page by page; waits as long as it takes.
         *
         * @param to not included
         * @throws PbxFailed when not all could be read, in words for the administrator
         */
        void read(Instant from, Instant to, Taker taker) throws PbxFailed, InterruptedException;
    }

    /** Takes records. */
    public interface Taker {

        /**
         * @param id the same for the same record with the same content; a record that was changed since has another one
         * @param message as it is kept and translated; see {@link RawHook}
         */
        void record(String id, byte[] message) throws InterruptedException;
    }

    /**
     * @param every pause between two rounds
     * @param overlap how much before the watermark each round begins
     * @param longest the longest stretch that the source is asked for at once
     * @param back where the first round of all begins, before now
     */
    public record Plan(Duration every, Duration overlap, Duration longest, Duration back) {}

    private final String source;
    private final String name;
    private final Intake intake;
    private final History history;
    private final Plan plan;
    private final InstantSource clock;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread worker;
    private volatile boolean closed;
    private volatile Notice trouble;
    private volatile Instant readAt;
    private boolean isFirst = true;

    /**
     * Begins at once.
     *
     * @param name of this history among those of the source
     */
    public HistoryPull(String source, String name, Intake intake, History history, Plan plan, InstantSource clock) {
        this.source = source;
        this.name = name;
        this.intake = intake;
        this.history = history;
        this.plan = plan;
        this.clock = clock;
        this.worker = new Thread(this::work, "history-of-" + source);
        worker.setDaemon(true);
        worker.start();
    }

    /** Reads now, and does not wait for the next round. */
    public void wake() {
        wanted.release();
    }

    /** What is in the way; null when the last round went well, or there was none yet. */
    public Notice trouble() {
        return trouble;
    }

    /** When the last round ended well, by our clock; null before the first. */
    public Instant readAt() {
        return readAt;
    }

    private void work() {
        BackOffExecution pauses = AGAIN.start();
        try {
            while (!closed) {
                Duration pause = plan.every;
                try {
                    round();
                    pauses = AGAIN.start();
                    if (trouble != null) {
                        LOG.info("{}: its history can be read again", source);
                    }
                    trouble = null;
                    readAt = clock.instant();
                } catch (PbxFailed failed) {
                    report(failed.notice(), failed);
                    pause = Duration.ofMillis(pauses.nextBackOff());
                } catch (RuntimeException | ExecutionException | TimeoutException broken) {
                    report(Notice.of("history.broken", broken.getClass().getSimpleName()), broken);
                    pause = Duration.ofMillis(pauses.nextBackOff());
                }
                if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Notice notice, Exception why) {
        if (trouble == null && !closed) {
            LOG.warn("{}: its history cannot be read; Ringbook goes on trying. {}", source, notice.text());
            LOG.debug("{}: the history", source, why);
        }
        trouble = notice;
    }

    private void round() throws PbxFailed, InterruptedException, ExecutionException, TimeoutException {
        Instant now = clock.instant();
        Instant from = from(now);
        while (from.isBefore(now) && !closed) {
            Instant longest = from.plus(plan.longest);
            Instant to = longest.isBefore(now) ? longest : now;
            var onTheWay = new OnTheWay();
            history.read(from, to, onTheWay);
            onTheWay.settle(0);
            intake.watermarks().raise(source, name, to, onTheWay.some ? from : null);
            from = to;
        }
        isFirst = false;
    }

    /**
     * Our clock may have been ahead when the watermark was raised: then it is beyond what the source can have told. It is not believed
     * when it lies ahead of now, or when at a start nothing was told for long before it; then it is read from where something was
     * told last.
     */
    private Instant from(Instant now) {
        Optional<Instant> watermark = intake.watermarks().of(source, name);
        if (watermark.isEmpty()) {
            return now.minus(plan.back);
        }
        Instant until = watermark.get();
        Instant overlapped = until.minus(plan.overlap);
        Optional<Instant> seen = intake.watermarks().seen(source, name);
        boolean longSilent = isFirst
                && seen.filter(then -> Duration.between(then, until).compareTo(plan.longest) > 0)
                        .isPresent();
        boolean back = overlapped.isAfter(now);
        if (!longSilent && !back) {
            return overlapped;
        }
        Instant sure = seen.filter(then -> then.isBefore(now)).orElse(now.minus(plan.back));
        Instant from = sure.isBefore(overlapped) ? sure : overlapped;
        LOG.info(
                "{}: its history was read until {}, which may be beyond what it told; it is read again from {}",
                source,
                until,
                from);
        intake.watermarks().putBack(source, name, from);
        return from;
    }

    /** Records that are being made durable. */
    private final class OnTheWay implements Taker {
        private final Deque<CompletableFuture<Boolean>> records = new ArrayDeque<>();
        private boolean some;

        @Override
        public void record(String id, byte[] message) throws InterruptedException {
            some = true;
            try {
                // When it happened is not told on purpose: what was kept long ago decides whether it is new.
                records.add(intake.once(name + " " + id, message, clock.instant(), null));
                settle(MOST_ON_THE_WAY);
            } catch (ExecutionException | TimeoutException notKept) {
                throw new IllegalStateException("A record of the history could not be kept", notKept);
            }
        }

        void settle(int most) throws InterruptedException, ExecutionException, TimeoutException {
            while (records.size() > most) {
                records.peek().get(DURABLE_WITHIN_SECONDS, TimeUnit.SECONDS);
                records.poll();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.interrupt();
        try {
            worker.join(5_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
