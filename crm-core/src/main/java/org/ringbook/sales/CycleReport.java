package org.ringbook.sales;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.sales.Stage.Kind;

/** How long deals took that were won in a period, and how long they were in each stage. */
final class CycleReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.count("deals"),
            SalesReport.days("median"),
            SalesReport.days("quarter"),
            SalesReport.days("three-quarters"),
            SalesReport.days("longest"),
            SalesReport.days("mean"),
            SalesReport.days("working"));
    /** As far as the calendar looks: of what took longer nobody knows the working time. */
    private static final Duration LONGEST = Duration.ofDays(366);
    /** Stands for working time that nobody knows; longer than any that is known. */
    private static final Duration UNKNOWN = Duration.ofDays(10_000_000);

    private static final double DAY = 86_400_000;
    private static final double HOUR = 3_600_000;

    private final SalesRows rows;
    private final WorkingCalendar calendar;

    CycleReport(SalesRows rows, WorkingCalendar calendar) {
        this.rows = rows;
        this.calendar = calendar;
    }

    /** Times of some deals. */
    private static final class Times {
        private final List<UUID> deals = new ArrayList<>();
        private final List<Duration> all = new ArrayList<>();
        private final List<Duration> working = new ArrayList<>();

        void add(UUID deal, Duration time, Duration worked) {
            deals.add(deal);
            all.add(time);
            working.add(worked);
        }

        Line line(String key, Label label) {
            Duration median = DealTimes.median(working);
            boolean known = median != null && median.compareTo(UNKNOWN.dividedBy(4)) < 0;
            return new Line(
                    key,
                    label,
                    List.of(
                            Figure.of(deals),
                            days(DealTimes.median(all)),
                            days(DealTimes.quantile(all, 0.25)),
                            days(DealTimes.quantile(all, 0.75)),
                            days(DealTimes.quantile(all, 1)),
                            days(DealTimes.mean(all)),
                            known ? Figure.of(median.toMillis() / HOUR) : Figure.NONE));
        }

        private static Figure days(Duration time) {
            return time == null ? Figure.NONE : Figure.of(time.toMillis() / DAY);
        }
    }

    @Override
    public String name() {
        return "cycle";
    }

    @Override
    public boolean ofOnePipeline() {
        return true;
    }

    @Override
    public Counted count(SalesQuery query) {
        Stages stages = rows.stages();
        var cycle = new Times();
        Map<UUID, Times> times = new HashMap<>();
        List<Stage> steps = stages.steps(query.pipeline());
        rows.closed(query, false, story -> {
            if (stages.kind(story.deal().stage()) == Kind.WON) {
                UUID id = story.deal().id();
                cycle.add(id, DealTimes.cycle(story, Duration::between), DealTimes.cycle(story, this::worked));
                Map<UUID, Duration> worked = DealTimes.stays(story, Instant.MAX, this::worked);
                DealTimes.stays(story, Instant.MAX, Duration::between)
                        .forEach((stage, time) -> times.computeIfAbsent(stage, each -> new Times())
                                .add(id, time, worked.get(stage)));
            }
        });
        var lines = new ArrayList<Line>();
        lines.add(cycle.line("cycle", SalesReport.say("cycle.whole")));
        steps.forEach(step -> lines.add(times.getOrDefault(step.id(), new Times())
                .line(step.id().toString(), step.named().label())));
        return Counted.ofDeals(COLUMNS, lines, null, List.of(Note.of("cycle")));
    }

    private Duration worked(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(LONGEST) > 0 ? UNKNOWN : calendar.between(from, to);
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asBars(table, List.of("median"));
    }
}
