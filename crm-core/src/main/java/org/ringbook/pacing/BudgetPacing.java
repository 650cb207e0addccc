package org.ringbook.pacing;

import java.util.Arrays;

/**
 * Dials ahead of agents who will soon be ready, as long as the drops that it risks are within what may be dropped: each extra line is
 * dialled only when it is unlikely that nobody will be there, and when the budget would bear it. Lines for agents who are ready are never
 * held back.
 *
 * <p>The strict form, for small teams, takes each extra line for a drop until it is over: then no sequence of answers exceeds the limit,
 * as long as no agent for whom a line was dialled goes away.
 */
public final class BudgetPacing implements Pacing {

    /** The greatest chance with which an extra line may find nobody: it measures below two percent of drops from five agents on. */
    public static final double USUAL_ALPHA = 0.015;

    /** The same in the strict form, which pays for each extra line anyhow. */
    public static final double STRICT_ALPHA = 0.03;

    /** Time to answer until enough was seen, in seconds. */
    private static final double USUAL_ANSWER = 12;

    /** From the answer until a person would hang up, less what it takes to connect. */
    private static final double GRACE = 1.5;
    /** A slow average: one answer more or less changes the answer rate by half a percent. */
    private static final double SLOW = 1.0 / 200;

    private static final double FIRST_RATE = 0.5;
    private static final int MOST = 200;
    private static final int PARTS = 5;
    private static final double MOST_WRONG = 5;
    private static final double FEW = 2;
    /** A line is not taken back because an agent talks a little longer; because agents went away it is. */
    private static final double FAR_BEYOND = 5;

    private final double limit;
    private final double alpha;
    private final boolean strict;
    private final Durations answers = Durations.usual(USUAL_ANSWER, 0.5);
    private final Durations failures = Durations.usualFailures(25, 0.25);
    private final Durations wrapUps = Durations.usual(20, 0.6);
    private final Durations talks = Durations.usual(90, 0.8);
    private double rate = FIRST_RATE;
    /** In how many seconds a line that is dialled now may be answered: early, usual, late. */
    private double[] moments = {0.6 * USUAL_ANSWER, 0.9 * USUAL_ANSWER, 1.4 * USUAL_ANSWER};

    private int sinceLooked;
    private long dropped;
    private double foreseen;

