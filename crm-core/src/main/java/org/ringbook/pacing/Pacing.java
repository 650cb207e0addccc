package org.ringbook.pacing;

/**
 * How many lines are to be dialled now. A policy learns from what it is told of; it has no clock and starts nothing. One thread at a
 * time.
 */
public interface Pacing {

    /** @return lines to dial now, not negative; the trunk's own limits come after it */
    int toDial(PacingState state);

    /**
     * How many of the lines in flight are to be taken back, those that were dialled last first: agents for whom they were dialled went away.
     */
    default int toTakeBack(PacingState state) {
        return 0;
    }

    /** A line was answered by a person. @param after seconds since it was dialled */
    default void answered(double after) {}

    /** A line ended unanswered. @param after seconds since it was dialled */
    default void failed(double after) {}

    /** Somebody who answered got no agent in time. */
    default void dropped() {}

    /** A conversation and its wrap-up are over. @param talk seconds @param wrapUp seconds */
    default void handled(double talk, double wrapUp) {}

    /** One line for each agent who is ready: nobody is dropped as long as agents stay. */
    static Pacing progressive() {
        return state -> Math.max(0, state.ready() - state.inFlight().length - state.waiting());
    }

    /**
     * So many lines for each agent who is ready or talks, as power diallers do.
     *
     * @param ratio 1.0 to 5.0
     */
    static Pacing fixedRatio(double ratio) {
        if (!(ratio >= 1 && ratio <= 5)) {
            throw new IllegalArgumentException("Lines for an agent: 1 to 5, not " + ratio);
        }
        return state -> {
            int talking = state.talking().length;
            long wanted = Math.round((state.ready() + talking) * ratio);
            return (int) Math.max(0, wanted - talking - state.inFlight().length - state.waiting());
        };
    }
}
