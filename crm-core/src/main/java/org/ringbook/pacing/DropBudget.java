package org.ringbook.pacing;

/**
 * How many people may still be dropped.
 *
 * @param limit share of the people who answered that may be dropped at most
 * @param drops people who answered and got no agent in time
 * @param humans people who answered, the dropped ones among them
 */
public record DropBudget(double limit, long drops, long humans) {

    /** Whether so many more drops are within it, if they come with one answer. */
    public boolean bears(double risked) {
        return drops + risked <= limit * (humans + 1);
    }

    /** Whole lines beyond the agents who are ready that it bears; negative where it is overdrawn. */
    public long left() {
        return (long) Math.floor(limit * (humans + 1)) - drops;
    }

    /** The one of both that bears less. */
    public DropBudget tighter(DropBudget other) {
        return other.left() < left() ? other : this;
    }
}
