package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Brings every change of a call into the log, beside the thread that tells of it: changes wait in memory, only the last
 * state of each call counts, and what waits is written in batches. While PostgreSQL is away it tries again with growing
 * pauses. What waits when the server stops is written before it ends. What finds no room in memory is noted as a gap of the
 * log, and so is all that waits when PostgreSQL is back, until it is written: the server might be killed meanwhile.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class CallLogWriter implements CallListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallLogWriter.class);

    private static final int MOST_WAITING = 50_000;
    private static final int BATCH = 1_000;
    /** From one batch to the next: each costs PostgreSQL a commit, whatever is in it. */
    private static final Duration GATHER = Duration.ofMillis(40);
    /** So long a call that goes on waits for more to happen to it before it is written again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);
    /** So many calls are refused in a row before it is taken for the fault of the database. */
    private static final int MOST_IN_VAIN = 3;
    /** So often a call is tried alone while others are taken. */
    private static final int MOST_TRIES = 5;

    private static final Duration LATE = Duration.ofSeconds(15);

    private final CallLog log;
    private final WaitingChanges waiting;
    private final Duration late;
    private volatile Thread thread;
    private volatile boolean stopping;
    private volatile Unwritten trouble;
    private volatile long unwritable;
    private volatile long progressAt = System.nanoTime();
    private UUID untilWritten;
    private Instant notedAt;

    @Autowired
    public CallLogWriter(CallLog log) {
        this(log, MOST_WAITING);
    }

    /** @param most calls that may wait in memory */
    public CallLogWriter(CallLog log, int most) {
        this(log, most, LATE);
    }

    /** @param late what waits longer, though nothing is said to be wrong, waits for an answer that does not come */
    public CallLogWriter(CallLog log, int most, Duration late) {
        this.log = log;
        this.waiting = new WaitingChanges(most, PATIENCE);
        this.late = late;
    }

    /** Hands on and returns; never waits. */
    @Override
    public void changed(CallChange change) {
        if (waiting.add(change)) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * How far the log is behind what was told. Any thread. That nothing gets on is seen from here, too, and not only by the thread
     * that writes: it may be the one that waits.
     */
    public Backlog backlog() {
        WaitingChanges.Span refused = waiting.refused();
        Instant oldest = waiting.oldest();
        return new Backlog(
                waiting.size(),
                waiting.due(),
                oldest,
                refused == null ? 0 : refused.changes(),
                unwritable,
                trouble == null ? late(oldest) : trouble);
    }

    /** Whether every call that was told until then is in the log as it was told, or noted as a gap of it. Any thread. */
    public boolean hasWrittenUntil(Instant then) {
        return !waiting.since(then) && waiting.refused() == null;
    }

    private Unwritten late(Instant oldest) {
        boolean waits = oldest != null && oldest.isBefore(Instant.now().minus(late));
        return waits && System.nanoTime() - progressAt > late.toNanos()
                ? new Unwritten(Unwritten.Kind.AWAY, "no answer for " + late.toSeconds() + " s")
                : null;
    }

    /**
     * @param waiting calls whose last state is not written yet
     * @param due those of them that are to be written now; the others wait for more to happen to the call
     * @param since when the one that waits longest was told; null when none waits
     * @param noRoom changes that did not fit into memory; when PostgreSQL is back they are noted as a gap of the log
     * @param unwritable calls that PostgreSQL will not take, since the start; the source's raw messages still have them
     * @param trouble why nothing is written at present; null when all is well
     */
    public record Backlog(int waiting, int due, Instant since, long noRoom, long unwritable, Unwritten trouble) {

        /** Whether all that was told some time ago is written, or noted. */
        public boolean isSmall() {
            return trouble == null && noRoom == 0 && due <= BATCH;
        }
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = new Thread(this::run, "call-log");
        thread.start();
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        Thread writer = thread;
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_CHANCE.plusSeconds(2).toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        if (waiting.size() > 0) {
            LOG.error(
                    "{} calls could not be written before the server stopped: {}",
                    waiting.size(),
                    trouble == null ? "there was no time" : trouble.said());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts before the telephone sources and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        Instant deadline = null;
        while (!(stopping && waiting.size() == 0)
                && (deadline == null || Instant.now().isBefore(deadline))) {
            if (stopping && deadline == null) {
                deadline = Instant.now().plus(LAST_CHANCE);
            }
            long untilDue = waiting.nanosUntilDue();
            if (untilDue > 0 && !stopping) {
                // A patient one that comes meanwhile does not wake this thread.
                LockSupport.parkNanos(this, Math.min(untilDue, PATIENCE.toNanos()));
            } else if (writeSome()) {
                pause = SHORTEST_PAUSE;
                rest(waiting.due() < BATCH ? GATHER : Duration.ZERO);
            } else {
                rest(pause);
                if (stopping) {
                    LockSupport.parkNanos(this, SHORTEST_PAUSE.toNanos());
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** A change that comes meanwhile must not cut the pause short. */
    private void rest(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (!stopping && System.nanoTime() < end) {
            LockSupport.parkNanos(this, end - System.nanoTime());
        }
    }

    /** @return false when it is to be tried again after a pause. Never fails: this thread writes all calls there ever are */
    private boolean writeSome() {
        try {
            noteGaps();
            boolean some = write(waiting.first(BATCH, stopping));
            progressAt = some ? System.nanoTime() : progressAt;
            forgetGap();
            if (some && trouble != null) {
                LOG.info("The call log is written again; {} calls wait", waiting.size());
                trouble = null;
            }
            return some;
        } catch (RuntimeException | Error failed) {
            failed(failed);
            return false;
        }
    }

    private void failed(Throwable failed) {
        Unwritten why = Unwritten.of(failed);
        if (trouble == null || trouble.kind() != why.kind()) {
            LOG.warn("The call log cannot be written, {} calls wait: {}", waiting.size(), why.said());
            LOG.debug("Why", failed);
        }
        trouble = why;
    }

    /** Only when nothing waits any more of what waited when it was noted. */
    private void forgetGap() {
        if (untilWritten != null && !waiting.since(notedAt)) {
            log.gaps().forget(untilWritten);
            untilWritten = null;
        }
    }

    private void noteGaps() {
        WaitingChanges.Span refused = waiting.refused();
        if (refused != null) {
            log.gaps().note(refused.from(), refused.to());
            waiting.noted(refused);
            LOG.warn(
                    "{} changes of calls that began from {} to {} did not fit into memory; they are derived again",
                    refused.changes(),
                    refused.from(),
                    refused.to());
        }
        if (trouble != null && untilWritten == null && waiting.size() > BATCH) {
            WaitingChanges.Span all = waiting.span();
            notedAt = Instant.now();
            untilWritten = log.gaps().note(all.from(), all.to());
        }
    }

    /** @return false when nothing was taken, and it does not seem to be the fault of the calls */
    private boolean write(List<CallChange> batch) {
        try {
            log.write(batch);
            waiting.written(batch);
            return true;
        } catch (RuntimeException | Error failed) {
            if (Unwritten.of(failed).kind() != Unwritten.Kind.REFUSED) {
                throw failed;
            }
            return writeEach(batch);
        }
    }

    /**
     * One call that cannot be kept never takes others with it. What is refused for a reason that may pass waits behind the others, and
     * is given up only when it was refused again and again while others were taken: a database that takes nothing loses nothing.
     */
    private boolean writeEach(List<CallChange> batch) {
        var refused = new LinkedHashMap<CallChange, Throwable>();
        boolean some = false;
        for (CallChange change : batch) {
            if (!some && refused.size() == MOST_IN_VAIN) {
                break;
            }
            try {
                log.write(List.of(change));
                waiting.written(List.of(change));
                some = true;
            } catch (RuntimeException | Error failed) {
                if (Unwritten.isFaultOfTheData(failed)) {
                    giveUp(change, failed);
                    waiting.written(List.of(change));
                    some = true;
                } else if (Unwritten.of(failed).kind() == Unwritten.Kind.REFUSED) {
                    refused.put(change, failed);
                } else {
                    waiting.putBack(refused.keySet(), false, MOST_TRIES);
                    throw failed;
                }
            }
        }
        waiting.putBack(refused.keySet(), some, MOST_TRIES).forEach(change -> giveUp(change, refused.get(change)));
        if (!some) {
            failed(refused.values().iterator().next());
        }
        return some;
    }

    private void giveUp(CallChange change, Throwable failed) {
        unwritable++;
        LOG.error(
                "Call {} cannot be written: {}",
                change.now().id(),
                Unwritten.of(failed).said());
        LOG.debug("Why", failed);
    }
}
