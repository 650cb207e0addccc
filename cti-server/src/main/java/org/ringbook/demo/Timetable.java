package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen when. It has no clock: whoever drives it says how late it is, so that a test plays an hour in a
 * moment. One thread.
 */
final class Timetable {

    private record Entry(Instant due, long order, Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private Instant now;
    private long order;

    Timetable(Instant now) {
        this.now = now;
    }

    /** The moment that is being played. */
    Instant now() {
        return now;
    }

    void in(Duration delay, Runnable what) {
        entries.add(new Entry(now.plus(delay), order++, what));
    }

    /** The next entry's moment; null when nothing is to come. */
    Instant next() {
        return entries.isEmpty() ? null : entries.peek().due();
    }

    /** Plays all that is due by then, in order. */
    void playUntil(Instant then) {
        while (!entries.isEmpty() && !entries.peek().due().isAfter(then)) {
            var entry = entries.poll();
            now = entry.due();
            entry.what().run();
        }
        if (then.isAfter(now)) {
            now = then;
        }
    }
}
