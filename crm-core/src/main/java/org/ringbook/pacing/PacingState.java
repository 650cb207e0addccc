package org.ringbook.pacing;

import java.util.Arrays;

/**
 * What a policy knows at a moment. Times in seconds.
 *
 * @param now since the start of the shift
 * @param ready agents who wait for a call; who asked for a pause or is on their way out is none
 * @param talking for how long each agent talks who goes on afterwards
 * @param wrapUp for how long each agent is in wrap-up who goes on afterwards
 * @param inFlight ages of the lines that were dialled and have neither been answered nor failed
 * @param waiting people who answered and have no agent yet
 * @param drops people who answered and got no agent in time, in the regulator's window
 * @param humans people who answered in that window, the dropped ones among them
 * @param agents all who work in this campaign now, in whatever state
 */
public record PacingState(
        double now,
        int ready,
        double[] talking,
        double[] wrapUp,
        double[] inFlight,
        int waiting,
        long drops,
        long humans,
        int agents) {

    /** Lines that may end in a drop if all are answered and nobody becomes ready. */
    public int over() {
        return Math.max(0, inFlight.length + waiting - ready);
    }

    /** What the drops of its window leave. @param limit share of the people who answered that may be dropped */
    public DropBudget budget(double limit) {
        return new DropBudget(limit, drops, humans);
    }

    /** As it would be if the line that was dialled last were taken back. */
    PacingState withoutYoungest() {
        double[] older = Arrays.stream(inFlight).sorted().skip(1).toArray();
        return new PacingState(now, ready, talking, wrapUp, older, waiting, drops, humans, agents);
    }
}
