package org.ringbook.sales;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.rights.Action;
import org.ringbook.sales.EndToEnd.Row;
import org.ringbook.staff.Scope;

/** From what advertising cost to what it brought. */
final class AdReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.money("cost"),
            SalesReport.count("leads"),
            SalesReport.money("lead-price"),
            SalesReport.count("won"),
            SalesReport.money("won-price"),
            SalesReport.count("new-clients"),
            SalesReport.money("client-price"),
            SalesReport.money("revenue"),
            SalesReport.money("margin"),
            SalesReport.share("romi"),
            SalesReport.share("romi-revenue"));

    private final SalesRows rows;
    private final Function<String, Set<UUID>> peopleOf;

    /** @param peopleOf a team */
    AdReport(SalesRows rows, Function<String, Set<UUID>> peopleOf) {
        this.rows = rows;
        this.peopleOf = peopleOf;
    }

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public Set<SalesFilter> filters() {
        return EnumSet.of(SalesFilter.BASIS, SalesFilter.TOUCH);
    }

    @Override
    public List<String> rowsBy() {
        return List.of("channel", "campaign");
    }

    @Override
    public Counted count(SalesQuery query) {
        // A cost of all by the leads of some would be no price of a lead.
        boolean whole = query.permissions().scope(Action.SEE) == Scope.ALL
                && Stream.of(query.person(), query.team(), query.channel(), query.type())
                        .allMatch(Objects::isNull);
        boolean campaigns = "campaign".equals(query.by());
        List<EndToEnd.Sale> sales = rows.sales(query);
        EndToEnd.Result result = EndToEnd.of(
                leads(query),
                sales,
                whole ? rows.costs(query.period().first(), query.period().last()) : List.of(),
                query.byLast(),
                campaigns);
        var foot = new ArrayList<Note>();
        foot.add(Note.of(query.basis() == Basis.CREATED ? "ads.by-lead" : "ads.by-closing"));
        foot.add(Note.of(query.byLast() ? "ads.last" : "ads.first"));
        foot.add(Note.of(whole ? "ads.cost" : "ads.no-cost"));
        if (result.total().withoutMargin() > 0) {
            foot.add(Note.of("ads.margin", result.total().withoutMargin()));
        }
        var foreign = new Foreign();
        sales.forEach(sale -> foreign.see(sale.deal()));
        SalesReport.name(foreign, foot);
        return new Counted(
                COLUMNS,
                result.rows().stream()
                        .map(row -> line(row.touch().key(), label(row, campaigns), row))
                        .toList(),
                line("", SalesReport.all(), result.total()),
                foot,
                Set.of("new-clients"),
                Set.of("leads"));
    }

    /** A lead has no type, and the team of whoever answers for it. */
    private List<EndToEnd.LeadRow> leads(SalesQuery query) {
        return query.type() != null
                ? List.of()
                : rows.leads(query, query.team() == null ? null : peopleOf.apply(query.team()));
    }

    private static Label label(Row row, boolean campaigns) {
        String channel = row.touch().channel();
        String campaign = row.touch().campaign();
        if (channel == null) {
            return SalesReport.say("ads.none");
        }
        return SalesReport.text(campaigns && campaign != null ? channel + " · " + campaign : channel);
    }

    private static Line line(String key, Label label, Row row) {
        boolean paid = row.cost().signum() != 0;
        return new Line(
                key,
                label,
                List.of(
                        paid ? Figure.of(row.cost()) : Figure.NONE,
                        Figure.of(row.leads()),
                        paid ? Figure.of(row.costPerLead()) : Figure.NONE,
                        Figure.of(row.won()),
                        paid ? Figure.of(row.costPerWon()) : Figure.NONE,
                        Figure.of(row.newClients()),
                        paid ? Figure.of(row.costPerClient()) : Figure.NONE,
                        Figure.of(row.revenue(), row.won()),
                        Figure.of(row.margin(), row.won()),
                        Figure.of(row.returned()),
                        Figure.of(row.returnedByRevenue())));
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asBars(table, List.of("leads", "won"));
    }
}
