package org.ringbook.recordings.fetch;

import java.time.Duration;

/** How long to wait between two tries: what is there in a moment is there in a moment, what is not may take days. */
final class Pauses {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Pauses() {}

    /**
     * @param tries that there were before this one
     * @param first how long the source needs at least
     */
    static Duration after(int tries, Duration first) {
        Duration begins = first.compareTo(SHORTEST) < 0 ? SHORTEST : first;
        Duration pause = begins.multipliedBy(1L << Math.min(tries, 20));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
