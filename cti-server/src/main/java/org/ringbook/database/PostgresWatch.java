package org.ringbook.database;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server's own PostgreSQL again when it has ended though nobody stopped it. What it says is said once: when it
 * has ended, when it does not start for another reason than before, and when it runs again.
 */
final class PostgresWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresWatch.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    /** What is left of one that was killed may take some seconds to go. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    /** On a full disk it would only fail again, and its own log takes what room there is. */
    private static final Duration ON_A_FULL_DISK = Duration.ofMinutes(1);

    /** Starts it, at the address that it had. */
    @FunctionalInterface
    interface Start {
        void run() throws IOException;
    }

    private final Leftover leftover;
    private final DatabaseDisk disk;
    private final Start start;
    private final Thread thread = new Thread(this::watch, "postgres-watch");
    private boolean closed;
    private boolean ended;
    private String said = "";
    private long notBefore = System.nanoTime();
    private boolean waitsForRoom;

    PostgresWatch(Leftover leftover, DatabaseDisk disk, Start start) {
        this.leftover = leftover;
        this.disk = disk;
        this.start = start;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (rests()) {
            try {
                look();
            } catch (IOException failed) {
                failed(failed);
            }
        }
    }

    private void failed(IOException failed) {
        waitsForRoom = disk.isFull();
        notBefore = System.nanoTime() + (waitsForRoom ? ON_A_FULL_DISK : AFTER_A_FAILURE).toNanos();
        String why = waitsForRoom
                ? "the disk with " + disk.folder().orElseThrow() + " is full. Make room there"
                : failed.getMessage();
        // Process numbers and times are others at each try.
        String kind = why.replaceAll("\\d", "");
        if (!kind.equals(said)) {
            log.error("PostgreSQL does not start again, which is tried on and on: {}", why);
        }
        said = kind;
    }

    /** @return false when it is over */
    private synchronized boolean rests() {
        long until = System.nanoTime() + LOOKS_EVERY.toNanos();
        try {
            for (long left = LOOKS_EVERY.toMillis();
                    !closed && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
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
        if (closed || leftover.runs() || !isTime()) {
            return;
        }
        if (!ended) {
            ended = true;
            log.warn("PostgreSQL has ended by itself; it is started again");
        }
        leftover.clear();
        start.run();
        log.info("PostgreSQL runs again");
        ended = false;
        said = "";
        waitsForRoom = false;
        notBefore = System.nanoTime();
    }

    private boolean isTime() {
        return System.nanoTime() - notBefore >= 0 || waitsForRoom && !disk.isFull();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
