package org.ringbook.telephony.operators;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.webhooks.RawHook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        var pauses = new Pauses();
        try {
            while (!closed) {
                Duration pause = plan.every;
                try {
                    round();
                    pauses.reset();
                    if (trouble != null) {
                        LOG.info("{}: its history can be read again", source);
                    }
                    trouble = null;
                    readAt = clock.instant();
                } catch (PbxFailed failed) {
                    tell(failed.note(), failed);
                    pause = pauses.next();
                } catch (RuntimeException | ExecutionException | TimeoutException broken) {
                    tell(Notice.of("history.broken", broken.getClass().getSimpleName()), broken);
                    pause = pauses.next();
                }
                if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Notice note, Exception why) {
        if (trouble == null && !closed) {
            LOG.warn("{}: its history cannot be read; Ringbook goes on trying. {}", source, note.text());
            LOG.debug("{}: the history", source, why);
        }
        trouble = note;
    }

    private void round() throws PbxFailed, InterruptedException, ExecutionException, TimeoutException {
        Instant now = clock.instant();
        Instant from = intake.watermarks()
                .of(source, name)
                .map(until -> until.minus(plan.overlap))
                .orElse(now.minus(plan.back));
        while (from.isBefore(now) && !closed) {
            Instant longest = from.plus(plan.longest);
            Instant to = longest.isBefore(now) ? longest : now;
            var onTheWay = new OnTheWay();
            history.read(from, to, onTheWay);
            onTheWay.settle(0);
            intake.watermarks().raise(source, name, to);
            from = to;
        }
    }

    /** Records that are being made durable. */
    private final class OnTheWay implements Taker {
        private final Deque<CompletableFuture<Boolean>> records = new ArrayDeque<>();

        @Override
        public void record(String id, byte[] message) throws InterruptedException {
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
