package org.ringbook.pacing;

/**
 * How long something takes, as it was seen: a histogram of half seconds that begins with what is usual and forgets it as samples come.
 */
final class Durations {

    private static final double BIN = 0.5;
    private static final int BINS = 1_200;
    /** What is usual weighs as many samples. */
    private static final double PRIOR = 60;

    private final double[] weight = new double[BINS + 1];
    private final double[] cumulated = new double[BINS + 2];
    private double total;
    private boolean stale = true;

    /** A log-normal one. @param mean seconds @param cv coefficient of variation */
    static Durations usual(double mean, double cv) {
        var durations = new Durations();
        double sigma = Math.sqrt(Math.log(1 + cv * cv));
        double mu = Math.log(mean) - sigma * sigma / 2;
        int steps = 400;
        for (int i = 0; i < steps; i++) {
            durations.add(Math.exp(mu + sigma * Normal.quantile((i + 0.5) / steps)), PRIOR / steps);
        }
        return durations;
    }

    /** What does not end before that. @param seconds usual one @param atOnce share that ends within the first second */
    static Durations usualFailures(double seconds, double atOnce) {
        var durations = new Durations();
        durations.add(0.5, PRIOR * atOnce);
        durations.add(seconds, PRIOR * (1 - atOnce));
        return durations;
    }

    void add(double seconds) {
        add(seconds, 1);
    }

    private void add(double seconds, double how) {
        weight[(int) Math.max(0, Math.min(BINS, seconds / BIN))] += how;
        total += how;
        stale = true;
    }

    /** The share that takes longer than so many seconds. */
    double longerThan(double seconds) {
        if (stale) {
            cumulate();
        }
        double at = Math.max(0, seconds) / BIN;
        if (at >= BINS) {
            return 1e-9;
        }
        int bin = (int) at;
        double below = cumulated[bin] + (cumulated[bin + 1] - cumulated[bin]) * (at - bin);
        return Math.max(1e-9, 1 - below / total);
    }

    private void cumulate() {
        for (int bin = 0; bin <= BINS; bin++) {
            cumulated[bin + 1] = cumulated[bin] + weight[bin];
        }
        stale = false;
    }

    /** The chance that what has gone on for so long ends within the next seconds. */
    double endsWithin(double elapsed, double seconds) {
        return Math.max(0, 1 - longerThan(elapsed + seconds) / longerThan(elapsed));
    }

    /** @param share 0.5 for the median */
    double quantile(double share) {
        double low = 0;
        double high = BINS * BIN;
        for (int i = 0; i < 30; i++) {
            double middle = (low + high) / 2;
            if (longerThan(middle) > 1 - share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
