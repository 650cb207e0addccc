package org.ringbook.agent.audio;

import java.util.concurrent.locks.LockSupport;

/** Beats evenly where no device gives the beat. A beat that came late shortens the next one; after a long stall it begins anew. */
final class Metronome {

    private static final long STALLED = 100_000_000;

    private long next;

    /** @param nanos until the next beat */
    void await(long nanos) throws InterruptedException {
        long now = System.nanoTime();
        next = next == 0 || now - next > STALLED ? now + nanos : next + nanos;
        while (System.nanoTime() < next) {
            LockSupport.parkNanos(next - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
