package org.ringbook.bench;

import java.util.Arrays;

/** Some measurements of one thing. */
record Spread(double[] sorted) {

    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    double median() {
        return at(0.5);
    }

    /** The value that the given part of all values does not exceed. */
    double at(double part) {
        return sorted[(int) Math.max(0, Math.ceil(part * sorted.length) - 1)];
    }

    int count() {
        return sorted.length;
    }
}
