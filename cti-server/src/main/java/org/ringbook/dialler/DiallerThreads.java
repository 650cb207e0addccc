package org.ringbook.dialler;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The two threads of a dialler of call lists. What fails on them is logged and ends nothing else; before they are started, and once they are
 * stopped, nothing is done. Any thread.
 */
final class DiallerThreads {

    private static final Logger LOG = LoggerFactory.getLogger(DiallerThreads.class);
    private static final int COUNT = 2;

    private final String name;
    private ScheduledExecutorService threads;

    /** @param name that both have */
    DiallerThreads(String name) {
        this.name = name;
    }

    synchronized void start() {
        threads = Executors.newScheduledThreadPool(COUNT, task -> {
            var made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Again and again, so many milliseconds after each end. */
    synchronized void every(long millis, Runnable task) {
        if (threads != null) {
            threads.scheduleWithFixedDelay(() -> safely(task), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Once. */
    synchronized void in(long millis, Runnable task) {
        try {
            if (threads != null) {
                threads.schedule(() -> safely(task), millis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping");
        }
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Nothing is dialled while the database is away", away);
        } catch (RuntimeException failed) {
            LOG.error("The dialler of call lists failed", failed);
        }
    }

    synchronized void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    synchronized boolean isRunning() {
        return threads != null;
    }
}
