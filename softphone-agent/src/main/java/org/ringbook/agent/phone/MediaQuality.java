package org.ringbook.agent.phone;

/**
 * How the sound of a call is on its way.
 *
 * @param sent packets
 * @param received packets
 * @param lost packets that never came, by their numbers
 * @param late packets that came after they were due
 * @param concealedMillis sound that was made up for what was missing
 * @param jitterMillis how unevenly packets come (RFC 3550)
 * @param bufferMillis how long sound waits so that this is not heard
 * @param roundTripMillis -1 while it is not known
 * @param lostThere share of ours that the other side misses, 0 to 1; -1 while it is not known
 */
public record MediaQuality(
        String codec,
        long sent,
        long received,
        long lost,
        long late,
        long concealedMillis,
        double jitterMillis,
        int bufferMillis,
        double roundTripMillis,
        double lostThere) {

    private static final double BEST = 93.2;

    /** Share of what we should have heard and did not, 0 to 1. */
    public double loss() {
        long expected = received + lost;
        return expected == 0 ? 0 : (double) (lost + late) / expected;
    }

    /** How it is heard, from 1 to 4.4 (an estimate by the E-model, ITU-T G.107; not a measurement of what was heard). */
    public double estimate() {
        return estimate(loss());
    }

    /** How we are heard there, the same way; what they do not tell of their buffer is taken to be like ours. */
    public double estimateThere() {
        return estimate(Math.max(0, lostThere));
    }

    private double estimate(double loss) {
        double delay = bufferMillis + 40 + Math.max(0, roundTripMillis) / 2;
        double tooLate = delay > 177.3 ? 0.11 * (delay - 177.3) : 0;
        double byLoss = 95 * loss * 100 / (loss * 100 + 25.1);
        double r = Math.max(0, Math.min(BEST, BEST - 0.024 * delay - tooLate - byLoss));
        return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }
}
