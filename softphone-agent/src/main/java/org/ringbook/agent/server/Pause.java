package org.ringbook.agent.server;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: 1, 2, 4 … 30 seconds, each somewhat different at every desk. */
final class Pause {

    private static final int LONGEST = 30;

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

    void reset() {
        failures = 0;
    }
}
