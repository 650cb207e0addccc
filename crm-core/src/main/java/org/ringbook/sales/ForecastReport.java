package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;

/** What the deals that are open now will bring, by month. */
final class ForecastReport implements SalesReport {

    private static final List<Heading> COLUMNS =
            List.of(SalesReport.count("expected"), SalesReport.money("sum"), SalesReport.money("weighted"));
    private static final double DAY = 86_400_000;

    private final SalesRows rows;

    ForecastReport(SalesRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public boolean isOfItsPeriod() {
        return false;
    }

    @Override
    public Counted count(SalesQuery query) {
        Instant now = Instant.now();
        var forecast = new Forecast(
                rows.stages(),
                rows.chance(now),
                LocalDate.ofInstant(now, query.period().zone()));
        rows.open(query, forecast::add);
        var lines = new ArrayList<Line>();
        lines.add(line("overdue", SalesReport.say("forecast.overdue"), forecast.overdue()));
        forecast.months()
                .forEach((month, expected) -> lines.add(
                        line(month.toString(), new Label("month", month.atDay(1).toString()), expected)));
        lines.add(line("undated", SalesReport.say("forecast.undated"), forecast.undated()));
        var foot = new ArrayList<Note>(List.of(Note.of("forecast"), Note.of("chance")));
        Duration median = median(query);
        if (median != null) {
            foot.add(Note.of("forecast.cycle", Math.round(median.toMillis() / DAY * 10) / 10.0));
        }
        SalesReport.name(forecast.foreign(), foot);
        return Counted.ofDeals(COLUMNS, lines, total(forecast), foot);
    }

    private Duration median(SalesQuery query) {
        var times = new ArrayList<Duration>();
        rows.won(query, deal -> times.add(Duration.between(deal.createdAt(), deal.closedAt())));
        return DealTimes.median(times);
    }

    private static Line line(String key, Label label, Forecast.Expected expected) {
        return new Line(
                key,
                label,
                List.of(
                        Figure.of(expected.deals()),
                        Figure.of(expected.sum(), expected.deals()),
                        Figure.of(expected.weighted(), expected.deals())));
    }

    private static Line total(Forecast forecast) {
        var all = new ArrayList<Forecast.Expected>(forecast.months().values());
        all.add(forecast.overdue());
        all.add(forecast.undated());
        List<UUID> deals = all.stream().flatMap(one -> one.deals().stream()).toList();
        return new Line(
                "",
                SalesReport.all(),
                List.of(
                        Figure.of(deals),
                        Figure.of(
                                all.stream().map(Forecast.Expected::sum).reduce(BigDecimal.ZERO, BigDecimal::add),
                                deals),
                        Figure.of(
                                all.stream().map(Forecast.Expected::weighted).reduce(BigDecimal.ZERO, BigDecimal::add),
                                deals)));
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asColumns(table, List.of("weighted"));
    }
}
