package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.sales.Plan.Indicator;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What somebody has earned in a month so far, by the rules of pay. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it.
 */
@Component
public class Earnings {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SalesRows rows;
    private final Plans plans;
    private final PayRules rules;
    private final ZoneId zone;

    Earnings(SalesRows rows, Plans plans, PayRules rules, WorkingCalendar calendar) {
        this.rows = rows;
        this.plans = plans;
        this.rules = rules;
        this.zone = calendar.zone();
    }

    /** @param plans of the person in that month */
    public record Earned(YearMonth month, UUID person, Pay pay, List<Plans.Reached> plans) {

        /** For who does not see what deals cost: neither the base of what is paid of the margin nor how far a plan of it is. */
        public Earned withoutMargin() {
            return new Earned(
                    month,
                    person,
                    pay.withoutMargin(),
                    plans.stream()
                            .filter(one -> one.plan().indicator() != Indicator.MARGIN)
                            .toList());
        }
    }

    /** The month that it is for the company. */
    public YearMonth month() {
        return YearMonth.now(zone);
    }

    public Earned of(StaffMember member, YearMonth month) {
        SalesFacts facts = SalesFacts.of(rows, month, member.id(), zone);
        var reached = new ArrayList<Plans.Reached>();
        for (Indicator indicator : Indicator.values()) {
            plans.reached(member.id(), indicator, month, facts).ifPresent(reached::add);
        }
        Pay pay = Pay.of(
                rules.of(member, month),
                rule -> facts.pieces(indicator(rule), member.id()),
                rule -> reached.stream()
                        .filter(one -> one.plan().indicator() == indicator(rule))
                        .findFirst()
                        .map(one -> done(one.progress()))
                        .orElse(null));
        return new Earned(month, member.id(), pay, reached);
    }

    /** Percent; null where nothing is planned, as for who begins after the last working day. */
    static BigDecimal done(PlanProgress progress) {
        return progress.plan().signum() == 0
                ? null
                : progress.fact().multiply(HUNDRED).divide(progress.plan(), MathContext.DECIMAL64);
    }

    /** A piece is a deal of whichever currency, as the plan of their number counts them. */
    static Indicator indicator(PayRule rule) {
        return switch (rule.of()) {
            case WON -> rule.kind() == PayRule.Kind.PIECE ? Indicator.WON_COUNT : Indicator.WON_SUM;
            case PAID -> Indicator.PAID_SUM;
            case MARGIN -> Indicator.MARGIN;
        };
    }
}
