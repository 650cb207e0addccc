package org.ringbook.agents.session;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what may wait for somebody else: the PBX, or a client that does not answer while its connection is
 * closed. Two pools, so that one kind of waiting never holds up the other.
 */
final class SessionThreads implements AutoCloseable {

    private final ThreadPoolExecutor dialling = pool("agents-dial", 200);
    private final ThreadPoolExecutor closing = pool("agents-close", Integer.MAX_VALUE);

    private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "agents-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** What is to be looked at again and again; must not wait for long. */
    ScheduledExecutorService watching() {
        return watching;
    }

    /** Refuses when too many wait. */
    Executor dialling() {
        return dialling;
    }

    /** Never refuses; there is at most one closing for each connection. */
    Executor closing() {
        return closing;
    }

    private static ThreadPoolExecutor pool(String name, int mostWaiting) {
        var pool = new ThreadPoolExecutor(4, 4, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        watching.shutdownNow();
        dialling.shutdownNow();
        closing.shutdown();
    }
}
