package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The events of a subscription are counted: a number that never comes is an event that was lost. Any thread. */
final class Sequences {

    /** Two events of one moment may overtake each other. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(10);

    private static final int MOST_MISSING = 1000;

    private final Map<String, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > 2000;
        }
    };

    private final TreeMap<String, Instant> missing = new TreeMap<>();

    synchronized void received(String subscription, long number, Instant now) {
        if (subscription == null || number < 0) {
            return;
        }
        missing.remove(subscription + " " + number);
        Long before = last.get(subscription);
        if (before != null) {
            for (long each = before + 1; each < number && missing.size() < MOST_MISSING; each++) {
                missing.put(subscription + " " + each, now);
            }
        }
        last.merge(subscription, number, Math::max);
    }

    /** How many events have turned out to be lost since the last time that this was asked. */
    synchronized int lost(Instant now) {
        int before = missing.size();
        missing.values().removeIf(since -> since.plus(OVERTAKEN).isBefore(now));
        return before - missing.size();
    }
}
