package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.ringbook.demo.PlayedPbx.Live;

/** The time of a simulation, what is to happen in it, and what can be asked of the PBX. One thread. */
final class SimulatedWorld implements InstantSource {

    private record Entry(Instant due, long order, Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private final Supplier<List<Live>> channels;
    private volatile Instant now;
    private long order;

    /** @param channels that live; gives null while the PBX cannot be reached */
    SimulatedWorld(Instant starts, Supplier<List<Live>> channels) {
        this.now = starts;
        this.channels = channels;
    }

    @Override
    public Instant instant() {
        return now;
    }

    List<Live> channels() {
        return channels.get();
    }

    /** Also from the thread of the intake, which asks for what is to come later. */
    synchronized void in(Duration delay, Runnable what) {
        entries.add(new Entry(now.plus(delay), order++, what));
    }

    /** When the next thing is due; null when nothing is. */
    synchronized Instant next() {
        return entries.isEmpty() ? null : entries.peek().due();
    }

    /** Does what is due first. */
    void step() {
        Entry entry = first();
        moveTo(entry.due());
        entry.what().run();
    }

    private synchronized Entry first() {
        return entries.poll();
    }

    void moveTo(Instant then) {
        if (then.isAfter(now)) {
            now = then;
        }
    }
}
