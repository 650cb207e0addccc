package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;

/** Deals that stand open in each stage at the end of a period, or now when that is not over. */
final class OpenReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.count("open"),
            SalesReport.money("sum"),
            SalesReport.count("no-step"),
            SalesReport.count("rotten"));

    private static final String TREND = "trend";
    private static final int FEW_DAYS = 92;
    private static final int WEEK = 7;

    private final SalesRows rows;

    OpenReport(SalesRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "open";
    }

    @Override
    public boolean ofOnePipeline() {
        return true;
    }

    @Override
    public Counted count(SalesQuery query) {
        if (TREND.equals(query.by())) {
            return trend(query);
        }
        Instant now = Instant.now();
        boolean past = query.period().to().isBefore(now);
        Instant at = past ? query.period().to() : now;
        // Who had what to do then is not known: only now.
        Set<UUID> busy = past ? null : rows.withNextStep();
        var funnel = new OpenFunnel(rows.stages(), query.pipeline(), at, deal -> busy == null || busy.contains(deal));
        rows.openBetween(query, at, at, funnel::add);
        List<Line> lines = funnel.columns().stream()
                .map(column -> new Line(
                        column.stage().id().toString(),
                        column.stage().named().label(),
                        List.of(
                                Figure.of(column.deals()),
                                Figure.of(column.sum(), column.deals()),
                                busy == null ? Figure.NONE : Figure.of(column.withoutStep()),
                                Figure.of(column.rotten()))))
                .toList();
        var foot = new ArrayList<Note>(List.of(Note.of(past ? "open.then" : "open.now")));
        SalesReport.name(funnel.foreign(), foot);
        return Counted.ofDeals(COLUMNS, lines, total(funnel, busy != null, "", SalesReport.all()), foot);
    }

    /** Ends of months, of weeks where there are few; the last one is now where the period is not over. */
    static List<Instant> moments(Period period, Instant now) {
        boolean weeks = period.days() <= FEW_DAYS;
        var moments = new ArrayList<Instant>();
        LocalDate day = weeks
                ? period.first().plusDays(WEEK - 1)
                : YearMonth.from(period.first()).atEndOfMonth();
        while (day.isBefore(period.last())) {
            moments.add(day.plusDays(1).atStartOfDay(period.zone()).toInstant());
            day = weeks ? day.plusDays(WEEK) : YearMonth.from(day).plusMonths(1).atEndOfMonth();
        }
        moments.add(period.to());
        List<Instant> past =
                new ArrayList<>(moments.stream().filter(at -> at.isBefore(now)).toList());
        if (past.size() < moments.size()) {
            past.add(now);
        }
        return past;
    }

    private Counted trend(SalesQuery query) {
        List<Instant> moments = moments(query.period(), Instant.now());
        Stages stages = rows.stages();
        List<OpenFunnel> funnels = moments.stream()
                .map(at -> new OpenFunnel(stages, query.pipeline(), at, deal -> true))
                .toList();
        rows.openBetween(
                query,
                moments.get(0),
                moments.get(moments.size() - 1),
                story -> funnels.forEach(funnel -> funnel.add(story)));
        var lines = new ArrayList<Line>();
        for (int i = 0; i < moments.size(); i++) {
            // The end of a day is the beginning of the next: it is told as the day that ended.
            String day = moments.get(i)
                    .minusMillis(1)
                    .atZone(query.period().zone())
                    .toLocalDate()
                    .toString();
            lines.add(total(funnels.get(i), false, day, new Label("day", day)));
        }
        var foot = new ArrayList<Note>(List.of(Note.of("open.trend")));
        SalesReport.name(funnels.get(funnels.size() - 1).foreign(), foot);
        return Counted.ofDeals(COLUMNS, lines, null, foot);
    }

    @Override
    public List<String> rowsBy() {
        return List.of("stages", TREND);
    }

    private static Line total(OpenFunnel funnel, boolean steps, String key, Label label) {
        List<UUID> all = funnel.columns().stream()
                .map(OpenFunnel.Column::deals)
                .flatMap(Collection::stream)
                .toList();
        return new Line(
                key,
                label,
                List.of(
                        Figure.of(all),
                        Figure.of(
                                funnel.columns().stream()
                                        .map(OpenFunnel.Column::sum)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                                all),
                        steps
                                ? Figure.of(funnel.columns().stream()
                                        .map(OpenFunnel.Column::withoutStep)
                                        .flatMap(Collection::stream)
                                        .toList())
                                : Figure.NONE,
                        Figure.of(funnel.columns().stream()
                                .map(OpenFunnel.Column::rotten)
                                .flatMap(Collection::stream)
                                .toList())));
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asColumns(table, List.of("open"));
    }
}
