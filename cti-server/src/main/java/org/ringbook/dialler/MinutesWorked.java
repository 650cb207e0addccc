package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** How long agents were on one list, by the minute of the clock, for the last hour. Any thread. */
final class MinutesWorked {

    private static final long SECONDS = 60;
    private static final int HOUR = 60;

    /** Milliseconds of all agents together, by the number of the minute. */
    private final TreeMap<Long, Long> worked = new TreeMap<>();

    /** One agent was there from then to now; it counts in the minute of now. */
    synchronized void add(Instant from, Instant now) {
        long minute = minute(now);
        worked.merge(minute, Math.max(0, Duration.between(from, now).toMillis()), Long::sum);
        worked.headMap(minute - HOUR, true).clear();
    }

    /** Of the last 60 minutes of the clock, the one that goes on among them. */
    synchronized Duration inHour(Instant now) {
        return Duration.ofMillis(worked.tailMap(minute(now) - HOUR, false).values().stream()
                .mapToLong(Long::longValue)
                .sum());
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }
}
