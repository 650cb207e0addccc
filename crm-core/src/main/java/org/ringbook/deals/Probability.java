package org.ringbook.deals;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How likely a deal in a stage is won: what became of those that were there, as soon as there are enough of them. Pure. */
final class Probability {

    /** Fewer say nothing. */
    static final int ENOUGH = 30;

    private static final BigDecimal CERTAIN = new BigDecimal("100.00");
    private static final BigDecimal NONE = new BigDecimal("0.00");
    /** So that nothing is ever quite certain. */
    private static final double PRIOR = 0.1;

    private Probability() {}

    /** Of those that ever stood in a stage and were closed within a year. */
    record History(int won, int lost) {

        static final History EMPTY = new History(0, 0);
    }

    /** Percent, with two places. */
    static BigDecimal of(Stage stage, History history) {
        return switch (stage.kind()) {
            case WON -> CERTAIN;
            case LOST -> NONE;
            case OPEN -> history.won() + history.lost() < ENOUGH ? stage.probability() : share(history);
        };
    }

    private static BigDecimal share(History history) {
        double share = (history.won() + PRIOR) / (history.won() + history.lost() + 2 * PRIOR);
        return BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.HALF_UP);
    }

    /** Of one deal. @param ofStage what {@link #of(Stage, History)} says of its stage */
    static BigDecimal of(Deal deal, BigDecimal ofStage) {
        return deal.isOpen() && deal.probability() != null ? deal.probability() : ofStage;
    }
}
