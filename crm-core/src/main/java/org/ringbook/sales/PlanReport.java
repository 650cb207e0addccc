package org.ringbook.sales;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.sales.Plan.Indicator;

/** Plan and fact of the month in which a period ends. */
final class PlanReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.money("plan"),
            SalesReport.money("fact"),
            SalesReport.share("done"),
            SalesReport.money("run-rate"),
            SalesReport.share("run-rate-done"),
            SalesReport.money("missing"));

    private final Plans plans;

    PlanReport(Plans plans) {
        this.plans = plans;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public Set<SalesFilter> filters() {
        return Set.of();
    }

    @Override
    public List<String> rowsBy() {
        return Arrays.stream(Indicator.values()).map(Indicator::word).toList();
    }

    @Override
    public Counted count(SalesQuery query) {
        Indicator indicator = Indicator.of(query.by() == null ? "" : query.by()).orElse(Indicator.WON_SUM);
        YearMonth month = YearMonth.from(query.period().last());
        List<Line> lines = new ArrayList<>();
        for (Plans.Reached one : plans.reached(month, indicator, query.permissions())) {
            boolean asked =
                    (query.person() == null || query.person().equals(one.plan().staffId()))
                            && (query.team() == null
                                    || query.team().equalsIgnoreCase(one.plan().team()));
            if (asked) {
                lines.add(line(one));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> -line.figures().get(1).value()));
        return Counted.ofDeals(
                COLUMNS,
                lines,
                null,
                List.of(Note.of("plan.month", month.toString()), Note.of("plan." + indicator.word()), Note.of("plan")));
    }

    private static Line line(Plans.Reached one) {
        Plan plan = one.plan();
        PlanProgress progress = one.progress();
        boolean planned = progress.plan().signum() > 0;
        Label label = plan.staffId() != null ? SalesReport.person(plan.staffId()) : SalesReport.text(plan.team());
        return new Line(
                plan.staffId() != null ? plan.staffId().toString() : "team:" + plan.team(),
                label,
                List.of(
                        planned ? Figure.of(progress.plan()) : Figure.NONE,
                        Figure.of(progress.fact(), one.deals()),
                        Figure.of(progress.done()),
                        Figure.of(progress.runRate()),
                        Figure.of(progress.expected()),
                        planned ? Figure.of(progress.missing()) : Figure.NONE));
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asBars(table, List.of("fact", "missing"));
    }
}
