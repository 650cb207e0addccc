package org.ringbook.recordings.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Notes the recordings of each call that has ended, beside the thread that tells of it. What could not be noted, because the server
 * was killed or the database was away, is found in the log of calls: at each start, and after each trouble.
 */
@Component
class Expectations implements CallListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Expectations.class);

    private static final int MOST_WAITING = 20_000;
    private static final int BATCH = 200;
    /** Calls of the log are looked through so far back; the give-up time of a recording is no longer. */
    static final Duration BACK = Duration.ofDays(7);

    private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

    private final FetchTable table;
    private final FetchQueue queue;
    private final Deque<CallChange> waiting = new ArrayDeque<>();
    private volatile boolean lookInTheLog = true;
    private volatile Thread thread;

    Expectations(FetchTable table, FetchQueue queue) {
        this.table = table;
        this.queue = queue;
    }

    /** Hands on and returns. */
    @Override
    public void changed(CallChange change) {
        boolean concerns = !change.merged().isEmpty()
                || change.withdrawn()
                || change.now().ended() && !change.now().recordings().isEmpty();
        if (!concerns) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                lookInTheLog = true;
                return;
            }
            waiting.add(change);
        }
        LockSupport.unpark(thread);
    }

    private List<CallChange> some() {
        var batch = new ArrayList<CallChange>();
        synchronized (waiting) {
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
        }
        return batch;
    }

    /** Asked right before resting: whoever woke this thread while it waited for the database woke it from that. */
    private boolean nothingWaits() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            List<CallChange> batch = some();
            try {
                if (lookInTheLog && batch.isEmpty()) {
                    lookInTheLog = false;
                    lookInTheLog();
                }
                batch.forEach(this::note);
                if (!batch.isEmpty()) {
                    queue.wake();
                } else if (nothingWaits()) {
                    LockSupport.parkNanos(this, REST_NANOS);
                }
            } catch (DataAccessException | TransactionException away) {
                lookInTheLog = true;
                LOG.debug("Recordings could not be noted; they are found in the log of calls later", away);
                LockSupport.parkNanos(this, REST_NANOS);
            }
        }
    }

    private void lookInTheLog() {
        Instant now = Instant.now();
        int found = table.expectFromLog(now.minus(BACK), now);
        if (found > 0) {
            LOG.info("{} recordings of the last days were not noted yet; they are fetched now", found);
            queue.wake();
        }
    }

    private void note(CallChange change) {
        change.merged().forEach(younger -> table.merged(younger, change.now().id()));
        if (change.withdrawn()) {
            table.withdrawn(change.now().id());
        } else if (change.now().ended() && !change.now().recordings().isEmpty()) {
            table.expect(
                    change.now(), Instant.now().plus(queue.firstTry(change.now().source())));
        }
    }

    @Override
    public synchronized void start() {
        lookInTheLog = true;
        thread = new Thread(this::run, "recordings-expected");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        Thread stops = thread;
        thread = null;
        LockSupport.unpark(stops);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
