package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.ringbook.calendar.WorkingCalendar;

/**
 * How far a plan of a month is done. The run rate says where the month ends if it goes on so: what was done by the days that were worked,
 * times all working days.
 *
 * @param plan already of the days on which it holds
 * @param worked working days until now, today included
 * @param workdays of the month, or from the day on which whoever is new in it began
 */
public record PlanProgress(BigDecimal plan, BigDecimal fact, int worked, int workdays) {

    /** @param today of the company */
    static PlanProgress of(Plan plan, BigDecimal fact, LocalDate today, WorkingCalendar calendar) {
        var workdays = new Workdays(calendar);
        LocalDate first = plan.month().atDay(1);
        LocalDate last = plan.month().atEndOfMonth();
        LocalDate begin = plan.since() == null ? first : plan.since();
        int all = workdays.between(first, last);
        int theirs = workdays.between(begin, last);
        BigDecimal value = plan.since() == null ? plan.value() : proRata(plan.value(), theirs, all);
        return new PlanProgress(value, fact, workdays.between(begin, today.isBefore(last) ? today : last), theirs);
    }

    /** Of whoever began within the month: as much of the plan as there are working days left to them. */
    static BigDecimal proRata(BigDecimal plan, int theirs, int workdays) {
        return workdays == 0
                ? plan
                : plan.multiply(BigDecimal.valueOf(theirs))
                        .divide(BigDecimal.valueOf(workdays), 2, RoundingMode.HALF_UP);
    }

    /** 0 to 1 and more; null without a plan. */
    public Double done() {
        return Ratio.of(fact, plan);
    }

    /** Null before the first working day. */
    public BigDecimal runRate() {
        return worked == 0
                ? null
                : fact.multiply(BigDecimal.valueOf(workdays))
                        .divide(BigDecimal.valueOf(worked), 2, RoundingMode.HALF_UP);
    }

    /** The run rate by the plan. */
    public Double expected() {
        return Ratio.of(runRate(), plan);
    }

    /** What is missing; nothing when it is done. */
    public BigDecimal missing() {
        return plan.subtract(fact).max(BigDecimal.ZERO);
    }
}