    private BudgetPacing(double limit, double alpha, boolean strict) {
        if (!(limit > 0 && limit < 0.2) || !(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("No limit of drops: " + limit + ", " + alpha);
        }
        this.limit = limit;
        this.alpha = alpha;
        this.strict = strict;
    }

    /**
     * @param limit share of the people who answered that may be dropped; set it half a percent below the law's
     * @param alpha the greatest chance with which an extra line may find nobody, such as {@link #USUAL_ALPHA}
     */
    public static BudgetPacing of(double limit, double alpha) {
        return new BudgetPacing(limit, alpha, false);
    }

    /** The strict form. @param limit share of the people who answered that are dropped at most, at any moment */
    public static BudgetPacing strict(double limit, double alpha) {
        return new BudgetPacing(limit, alpha, true);
    }

    /** Forgets how often people answer: after a change of list, hour or trunk. @param most the rate that is thought possible */
    public void rateMayBe(double most) {
        rate = Math.max(rate, Math.min(1, most));
    }

    @Override
    public void answered(double after) {
        rate += (1 - rate) * SLOW;
        answers.add(after);
        if (++sinceLooked % 20 == 0) {
            moments = new double[] {answers.quantile(1.0 / 6), answers.quantile(0.5), answers.quantile(5.0 / 6)};
        }
    }

    @Override
    public void failed(double after) {
        rate -= rate * SLOW;
        failures.add(after);
    }

    @Override
    public void dropped() {
        dropped++;
    }

    @Override
    public void handled(double talk, double wrapUp) {
        talks.add(talk);
        wrapUps.add(wrapUp);
    }

    @Override
    public int toDial(PacingState state) {
        int certain = state.ready() - state.inFlight().length - state.waiting();
        if (certain > 0) {
            return certain;
        }
        if (state.agents() == 0 || !affordable(state, 1, 0)) {
            return 0;
        }
        Horizon[] horizons = horizons(state);
        int extra = 0;
        while (extra < MOST) {
            double nobody = nobodyReady(horizons);
            if (nobody > alpha || !affordable(state, extra + 1, nobody)) {
                return extra;
            }
            extra++;
            foreseen += rate * nobody / wrongBy();
            for (Horizon horizon : horizons) {
                horizon.addLine();
            }
        }
        return extra;
    }

    @Override
    public int toTakeBack(PacingState state) {
        int back = 0;
        PacingState left = state;
        while (left.over() > 0 && left.inFlight().length > 0 && !isBorne(left)) {
            left = left.withoutYoungest();
            back++;
        }
        return back;
    }

    private boolean isBorne(PacingState state) {
        if (strict) {
            return state.budget(limit).bears(state.over());
        }
        double nobody = nobodyReady(horizons(state));
        return nobody <= FAR_BEYOND * alpha || affordable(state, 0, nobody);
    }

    private Horizon[] horizons(PacingState state) {
        return Arrays.stream(moments).mapToObj(in -> new Horizon(state, in)).toArray(Horizon[]::new);
    }

    private double nobodyReady(Horizon[] horizons) {
        double nobody = 0;
        for (Horizon horizon : horizons) {
            nobody = Math.max(nobody, horizon.nobodyReady());
        }
        return Math.min(1, nobody * wrongBy());
    }

    /** What was foreseen is held against what came: people are not as independent as the formula takes them. */
    private double wrongBy() {
        return Math.max(1, Math.min(MOST_WRONG, (dropped + FEW) / (foreseen + FEW)));
    }

    /** Whether so many lines beyond those in the air are within the budget. */
    private boolean affordable(PacingState state, int extra, double nobody) {
        double over = Math.max(1, state.inFlight().length + extra + state.waiting() - state.ready());
        double risked = over;
        if (!strict) {
            double expected = over * rate * Math.max(nobody, alpha / 2);
            risked = expected + 2 * Math.sqrt(expected);
        }
        return state.budget(limit).bears(risked);
    }

    /** The moment in which a line that is dialled now may be answered: who answers until then, and who is ready for them. */
    private final class Horizon {

        private final double in;
        private final Chances answered;
        private final double[] ready;
        private final int waiting;

        Horizon(PacingState state, double in) {
            this.in = in;
            this.waiting = state.waiting();
            double[] soon = new double[Math.min(MOST, state.inFlight().length)];
            for (int i = 0; i < soon.length; i++) {
                soon[i] = answersWithin(state.inFlight()[i], in);
            }
            this.answered = new Chances(soon);
            this.ready = readyWithin(state, in + GRACE);
        }

        void addLine() {
            answered.add(answersWithin(0, in));
        }

        /** The chance that those who answered are as many as those who are ready, or more. */
        double nobodyReady() {
            double chance = 0;
            for (int agents = 0; agents < ready.length; agents++) {
                chance += ready[agents] * answered.atLeast(agents - waiting);
            }
            return chance;
        }
    }

    /** By Bayes: the longer it rings, the less likely is an answer. */
    private double answersWithin(double age, double seconds) {
        double rings = rate * answers.longerThan(age);
        double inVain = (1 - rate) * failures.longerThan(age);
        return rings / (rings + inVain) * answers.endsWithin(age, seconds);
    }

    /** Who talks has to end that, and then a wrap-up. */
    private double talkerReadyWithin(double elapsed, double seconds) {
        double chance = 0;
        double ended = 0;
        for (int part = 1; part <= PARTS; part++) {
            double until = talks.endsWithin(elapsed, seconds * part / PARTS);
            chance += (until - ended) * wrapUps.endsWithin(0, seconds * (PARTS - part + 0.5) / PARTS);
            ended = until;
        }
        return chance;
    }

    /** Distribution of how many are ready then. */
    private double[] readyWithin(PacingState state, double seconds) {
        double[] chances = new double[state.talking().length + state.wrapUp().length + Math.max(0, state.ready())];
        int i = 0;
        for (double elapsed : state.talking()) {
            chances[i++] = talkerReadyWithin(elapsed, seconds);
        }
        for (double elapsed : state.wrapUp()) {
            chances[i++] = wrapUps.endsWithin(elapsed, seconds);
        }
        while (i < chances.length) {
            chances[i++] = 1;
        }
        return new Chances(chances).distribution();
    }
}
