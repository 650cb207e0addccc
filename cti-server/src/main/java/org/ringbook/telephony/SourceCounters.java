package org.ringbook.telephony;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** The same few counters for every source, since the server started. Any thread. */
public final class SourceCounters {

    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder connects = new LongAdder();
    private final LongAdder overflows = new LongAdder();
    private volatile Instant lastMessageAt;

    void received(int length, Instant at) {
        messages.increment();
        bytes.add(length);
        lastMessageAt = at;
    }

    /** A message that is not believed or not understood. */
    public void refused() {
        refused.increment();
    }

    public void connected() {
        connects.increment();
    }

    /** The queue was full, and the connection was broken to catch up afterwards. */
    public void overflowed() {
        overflows.increment();
    }

    /**
     * @param messages taken so far
     * @param refused of them not believed or not understood
     * @param connects times that the link was made
     * @param overflows times that more came than could be taken
     * @param lastMessageAt null before the first
     */
    public record Reading(
            long messages, long bytes, long refused, long connects, long overflows, Instant lastMessageAt) {}

    public Reading read() {
        return new Reading(messages.sum(), bytes.sum(), refused.sum(), connects.sum(), overflows.sum(), lastMessageAt);
    }
}
