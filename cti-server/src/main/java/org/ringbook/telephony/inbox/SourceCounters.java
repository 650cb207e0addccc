package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The same few counters for every source, since the server started. Any thread. */
public final class SourceCounters {

    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder connects = new LongAdder();
    private final LongAdder overflows = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Map<Rejection, AtomicLong> refusals = new ConcurrentHashMap<>();
    private final NotUnderstood notUnderstood = new NotUnderstood();
    private volatile Instant lastMessageAt;

    public void received(int length, Instant at) {
        messages.increment();
        bytes.add(length);
        lastMessageAt = at;
    }

    /** A message that is not believed or not understood. */
    public void refused() {
        refused.increment();
    }

    /** A delivery that was refused at the door. @return how many of them for this reason */
    public long refused(Rejection why) {
        refused.increment();
        return refusals.computeIfAbsent(why, reason -> new AtomicLong()).incrementAndGet();
    }

    /** A message that had come before. */
    void repeated(int length, Instant at) {
        received(length, at);
        repeated.increment();
    }

    /** Messages that had come before, of those taken. */
    public long repetitions() {
        return repeated.sum();
    }

    /** Deliveries that were refused at the door, by reason; reasons that were not met are missing. */
    public Map<Rejection, Long> refusals() {
        var now = new EnumMap<Rejection, Long>(Rejection.class);
        refusals.forEach((why, count) -> now.put(why, count.get()));
        return now;
    }

    /** What it said and nobody could make anything of. */
    public NotUnderstood notUnderstood() {
        return notUnderstood;
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
