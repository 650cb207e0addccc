package org.ringbook.pacing;

import java.util.Arrays;

/** How many of several independent things happen: the exact distribution, one more thing at a time. */
final class Chances {

    private double[] distribution = {1};

    /** @param chances of each */
    Chances(double[] chances) {
        double[] grown = new double[chances.length + 1];
        grown[0] = 1;
        for (int i = 0; i < chances.length; i++) {
            convolve(grown, i + 1, chances[i]);
        }
        distribution = grown;
    }

    void add(double chance) {
        double[] grown = Arrays.copyOf(distribution, distribution.length + 1);
        convolve(grown, distribution.length, chance);
        distribution = grown;
    }

    private static void convolve(double[] chances, int last, double chance) {
        for (int k = last; k > 0; k--) {
            chances[k] = chances[k] * (1 - chance) + chances[k - 1] * chance;
        }
        chances[0] *= 1 - chance;
    }

    /** By how many happen. */
    double[] distribution() {
        return distribution.clone();
    }

    double atLeast(int count) {
        if (count <= 0) {
            return 1;
        }
        double sum = 0;
        for (int k = count; k < distribution.length; k++) {
            sum += distribution[k];
        }
        return sum;
    }
}
