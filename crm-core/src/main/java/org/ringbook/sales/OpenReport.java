package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Note;

/** Deals that stand open in each stage at the end of a period, or now when that is not over. */
final class OpenReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.count("open"),
            SalesReport.money("sum"),
            SalesReport.count("no-step"),
            SalesReport.count("rotten"));

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
        Instant now = Instant.now();
        boolean past = query.period().to().isBefore(now);
        Instant at = past ? query.period().to() : now;
        // Who had what to do then is not known: only now.
        Set<UUID> busy = past ? null : rows.withNextStep();
        var funnel = new OpenFunnel(rows.stages(), query.pipeline(), at, deal -> busy == null || busy.contains(deal));
        rows.openAt(query, at, funnel::add);
        List<Line> lines = funnel.columns().stream()
                .map(column -> new Line(
                        column.stage().id().toString(),
                        SalesReport.text(column.stage().name()),
                        List.of(
                                Figure.of(column.deals()),
                                Figure.of(column.sum(), column.deals()),
                                busy == null ? Figure.NONE : Figure.of(column.withoutStep()),
                                Figure.of(column.rotten()))))
                .toList();
        var foot = new ArrayList<Note>(List.of(Note.of(past ? "open.then" : "open.now")));
        SalesReport.name(funnel.foreign(), foot);
        return Counted.ofDeals(COLUMNS, lines, total(funnel, busy != null), foot);
    }

    private static Line total(OpenFunnel funnel, boolean steps) {
        List<UUID> all = funnel.columns().stream()
                .map(OpenFunnel.Column::deals)
                .flatMap(Collection::stream)
                .toList();
        return new Line(
                "",
                SalesReport.all(),
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
