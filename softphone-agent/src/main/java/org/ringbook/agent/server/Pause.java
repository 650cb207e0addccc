package org.ringbook.agent.server;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: 1, 2, 4 … 30 seconds, each somewhat different at every desk. */
final class Pause {

    private static final int LONGEST = 30;
    private static final int LONGEST_TOLD = 60;

    private final RandomGenerator random;
    private int failures;

    Pause(RandomGenerator random) {
        this.random = random;
    }

    /** @return whole seconds, at least 1, within half of the step on either side, at most 45 */
    int next() {
        int step = Math.min(LONGEST, 1 << Math.min(failures, 5));
        failures++;
        return Math.max(1, (int) Math.round(step * (0.5 + random.nextDouble())));
    }

    /**
     * Where the server says when there will be a place: within the second after that, so that not all come in one moment.
     *
     * @param seconds that the server named, 0 or more
     * @return milliseconds, at most a minute and a second
     */
    int told(int seconds) {
        return 1_000 * Math.min(seconds, LONGEST_TOLD) + 100 + random.nextInt(900);
    }

    void reset() {
        failures = 0;
    }
}
