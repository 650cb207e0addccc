package org.ringbook.deals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** How likely a deal in a stage is won: what became of those that were there, as soon as there are enough of them. Pure. */
public final class Probability {

    /** Fewer say nothing. */
    static final int ENOUGH = 30;

    private static final BigDecimal CERTAIN = new BigDecimal("100.00");
    private static final BigDecimal NONE = new BigDecimal("0.00");
    /** So that nothing is ever quite certain. */
    private static final double PRIOR = 0.1;

    private Probability() {}

    /** Of those that ever stood in a stage and were closed within a year. */
    public record History(int won, int lost) {

        public static final History EMPTY = new History(0, 0);

        /** How many of them are won, 0 to 1; empty while too few were closed to say it. */
        public OptionalDouble share() {
            return won + lost < ENOUGH
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((won + PRIOR) / (won + lost + 2 * PRIOR));
        }
    }

    /** Percent, with two places. */
    static BigDecimal of(Stage stage, History history) {
        return switch (stage.kind()) {
            case WON -> CERTAIN;
            case LOST -> NONE;
            case OPEN -> {
                OptionalDouble share = history.share();
                yield share.isEmpty() ? stage.probability() : percent(share.getAsDouble());
            }
        };
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.HALF_UP);
    }

    /** Of one deal. @param ofStage what {@link #of(Stage, History)} says of its stage */
    static BigDecimal of(Deal deal, BigDecimal ofStage) {
        return deal.isOpen() && deal.probability() != null ? deal.probability() : ofStage;
    }
}
