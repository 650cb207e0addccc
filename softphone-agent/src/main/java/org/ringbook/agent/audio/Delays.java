package org.ringbook.agent.audio;

import java.util.Arrays;

/** How long packets must wait so that nearly all of them are there when they are due; from how they came in the last 8 s or so. */
final class Delays {

    static final int FIRST_MILLIS = 40;
    private static final int LEAST_MILLIS = 20;
    private static final int MOST_MILLIS = 200;
    private static final int REMEMBERED = 400;
    private static final int JUDGED_EVERY = 10;

    private final double[] transits = new double[REMEMBERED];
    private int count;
    private int target = FIRST_MILLIS;

    void restart() {
        count = 0;
        target = FIRST_MILLIS;
    }

    /**
     * @param transit when it came less when it was made, in ms of any two clocks
     * @param packetMillis sound in one packet
     */
    void came(double transit, double packetMillis) {
        transits[count++ % REMEMBERED] = transit;
        if (count % JUDGED_EVERY == 0) {
            double[] sorted = Arrays.copyOf(transits, Math.min(count, REMEMBERED));
            Arrays.sort(sorted);
            double spread = sorted[(int) (0.95 * (sorted.length - 1))] - sorted[0];
            target = (int) Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, Math.ceil(spread + packetMillis)));
        }
    }

    int targetMillis() {
        return target;
    }
}
