package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
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
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

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
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    private final CallLog log;
    private final WaitingChanges waiting;
    private volatile Thread thread;
    private volatile boolean stopping;
    private volatile Unwritten trouble;
    private volatile long unwritable;
    private UUID untilWritten;

    @Autowired
    public CallLogWriter(CallLog log) {
        this(log, MOST_WAITING);
    }

    /** @param most calls that may wait in memory */
    public CallLogWriter(CallLog log, int most) {
        this.log = log;
        this.waiting = new WaitingChanges(most);
    }

    /** Hands on and returns; never waits. */
    @Override
    public void changed(CallChange change) {
        waiting.add(change);
        LockSupport.unpark(thread);
    }

    /** How far the log is behind what was told. Any thread. */
    public Backlog backlog() {
        WaitingChanges.Span refused = waiting.refused();
        return new Backlog(
                waiting.size(), waiting.oldest(), refused == null ? 0 : refused.changes(), unwritable, trouble);
    }

    /**
     * @param waiting calls whose last state is not written yet
     * @param since when the one that waits longest was told; null when none waits
     * @param noRoom changes that did not fit into memory; when PostgreSQL is back they are noted as a gap of the log
     * @param unwritable calls that PostgreSQL will not take, since the start; the source's raw messages still have them
     * @param trouble why nothing is written at present; null when all is well
     */
    public record Backlog(int waiting, Instant since, long noRoom, long unwritable, Unwritten trouble) {

        /** Whether all that was told some time ago is written, or noted. */
        public boolean isSmall() {
            return trouble == null && noRoom == 0 && waiting <= BATCH;
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
            if (waiting.size() == 0) {
                LockSupport.park(this);
            } else if (writeSome()) {
                pause = SHORTEST_PAUSE;
                LockSupport.parkNanos(this, stopping ? 0 : GATHER.toNanos());
            } else {
                rest(pause);
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
        if (stopping) {
            LockSupport.parkNanos(this, SHORTEST_PAUSE.toNanos());
        }
    }

    /** @return false when PostgreSQL is away */
    private boolean writeSome() {
        List<CallChange> batch = waiting.first(BATCH);
        try {
            noteGaps();
            write(batch);
            if (untilWritten != null && waiting.size() <= BATCH) {
                log.gaps().forget(untilWritten);
                untilWritten = null;
            }
            if (trouble != null) {
                LOG.info("The call log is written again; {} calls wait", waiting.size());
                trouble = null;
            }
            return true;
        } catch (DataAccessException | TransactionException away) {
            Unwritten why = Unwritten.of(away);
            if (trouble == null || trouble.kind() != why.kind()) {
                LOG.warn("The call log cannot be written, {} calls wait: {}", waiting.size(), why.said());
            }
            trouble = why;
            return false;
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
            untilWritten = log.gaps().note(all.from(), all.to());
        }
    }

    private void write(List<CallChange> batch) {
        try {
            log.write(batch);
            waiting.written(batch);
        } catch (DataIntegrityViolationException | JacksonException oneIsBad) {
            batch.forEach(this::writeAlone);
        }
    }

    /** One call that cannot be kept never takes others with it. */
    private void writeAlone(CallChange change) {
        try {
            log.write(List.of(change));
        } catch (DataIntegrityViolationException | JacksonException refused) {
            unwritable++;
            LOG.error("Call {} cannot be written", change.now().id(), refused);
        }
        waiting.written(List.of(change));
    }
}
