package org.ringbook.database;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server's own PostgreSQL again when it has ended though nobody stopped it. */
final class PostgresWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresWatch.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    /** What is left of one that was killed may take some seconds to go. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** Starts it, at the address that it had. */
    @FunctionalInterface
    interface Start {
        void run() throws IOException;
    }

    private final Leftover leftover;
    private final Start start;
    private final Thread thread = new Thread(this::watch, "postgres-watch");
    private boolean closed;

    PostgresWatch(Leftover leftover, Start start) {
        this.leftover = leftover;
        this.start = start;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        Duration pause = LOOKS_EVERY;
        while (rests(pause)) {
            pause = LOOKS_EVERY;
            try {
                look();
            } catch (IOException failed) {
                log.error("PostgreSQL does not start again: {}", failed.getMessage());
                pause = AFTER_A_FAILURE;
            }
        }
    }

    /** @return false when it is over */
    private synchronized boolean rests(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toMillis(); !closed && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closed;
    }

    /** Holds off {@link #close} meanwhile: a database that is being stopped is not started. */
    private synchronized void look() throws IOException {
        if (!closed && !leftover.runs()) {
            log.warn("PostgreSQL has ended by itself; it is started again");
            leftover.clear();
            start.run();
            log.info("PostgreSQL runs again");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
