package org.ringbook.telephony.inbox;

import java.time.Duration;
import org.ringbook.calls.log.Unwritten;

/**
 * Whether a thread that works with the database gets on, seen from outside of it: it may wait for an answer that does not come, and then
 * it says nothing. One thread tells, any thread asks.
 */
public final class ProgressWatch {

    private static final Duration LATE = Duration.ofSeconds(15);

    private final Duration late;
    /** Since when nothing was got done; 0 while nothing is to be done. */
    private volatile long waitsSince;

    private volatile Unwritten why;

    public ProgressWatch() {
        this(LATE);
    }

    /** @param late what takes longer than this is trouble */
    public ProgressWatch(Duration late) {
        this.late = late;
    }

    /** Something is to be done, and is tried. */
    public void begins() {
        if (waitsSince == 0) {
            long now = System.nanoTime();
            waitsSince = now == 0 ? 1 : now;
        }
    }

    /** It was done, or is not wanted any more. */
    public void done() {
        waitsSince = 0;
        why = null;
    }

    /** It was not done, and is tried again. */
    public void failed(Throwable failure) {
        why = Unwritten.of(failure);
    }

    /** Why it has not got on for some time; null while all is well. */
    public Unwritten trouble() {
        long since = waitsSince;
        Unwritten said = why;
        if (since == 0 || System.nanoTime() - since <= late.toNanos()) {
            return null;
        }
        return said != null ? said : new Unwritten(Unwritten.Kind.AWAY, "no answer for " + late.toSeconds() + " s");
    }
}
