package org.ringbook.reports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Report.Counted;
import org.ringbook.reports.ReportTable.DataState;
import org.ringbook.reports.ReportTable.Row;
import org.springframework.dao.DataAccessException;

/**
 * The reports. Each is counted from the ledger when it is asked for. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it. Two are counted at once; whoever comes third waits a little, and is refused then.
 */
public final class Reports {

    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 20;

    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final LedgerState state;
    private final ZoneId company;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Reports(List<Report> reports, LedgerState state, ZoneId company) {
        reports.forEach(report -> this.reports.put(report.name(), report));
        this.state = state;
        this.company = company;
    }

    /** Names of all reports, in the order of the catalogue. */
    public List<String> names() {
        return List.copyOf(reports.keySet());
    }

    /** The zone in which the company's days begin and end. */
    public ZoneId company() {
        return company;
    }

    /** The last seven days, today included: what a report is of when nobody says. */
    public Period lastWeek() {
        LocalDate today = LocalDate.now(company);
        return new Period(today.minusDays(6), today, company);
    }

    /**
     * @param compare whether the figures of the period before stand beside
     * @throws Refused if there is no such report, or too much is counted just now
     */
    public ReportTable count(String name, ReportQuery query, boolean compare) {
        Report report = known(name, query);
        enter();
        try {
            Counted counted = report.count(query);
            List<Row> rows = counted.rows();
            Row total = counted.total();
            if (compare) {
                Counted before = report.count(query.in(query.period().before()));
                rows = compared(query.period(), rows, before.rows());
                total = total == null ? null : with(total, before.total());
            }
            return new ReportTable(name, query, counted.columns(), rows, total, counted.foot(), state.of(query));
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refused.because(null, "reports.busy");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refused.because(null, "reports.busy");
        }
    }

    /** By the same group; a day or month by the one that lies as far from the beginning, since none comes twice. */
    private static List<Row> compared(Period period, List<Row> rows, List<Row> before) {
        var earlier = new LinkedHashMap<String, Row>();
        before.forEach(row -> earlier.put(place(row, period.before()), row));
        return rows.stream()
                .map(row -> with(row, earlier.get(place(row, period))))
                .toList();
    }

    private static String place(Row row, Period period) {
        return switch (row.label().kind()) {
            case "day" ->
                Long.toString(ChronoUnit.DAYS.between(
                        period.first(), LocalDate.parse(row.label().text())));
            case "month" ->
                Long.toString(ChronoUnit.MONTHS.between(
                        period.first().withDayOfMonth(1),
                        LocalDate.parse(row.label().text())));
            default -> row.key();
        };
    }

    private static Row with(Row row, Row then) {
        List<Double> values = then == null ? Collections.nCopies(row.values().size(), null) : then.values();
        return new Row(row.key(), row.label(), row.values(), values, row.opens());
    }

    /**
     * The calls that make a figure, newest first.
     *
     * @param key of a row; null for the total
     * @param column name of a column
     * @throws Refused if there is no such report, row or column, or no calls make that figure
     */
    public List<UUID> calls(String name, ReportQuery query, String key, String column, int offset, int limit) {
        Report report = known(name, query);
        enter();
        try {
            return report.calls(query, key, column, offset, limit);
        } finally {
            places.release();
        }
    }

    /** How it is drawn. */
    public Drawn drawn(ReportTable table) {
        return Drawn.of(table, report(table.name()).drawing());
    }

    /** By what the calls of a report can be chosen. @throws Refused if there is no such report */
    public Set<ReportFilter> filters(String name) {
        return report(name).filters();
    }

    /** @throws Refused if there is no such report, or it knows nothing of what its calls are to be chosen by */
    public void check(String name, ReportQuery query) {
        known(name, query);
    }

    private Report known(String name, ReportQuery query) {
        Report report = report(name);
        for (ReportFilter filter : ReportFilter.values()) {
            if (filter.isAsked(query) && !report.filters().contains(filter)) {
                throw Refused.because(filter.word(), "reports.filter." + filter.word());
            }
        }
        return report;
    }

    private Report report(String name) {
        Report report = name == null ? null : reports.get(name);
        if (report == null) {
            throw Refused.because("name", "reports.none", name == null ? "" : name);
        }
        return report;
    }

    /** What all figures rest on just now. */
    public DataState state(ReportQuery query) {
        return state.of(query);
    }
}
