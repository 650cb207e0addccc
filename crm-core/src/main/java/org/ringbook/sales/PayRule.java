package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * One line of pay.
 *
 * @param staffId for whom; null for all of a team, or for everybody
 * @param team null for everybody
 * @param of what it is paid for
 * @param rate percent of the sum, or money for a piece; of steps what holds below the first
 * @param steps from what on another rate holds, for all of the sum; empty without
 * @param factors by days until the money came; empty without
 * @param from the first month
 * @param until the last month; null while it holds
 */
public record PayRule(
        UUID id,
        String name,
        UUID staffId,
        String team,
        Kind kind,
        Of of,
        BigDecimal rate,
        StepsBy stepsBy,
        List<Step> steps,
        List<Factor> factors,
        YearMonth from,
        YearMonth until) {

    public enum Kind {
        /** Percent of a sum. */
        SHARE,
        /** So much for each. */
        PIECE
    }

    public enum Of {
        /** Deals that were won in the month. */
        WON,
        /** Money that came in the month. */
        PAID,
        /** What is left of deals that were won in the month, where their cost is known. */
        MARGIN
    }

    public enum StepsBy {
        /** The sum of the month reaches so much. */
        SUM,
        /** So many percent of the plan for what the rule is of are done. */
        PLAN
    }

    /** @param from of this on, inclusive */
    public record Step(BigDecimal from, BigDecimal rate) {}

    /** @param days up to so many, inclusive; null for all that took longer */
    public record Factor(Integer days, BigDecimal factor) {}

    public PayRule {
        steps = steps == null ? List.of() : List.copyOf(steps);
        factors = factors == null ? List.of() : List.copyOf(factors);
    }

    boolean holdsIn(YearMonth month) {
        return !month.isBefore(from) && (until == null || !month.isAfter(until));
    }

    /** The rate that a sum, or a share of the plan, has reached. */
    BigDecimal rateAt(BigDecimal reached) {
        BigDecimal rateNow = rate;
        BigDecimal highest = null;
        for (Step step : steps) {
            if (step.from().compareTo(reached) <= 0
                    && (highest == null || step.from().compareTo(highest) > 0)) {
                highest = step.from();
                rateNow = step.rate();
            }
        }
        return rateNow;
    }

    /** One where nothing is said of so many days. */
    BigDecimal factorAt(long days) {
        Factor fits = null;
        for (Factor factor : factors) {
            boolean holds = factor.days() == null || days <= factor.days();
            if (holds
                    && (fits == null || fits.days() == null || factor.days() != null && factor.days() < fits.days())) {
                fits = factor;
            }
        }
        return fits == null ? BigDecimal.ONE : fits.factor();
    }
}
