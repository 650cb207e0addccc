package org.ringbook.pacing;

/**
 * The adaptive rule of VICIdial, for comparison: each second it looks at agents without calls and calls without agents, each fifteen it
 * moves the lines for an agent by the mean of the last minute, and it has guards for a day with too many drops.
 */
public final class VicidialPacing implements Pacing {

    private static final double MOST = 3.0;
    private static final int SECONDS = 60;
    private static final double EVERY = 15;
    private static final double LOOP = 2.5;
    private static final int FEWEST_OF_DAY = 50;
    private static final int FEWEST_OF_MINUTE = 20;

    /** What is done when more were dropped today than may be. */
    public enum Guard {
        /** One line for an agent. */
        HARD_LIMIT,
        /** Half of the lines. */
        AVERAGE,
        /** Less and less towards the end of the day. */
        TAPERED
    }

    private final Guard guard;
    private final double limit;
    private final double target;
    private final double begins;
    private final double ends;
    private final double[] differences = new double[SECONDS];
    private final double[] agents = new double[SECONDS];
    private int seconds;
    private double level = 1;
    private double lastMove;
    private double lastLoop = -LOOP;
    private long[] minuteBefore = {0, 0};

    /**
     * @param limit share of the answered ones that may be dropped in a day
     * @param target agents who wait (negative) or callers who wait (positive)
     * @param begins hour at which the shift begins, 9 for nine o'clock
     * @param ends hour at which the day's dialling ends
     */
    public VicidialPacing(Guard guard, double limit, double target, double begins, double ends) {
        this.guard = guard;
        this.limit = limit;
        this.target = target;
        this.begins = begins;
        this.ends = ends;
    }

    @Override
    public int toDial(PacingState state) {
        while (seconds <= state.now()) {
            differences[seconds % SECONDS] = state.ready() - state.waiting();
            agents[seconds % SECONDS] = state.ready() + state.talking().length;
            seconds++;
        }
        if (state.now() - lastMove >= EVERY) {
            lastMove = state.now();
            move(state);
        }
        if (state.now() - lastLoop < LOOP) {
            return 0;
        }
        lastLoop = state.now();
        int working = state.ready() + state.talking().length;
        long wanted = Math.round(working * level) - state.talking().length - state.inFlight().length - state.waiting();
        return (int) Math.max(0, wanted);
    }

    private void move(PacingState state) {
        double mean = mean(agents);
        if (mean < 1) {
            level = 1;
            return;
        }
        level *= 1 + (mean(differences) + target) / mean;
        level = Math.max(1, Math.min(MOST, level));
        guards(state);
        level = Math.max(1, Math.min(MOST, level));
    }

    private double mean(double[] values) {
        int count = Math.min(seconds, SECONDS);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return count == 0 ? 0 : sum / count;
    }

    private void guards(PacingState state) {
        long drops = state.drops() - minuteBefore[0];
        long humans = state.humans() - minuteBefore[1];
        if (humans > FEWEST_OF_MINUTE && drops * 2 > humans) {
            level /= 2;
        }
        if (seconds % SECONDS < EVERY) {
            minuteBefore = new long[] {state.drops(), state.humans()};
        }
        if (state.humans() <= FEWEST_OF_DAY || state.drops() <= limit * state.humans()) {
            return;
        }
        switch (guard) {
            case HARD_LIMIT -> level = 1;
            case AVERAGE -> level /= 2;
            case TAPERED -> level *= Math.max(0, Math.min(1, left(state.now()) / 1000));
        }
    }

    /** As it subtracts times that are written as numbers: 2100 − 1330. */
    private double left(double now) {
        double hour = begins + now / 3600;
        double written = Math.floor(hour) * 100 + (hour - Math.floor(hour)) * 60;
        return ends * 100 - written;
    }
}
