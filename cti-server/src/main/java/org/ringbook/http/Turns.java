package org.ringbook.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A few at a time, in the order in which they came, and a room in which so many wait. Any thread; waits. */
final class Turns {

    private final Semaphore running;
    private final Semaphore room;
    private final Duration patience;

    Turns(int atOnce, int waiting, Duration patience) {
        this.running = new Semaphore(atOnce, true);
        this.room = new Semaphore(atOnce + waiting);
        this.patience = patience;
    }

    /** @return false when as many wait as may, or it takes too long; else it is to be given back with {@link #done} */
    boolean begin() {
        if (!room.tryAcquire()) {
            return false;
        }
        boolean mine = false;
        try {
            mine = running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            if (!mine) {
                room.release();
            }
        }
        return mine;
    }

    void done() {
        running.release();
        room.release();
    }

    /** How many wait for their turn, at this moment. */
    int waiting() {
        return running.getQueueLength();
    }
}
