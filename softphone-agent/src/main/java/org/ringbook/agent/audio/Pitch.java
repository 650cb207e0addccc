package org.ringbook.agent.audio;

/** After how many samples a voice repeats itself: 2.5 to 15 ms, the lag at which a stretch resembles what was before it most. */
final class Pitch {

    private Pitch() {}

    static int shortest(int rate) {
        return rate / 400;
    }

    static int longest(int rate) {
        return rate * 15 / 1000;
    }

    /** @param end of the 10 ms that are compared with what was before; there must be 25 ms of sound before it */
    static int lag(short[] sound, int end, int rate) {
        int window = rate / 100;
        int step = rate / 8000;
        int best = longest(rate);
        double most = 0;
        for (int lag = shortest(rate); lag <= longest(rate); lag += step) {
            double product = 0;
            double energy = 1;
            for (int i = end - window; i < end; i++) {
                product += (double) sound[i] * sound[i - lag];
                energy += (double) sound[i - lag] * sound[i - lag];
            }
            double likeness = product / Math.sqrt(energy);
            if (likeness > most) {
                most = likeness;
                best = lag;
            }
        }
        return best;
    }
}
