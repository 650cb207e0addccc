package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.rights.Permissions;
import org.ringbook.sales.Plan.Indicator;
import org.ringbook.sales.SalesReports.Compare;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataAccessException;

/**
 * How sales stand this month, in a few figures; each is one of a report. Any thread; every method waits for the database, throws {@link
 * DataAccessException} without it, and is counted in turn with the reports.
 */
public final class SalesNow {

    private static final int BEST = 3;

    private final SalesReports reports;
    private final SalesRows rows;
    private final Plans plans;

    SalesNow(SalesReports reports, SalesRows rows, Plans plans) {
        this.reports = reports;
        this.rows = rows;
        this.plans = plans;
    }

    /**
     * Of a month until now, in the company's currency.
     *
     * @param won deals of the month, of {@code wonSum}
     * @param open deals, of {@code pipeline} together
     * @param forecast what this month's expected closings will bring, by how likely they are
     * @param overdue open deals whose expected day has passed
     * @param plan of won deals: of people, or of teams where no person has one; null for none
     * @param done of the plan by those whose it is, 0 to 1 and more; null without one
     * @param offers that were sent today
     * @param best who won most, and nobody else
     */
    public record Figures(
            YearMonth month,
            int won,
            BigDecimal wonSum,
            int open,
            BigDecimal pipeline,
            BigDecimal forecast,
            int overdue,
            BigDecimal plan,
            Double done,
            int offers,
            List<Best> best) {

        public Figures {
            best = List.copyOf(best);
        }
    }

    public record Best(UUID person, BigDecimal won) {}

    /**
     * @param team whose deals; null for any
     * @param who of the deals that they may see; null for all
     * @throws Refused if too much is counted just now
     */
    public Figures of(String team, Permissions who) {
        Period period = reports.thisMonth();
        var query = new SalesQuery(period, null, null, null, team, null, Basis.CREATED, null, false, who);
        ReportTable wins = reports.count("wins", query, Compare.NOTHING);
        ReportTable forecast = reports.count("forecast", query, Compare.NOTHING);
        var month = YearMonth.from(period.last());
        List<Plans.Reached> planned = planned(month, team, who);
        BigDecimal plan = sum(planned.stream().map(one -> one.progress().plan()).toList());
        BigDecimal fact = sum(planned.stream().map(one -> one.progress().fact()).toList());
        return new Figures(
                month,
                (int) value(wins, wins.total(), "won"),
                money(value(wins, wins.total(), "won-sum")),
                (int) value(forecast, forecast.total(), "expected"),
                money(value(forecast, forecast.total(), "sum")),
                money(value(forecast, row(forecast, month.toString()), "weighted")),
                (int) value(forecast, row(forecast, "overdue"), "expected"),
                planned.isEmpty() ? null : plan,
                planned.isEmpty() ? null : Ratio.of(fact, plan),
                rows.offersSent(query, midnight(period.last())),
                best(wins));
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(reports.company()).toInstant();
    }

    private List<Plans.Reached> planned(YearMonth month, String team, Permissions who) {
        String key = StaffMember.teamKey(team);
        List<Plans.Reached> all = plans.reached(month, Indicator.WON_SUM, who).stream()
                .filter(one -> one.plan().id() != null)
                .filter(one -> key == null
                        || (one.plan().staffId() == null
                                ? key.equals(StaffMember.teamKey(one.plan().team()))
                                : plans.team(team).contains(one.plan().staffId())))
                .toList();
        List<Plans.Reached> ofPeople =
                all.stream().filter(one -> one.plan().staffId() != null).toList();
        return ofPeople.isEmpty() ? all : ofPeople;
    }

    private static List<Best> best(ReportTable wins) {
        return wins.rows().stream()
                .filter(row -> row.label().kind().equals("person"))
                .map(row -> new Best(UUID.fromString(row.key()), money(value(wins, row, "won-sum"))))
                .filter(one -> one.won().signum() > 0)
                .sorted((one, other) -> other.won().compareTo(one.won()))
                .limit(BEST)
                .toList();
    }

    private static Row row(ReportTable table, String key) {
        return table.rows().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** 0 where there is no such row. */
    private static double value(ReportTable table, Row row, String column) {
        for (int i = 0; row != null && i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return row.values().get(i) == null ? 0 : row.values().get(i);
            }
        }
        return 0;
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value);
    }

    private static BigDecimal sum(List<BigDecimal> all) {
        return all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
