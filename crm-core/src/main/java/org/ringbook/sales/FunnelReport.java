package org.ringbook.sales;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Note;

/** The funnel of the deals that were made, or closed, in a period. */
final class FunnelReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.count("reached"),
            SalesReport.share("conversion"),
            SalesReport.share("of-closed"),
            SalesReport.count("entered"),
            SalesReport.count("skipped"),
            SalesReport.count("returned"),
            SalesReport.count("lost-here"),
            SalesReport.count("active"));

    private final SalesRows rows;

    FunnelReport(SalesRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public Set<SalesFilter> filters() {
        return EnumSet.of(SalesFilter.PIPELINE, SalesFilter.BASIS);
    }

    @Override
    public boolean ofOnePipeline() {
        return true;
    }

    @Override
    public Counted count(SalesQuery query) {
        var funnel = new Funnel(rows.stages(), query.pipeline(), rows.noDemand());
        rows.cohort(query, funnel::add);
        var lines = new ArrayList<Line>();
        for (int i = 0; i < funnel.steps().size(); i++) {
            lines.add(line(funnel, i));
        }
        lines.add(only("won", funnel.won(), funnel.total()));
        lines.add(only("closed", funnel.closed(), funnel.maturity()));
        lines.add(only("cohort", funnel.cohort(), null));
        lines.add(only("moved", funnel.moved(), null));
        lines.add(only("no-demand", funnel.excluded(), null));
        String by = query.basis() == Basis.CREATED ? "funnel.created" : "funnel.closed";
        return Counted.ofDeals(COLUMNS, lines, null, List.of(Note.of(by), Note.of("funnel"), Note.of("no-demand")));
    }

    private static Line line(Funnel funnel, int place) {
        Funnel.Step step = funnel.steps().get(place);
        return new Line(
                step.stage().id().toString(),
                step.stage().named().label(),
                List.of(
                        Figure.of(step.reached()),
                        Figure.of(funnel.conversion(place)),
                        Figure.of(
                                Ratio.of(step.reached().size(), funnel.closed().size())),
                        Figure.of(step.entered()),
                        Figure.of(step.skipped()),
                        Figure.of(step.returned()),
                        Figure.of(step.lost()),
                        Figure.of(step.active())));
    }

    private static Line only(String name, List<UUID> deals, Double share) {
        var figures = new ArrayList<Figure>(List.of(Figure.of(deals), Figure.NONE, Figure.of(share)));
        while (figures.size() < COLUMNS.size()) {
            figures.add(Figure.NONE);
        }
        return new Line(name, SalesReport.say("funnel." + name), figures);
    }

    /** Of stages and won alone: what is beside them is no step. */
    @Override
    public Drawn drawn(ReportTable table) {
        List<ReportTable.Row> steps = table.rows().stream()
                .filter(row -> !row.label().kind().equals("say") || row.key().equals("won"))
                .toList();
        return Drawn.asBars(
                new ReportTable(table.name(), table.query(), table.columns(), steps, null, table.foot(), table.state()),
                List.of("reached"));
    }
}
