package org.ringbook.sales;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.sales.SalesReport.Counted;
import org.ringbook.sales.SalesReport.Figure;
import org.ringbook.sales.SalesReport.Line;
import org.springframework.dao.DataAccessException;

/**
 * The reports of deals. Each is counted when it is asked for, of the deals that the viewer may see; every number opens as many deals, leads
 * or clients as it says. Any thread; every method waits for the database and throws {@link DataAccessException} without it. Two are counted
 * at once; whoever comes third waits a little, and is refused then.
 */
public final class SalesReports {

    /** Where its texts stand. */
    public static final String WORDS = "org.ringbook.sales.words";

    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 20;

    private final Map<String, SalesReport> reports = new LinkedHashMap<>();
    private final SalesRows rows;
    private final ZoneId company;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    SalesReports(List<SalesReport> reports, SalesRows rows, ZoneId company) {
        reports.forEach(report -> this.reports.put(report.name(), report));
        this.rows = rows;
        this.company = company;
    }

    /** With what the figures of a period are compared. */
    public enum Compare {
        NOTHING,
        /** The month, or as many days, before. */
        BEFORE,
        /** The same dates a year before. */
        YEAR;

        Period of(Period period) {
            return this == BEFORE
                    ? period.before()
                    : new Period(period.first().minusYears(1), period.last().minusYears(1), period.zone());
        }
    }

    /** What opens from a figure. */
    public enum Kind {
        DEAL,
        LEAD,
        CLIENT
    }

    /** All that make a figure. */
    public record Opened(Kind kind, List<UUID> ids) {

        public Opened {
            ids = List.copyOf(ids);
        }
    }

    /** A way that deals go. @param label to be printed */
    public record Way(UUID id, ReportTable.Label label) {}

    public List<String> names() {
        return List.copyOf(reports.keySet());
    }

    public ZoneId company() {
        return company;
    }

    /** This month until today: what a report is of when nobody says. */
    public Period thisMonth() {
        LocalDate today = LocalDate.now(company);
        return new Period(YearMonth.from(today).atDay(1), today, company);
    }

    public List<Way> pipelines() {
        return rows.pipelines().stream()
                .map(one -> new Way(one.id(), one.named().label()))
                .toList();
    }

    /** @throws Refused if there is no such report */
    public Set<SalesFilter> filters(String name) {
        return known(name).filters();
    }

    /** Whether it is of one pipeline, the first where nobody says which; else of all. @throws Refused if there is no such report */
    public boolean ofOnePipeline(String name) {
        return known(name).ofOnePipeline();
    }

    /** Whether it is of its period, and can be held against another one. @throws Refused if there is no such report */
    public boolean compares(String name) {
        return known(name).isOfItsPeriod();
    }

    /** What the rows of a report can be, the usual first; empty where there is no choice. @throws Refused if there is no such report */
    public List<String> rowsBy(String name) {
        return known(name).rowsBy();
    }

    /**
     * @param with what it is compared; a report that is not of its period with nothing
     * @throws Refused if there is no such report, something asked is not known, or too much is counted just now
     */
    public ReportTable count(String name, SalesQuery asked, Compare with) {
        SalesReport report = known(name);
        Compare compare = report.isOfItsPeriod() ? with : Compare.NOTHING;
        SalesQuery query = checked(report, asked);
        enter();
        try {
            Counted now = report.count(query);
            Counted then = compare == Compare.NOTHING ? null : report.count(query.in(compare.of(query.period())));
            return table(name, query, now, then, compare);
        } finally {
            places.release();
        }
    }

    private static ReportTable table(String name, SalesQuery query, Counted now, Counted then, Compare compare) {
        var earlier = new LinkedHashMap<String, Line>();
        if (then != null) {
            Period before = compare.of(query.period());
            then.lines().forEach(line -> earlier.put(place(line, before), line));
        }
        List<Row> rows = new ArrayList<>();
        for (Line line : now.lines()) {
            rows.add(line.row(then == null ? List.of() : values(earlier.get(place(line, query.period())), now)));
        }
        Row total = now.total() == null ? null : now.total().row(then == null ? List.of() : values(then.total(), now));
        var asReports = new ReportQuery(query.period(), null, null, null, null, query.person(), query.team(), 60, null);
        return new ReportTable(name, asReports, now.columns(), rows, total, now.foot(), null);
    }

    private static List<Double> values(Line then, Counted now) {
        if (then == null) {
            return Collections.nCopies(now.columns().size(), null);
        }
        var values = new ArrayList<Double>();
        then.figures().forEach(figure -> values.add(figure.value()));
        return values;
    }

    /** Months are held against those that lie as far from the beginning. */
    private static String place(Line line, Period period) {
        return line.label().kind().equals("month")
                ? Long.toString(ChronoUnit.MONTHS.between(
                        YearMonth.from(period.first()),
                        YearMonth.from(LocalDate.parse(line.label().text()))))
                : line.key();
    }

    /**
     * All that make a figure: exactly as many as a count says.
     *
     * @param key of a row; empty for the total
     * @throws Refused if there is no such report, row or column, or nothing makes that figure alone
     */
    public Opened open(String name, SalesQuery asked, String key, String column) {
        SalesReport report = known(name);
        SalesQuery query = checked(report, asked);
        enter();
        try {
            Counted counted = report.count(query);
            int place = place(counted, column);
            Figure figure = line(counted, key).figures().get(place);
            if (figure.things() == null) {
                throw Refused.because("column", "sales.column.closed", column);
            }
            Kind kind = counted.clients().contains(column)
                    ? Kind.CLIENT
                    : counted.leads().contains(column) ? Kind.LEAD : Kind.DEAL;
            // In one order, however they were read: pages of them follow each other.
            return new Opened(kind, figure.things().stream().sorted().toList());
        } finally {
            places.release();
        }
    }

    private static int place(Counted counted, String column) {
        for (int i = 0; i < counted.columns().size(); i++) {
            if (counted.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw Refused.because("column", "sales.column.none", column == null ? "" : column);
    }

    private static Line line(Counted counted, String key) {
        if (key == null || key.isEmpty()) {
            if (counted.total() == null) {
                throw Refused.because("key", "sales.row.none", "");
            }
            return counted.total();
        }
        return counted.lines().stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refused.because("key", "sales.row.none", key));
    }

    /** @param table as {@link #count} gave it */
    public Drawn drawn(ReportTable table) {
        return known(table.name()).drawn(table);
    }

    private SalesReport known(String name) {
        SalesReport report = name == null ? null : reports.get(name);
        if (report == null) {
            throw Refused.because("name", "sales.report.none", name == null ? "" : name);
        }
        return report;
    }

    /** With the first pipeline where a report is of one and nobody said which. */
    private SalesQuery checked(SalesReport report, SalesQuery query) {
        if (query.by() != null && !report.rowsBy().contains(query.by())) {
            throw Refused.because("by", "sales.by", query.by(), String.join(", ", report.rowsBy()));
        }
        List<SalesRows.Pipeline> pipelines = rows.pipelines();
        if (query.pipeline() != null
                && pipelines.stream().noneMatch(one -> one.id().equals(query.pipeline()))) {
            throw Refused.because("pipeline", "sales.pipeline.none");
        }
        if (!report.ofOnePipeline() || query.pipeline() != null) {
            return query;
        }
        if (pipelines.isEmpty()) {
            throw Refused.because("pipeline", "sales.pipeline.nothing");
        }
        return query.of(pipelines.get(0).id());
    }

    private void enter() {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refused.because(null, "sales.busy");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refused.because(null, "sales.busy");
        }
    }
}
