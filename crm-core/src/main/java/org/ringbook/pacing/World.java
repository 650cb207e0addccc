package org.ringbook.pacing;

/**
 * A campaign's people and telephones, for a shift that is played. Times in seconds.
 *
 * @param agents who begin the shift
 * @param hours of the shift
 * @param answerRate share of the lines that a person answers, in each of as many equal parts of the shift
 * @param talk mean, log-normal with {@code talkCv}
 * @param wrapUp mean, log-normal with {@code wrapUpCv}
 * @param answer mean time until an answer, log-normal with {@code answerCv}
 * @param noAnswer after which a line is given up
 * @param failAtOnce share of the unanswered ones that fail within a second
 * @param patience how long somebody waits who answered; then it is a drop
 * @param breakEvery mean time after which an agent takes a break; 0 for never. They finish what was promised before
 * @param breakFor mean length of a break
 * @param perSecond starts of lines in a second, at most
 * @param lines at most at the same time, talking ones among them; 0 for no limit
 * @param tick how often the policy is asked when nothing happens
 */
public record World(
        int agents,
        double hours,
        double[] answerRate,
        double talk,
        double talkCv,
        double wrapUp,
        double wrapUpCv,
        double answer,
        double answerCv,
        double noAnswer,
        double failAtOnce,
        double patience,
        double breakEvery,
        double breakFor,
        int perSecond,
        int lines,
        double tick) {

    /** A usual team: talk 90 s, wrap-up 20 s, a quarter of the people answer, after 12 s. */
    public static World usual(int agents) {
        return usual(agents, 0.25);
    }

    /** @param answerRate in each of as many equal parts of the shift */
    public static World usual(int agents, double... answerRate) {
        return new World(agents, 8, answerRate, 90, 0.8, 20, 0.6, 12, 0.5, 25, 0.25, 2, 0, 0, 20, 0, 0.5);
    }

    /** @param every mean seconds between breaks of one agent @param of their mean length in seconds */
    public World withBreaks(double every, double of) {
        return new World(
                agents,
                hours,
                answerRate,
                talk,
                talkCv,
                wrapUp,
                wrapUpCv,
                answer,
                answerCv,
                noAnswer,
                failAtOnce,
                patience,
                every,
                of,
                perSecond,
                lines,
                tick);
    }

    /** Short calls and answers, so that much happens in little time. */
    public World quick(double talkMean, double shiftHours, double ticks) {
        return new World(
                agents,
                shiftHours,
                answerRate,
                talkMean,
                talkCv,
                talkMean / 4,
                wrapUpCv,
                answer,
                answerCv,
                noAnswer,
                failAtOnce,
                patience,
                breakEvery,
                breakFor,
                perSecond,
                lines,
                ticks);
    }

    /** @param most starts in a second @param atOnce lines at the same time; 0 for no limit */
    public World overTrunk(int most, int atOnce) {
        return new World(
                agents,
                hours,
                answerRate,
                talk,
                talkCv,
                wrapUp,
                wrapUpCv,
                answer,
                answerCv,
                noAnswer,
                failAtOnce,
                patience,
                breakEvery,
                breakFor,
                most,
                atOnce,
                tick);
    }

    double rateAt(double seconds) {
        int part = (int) (seconds / (hours * 3600) * answerRate.length);
        return answerRate[Math.min(part, answerRate.length - 1)];
    }
}
