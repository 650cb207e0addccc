package org.ringbook.pacing;

import java.util.Arrays;

/** How fast lines may be started on one trunk: no second with more than its rate, and a pause between two. Not for several threads. */
public final class StartBucket {

    /** Between two starts on a real trunk, in seconds. */
    public static final double USUAL_GAP = 0.05;

    private final double[] lately;
    private final double gap;
    private int next;

    /**
     * @param perSecond starts in any second, 1 to 20
     * @param gap seconds between two starts at least, such as {@link #USUAL_GAP}
     */
    public StartBucket(int perSecond, double gap) {
        if (perSecond < 1 || perSecond > 20) {
            throw new IllegalArgumentException("Starts a second: 1 to 20, not " + perSecond);
        }
        this.lately = new double[perSecond];
        Arrays.fill(lately, Double.NEGATIVE_INFINITY);
        this.gap = Math.min(gap, 1.0 / perSecond);
    }

    /** @return whether a line may be started now, which then counts as started */
    public boolean take(double now) {
        double oldest = lately[next];
        double last = lately[(next + lately.length - 1) % lately.length];
        if (now - oldest < 1 || now - last < gap) {
            return false;
        }
        lately[next] = now;
        next = (next + 1) % lately.length;
        return true;
    }
}
