package org.ringbook.pacing;

/**
 * What came of a shift.
 *
 * @param dials lines that were dialled
 * @param humans people who answered, dropped ones among them
 * @param drops of them, who got nobody
 * @param worst greatest share of drops at any moment in the shift
 * @param occupancy share of the agents' time in conversation and wrap-up, of the time they were there
 * @param waits of people for an agent, in seconds, sorted
 * @param idles of agents for a call, in seconds, sorted
 * @param peak lines at the same time, at most
 */
public record ShiftResult(
        long dials, long humans, long drops, double worst, double occupancy, double[] waits, double[] idles, int peak) {

    public double dropRate() {
        return humans == 0 ? 0 : (double) drops / humans;
    }

    /** @param share 0.9 for the wait that nine of ten do not exceed */
    public static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
