package org.ringbook.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A task that is done again and again on a thread of its own, with a pause after each time. Whatever it throws, it is done again: a database
 * that is away or busy is told to DEBUG, the first of a row of other faults to ERROR, a statement that the database cannot do among them.
 * It can be started and stopped any number of times. Any thread.
 */
public final class RepeatedTask {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private final Runnable task;
    private ScheduledExecutorService thread;
    private volatile boolean failing;

    /**
     * @param name of the thread, and in the log
     * @param first how long after {@link #start} it is done for the first time
     * @param pause from the end of one time to the beginning of the next
     */
    public RepeatedTask(String name, Duration first, Duration pause, Runnable task) {
        this.name = name;
        this.first = first;
        this.pause = pause;
        this.task = task;
    }

    /** The first time comes after a pause, too. */
    public RepeatedTask(String name, Duration pause, Runnable task) {
        this(name, pause, pause, task);
    }

    /** Nothing happens when it is running. */
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                var made = new Thread(work, name);
                made.setDaemon(true);
                return made;
            });
            thread.scheduleWithFixedDelay(this::once, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** It is done once more, as soon as its thread is free. Nothing happens when it is not running. */
    public synchronized void now() {
        if (thread != null) {
            thread.execute(this::once);
        }
    }

    private void once() {
        try {
            task.run();
            if (failing) {
                failing = false;
                LOG.info("{}: goes on", name);
            }
        } catch (RuntimeException | Error failed) {
            if (isAway(failed)) {
                LOG.debug("{}: waits for the database", name, failed);
                return;
            }
            if (failing) {
                LOG.debug("{}: a fault again", name, failed);
            } else {
                LOG.error("{}: a fault; it is tried again", name, failed);
            }
            failing = true;
        }
    }

    /** Whether the same may go well when the database is there again, or others have done with it. */
    private static boolean isAway(Throwable failed) {
        return failed instanceof TransactionException
                || failed instanceof DataAccessResourceFailureException
                || failed instanceof TransientDataAccessException
                || failed instanceof RecoverableDataAccessException;
    }

    /** What goes on is interrupted, and not waited for. */
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    public synchronized boolean isRunning() {
        return thread != null;
    }
}
