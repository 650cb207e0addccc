package org.ringbook.reports;

import static org.ringbook.reports.Column.count;
import static org.ringbook.reports.Column.longest;
import static org.ringbook.reports.Column.mean;
import static org.ringbook.reports.Column.moment;
import static org.ringbook.reports.Column.share;
import static org.ringbook.reports.Column.time;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ringbook.reports.FactQuery.Subject;
import org.ringbook.reports.Figure.Facts;
import org.ringbook.reports.GroupedReport.Plan;
import org.ringbook.reports.Report.Drawing;
import org.ringbook.reports.Report.Shape;
import org.ringbook.reports.ReportTable.Note;

/** The reports whose rows are groups of the same facts. */
final class Catalogue {

    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final Note BY_START = Note.of("by-start");
    private static final Note BY_ENTRY = Note.of("by-entry");

    private static final List<Column> OF_CALLS = List.of(
            count("calls", Figure.CALLS),
            count("inbound", Figure.INBOUND),
            count("answered", Figure.ANSWERED),
            count("missed", Figure.MISSED),
            share("missed-share", Figure.MISSED, Figure.INBOUND),
            count("busy", Figure.BUSY),
            count("failed", Figure.FAILED),
            count("going-on", Figure.GOING_ON),
            count("outbound", Figure.OUTBOUND),
            count("reached", Figure.REACHED),
            count("internal", Figure.INTERNAL),
            mean("wait", Figure.WAIT, Figure.ANSWERED),
            time("talk", Figure.TALK),
            mean("talk-mean", Figure.TALK, Figure.TALKS),
            count("minute-talks", Figure.MINUTE_TALKS),
            count("short", Figure.SHORT));

    private static final Drawing INBOUND = new Drawing(Shape.COLUMNS, List.of("answered", "missed"));

    private static final Function<ReportQuery, List<Integer>> NO_KEYS = query -> List.of();
    private static final BiFunction<ReportQuery, Integer, Sums> NOTHING = (query, key) -> Sums.NONE;

    private final FactQuery facts;
    private final Labels labels;
    private final ReportSettings settings;
    private final Workdays workdays;
    private final Channels channels;

    Catalogue(FactQuery facts, Labels labels, ReportSettings settings, Workdays workdays, Channels channels) {
        this.facts = facts;
        this.labels = labels;
        this.settings = settings;
        this.workdays = workdays;
        this.channels = channels;
    }

    List<Report> all() {
        var all = new ArrayList<Report>();
        all.add(timed("hours", Grouping.HOUR, "hour", query -> range(0, 23), OF_CALLS));
        all.add(weekdays());
        all.add(timed("days", Grouping.DAY, "day", Catalogue::days, OF_CALLS));
        all.add(timed("months", Grouping.MONTH, "month", Catalogue::months, OF_CALLS));
        all.add(heatmap());
        all.add(employees());
        all.add(lines());
        all.add(channels());
        all.add(results());
        all.add(queues("queues", false));
        all.add(queues("queue-stints", true));
        all.add(serviceLevel());
        all.add(abandonment());
        return all;
    }

    private Report timed(
            String name, Grouping by, String label, Function<ReportQuery, List<Integer>> keys, List<Column> columns) {
        return report(new Plan(
                name, new Subject(Facts.CALLS, by, false), label, columns, INBOUND, List.of(BY_START), keys, NOTHING));
    }

    private Report report(Plan plan) {
        return new GroupedReport(plan, facts, labels);
    }

    private Report weekdays() {
        var columns = new ArrayList<>(OF_CALLS);
        columns.add(perDay("inbound-mean", Figure.INBOUND));
        return report(new Plan(
                "weekdays",
                new Subject(Facts.CALLS, Grouping.WEEKDAY, false),
                "weekday",
                columns,
                INBOUND,
                List.of(BY_START, Note.of("by-workdays")),
                query -> range(1, 7),
                (query, weekday) -> days(query, weekday)));
    }

    private Report heatmap() {
        return report(new Plan(
                "heatmap",
                new Subject(Facts.CALLS, Grouping.WEEK_HOUR, false),
                "week-hour",
                List.of(
                        perDay("inbound-mean", Figure.INBOUND),
                        count("inbound", Figure.INBOUND),
                        count("answered", Figure.ANSWERED),
                        count("missed", Figure.MISSED),
                        new Column("days", Unit.COUNT, null, sums -> (double) sums.of(Figure.DAYS))),
                new Drawing(Shape.WEEK, List.of("inbound-mean")),
                List.of(BY_START, Note.of("by-workdays")),
                query -> range(0, 7 * 24 - 1),
                (query, key) -> days(query, key / 24 + 1)));
    }

    private static Column perDay(String name, Figure figure) {
        return new Column(
                name,
                Unit.DECIMAL,
                figure,
                sums -> sums.of(Figure.DAYS) == 0 ? null : (double) sums.of(figure) / sums.of(Figure.DAYS));
    }

    private Sums days(ReportQuery query, int weekday) {
        Map<Integer, Integer> days =
                workdays.of(query.period(), LocalDate.now(query.period().zone()));
        return one(Figure.DAYS, days.getOrDefault(weekday, 0));
    }

    private static Sums one(Figure figure, long value) {
        return new Sums(new EnumMap<>(Map.of(figure, value)));
    }

    private Report employees() {
        return report(new Plan(
                "employees",
                new Subject(Facts.PEOPLE, Grouping.PERSON, false),
                "person",
                List.of(
                        count("person-answered", Figure.PERSON_ANSWERED),
                        count("parts", Figure.SPOKE),
                        count("placed", Figure.PERSON_PLACED),
                        count("person-reached", Figure.PERSON_REACHED),
                        share("reached-share", Figure.PERSON_REACHED, Figure.PERSON_PLACED),
                        count("person-missed", Figure.PERSON_MISSED),
                        time("person-talk", Figure.PERSON_TALK),
                        time("person-hold", Figure.PERSON_HOLD),
                        mean("person-talk-mean", Figure.PERSON_TALK, Figure.SPOKE),
                        longest("person-longest", Figure.PERSON_LONGEST),
                        count("person-minute-talks", Figure.PERSON_MINUTE_TALKS),
                        moment("first-at", Figure.FIRST_AT),
                        moment("last-at", Figure.LAST_AT)),
                new Drawing(Shape.BARS, List.of("person-answered", "placed")),
                List.of(BY_START, Note.of("by-person")),
                NO_KEYS,
                NOTHING));
    }

    private Report lines() {
        return report(new Plan(
                "lines",
                new Subject(Facts.CALLS, Grouping.LINE, false),
                "line",
                withTargets(),
                new Drawing(Shape.BARS, List.of("answered", "missed")),
                List.of(BY_START),
                NO_KEYS,
                NOTHING));
    }

    private static List<Column> withTargets() {
        var columns = new ArrayList<>(OF_CALLS);
        columns.remove(columns.size() - 1);
        columns.add(count("target", Figure.TARGET));
        return columns;
    }

    private Report channels() {
        return report(new Plan(
                "channels",
                new Subject(Facts.CALLS, Grouping.CHANNEL, false),
                "channel",
                List.of(
                        count("inbound", Figure.INBOUND),
                        count("answered", Figure.ANSWERED),
                        count("missed", Figure.MISSED),
                        count("target", Figure.TARGET),
                        new Column(
                                "cost",
                                Unit.DECIMAL,
                                null,
                                sums -> sums.of(Figure.COST) == 0 ? null : sums.of(Figure.COST) / 100.0),
                        new Column("target-price", Unit.DECIMAL, null, Catalogue::price)),
                new Drawing(Shape.BARS, List.of("target")),
                List.of(BY_START, Note.of("by-channel")),
                query -> channels.during(query.period()),
                (query, channel) -> one(Figure.COST, channels.cost(channel, query.period()))));
    }

    private static Double price(Sums sums) {
        return sums.of(Figure.COST) == 0 || sums.of(Figure.TARGET) == 0
                ? null
                : sums.of(Figure.COST) / 100.0 / sums.of(Figure.TARGET);
    }

    private Report results() {
        return report(new Plan(
                "results",
                new Subject(Facts.CALLS, Grouping.RESULT, false),
                "result",
                List.of(
                        count("calls", Figure.CALLS),
                        time("talk", Figure.TALK),
                        mean("talk-mean", Figure.TALK, Figure.TALKS),
                        count("short", Figure.SHORT)),
                new Drawing(Shape.BARS, List.of("calls")),
                List.of(BY_START),
                NO_KEYS,
                NOTHING));
    }

    private List<Column> ofQueues() {
        return List.of(
                count("offered", Figure.OFFERED),
                count("queue-answered", Figure.QUEUE_ANSWERED),
                count("abandoned", Figure.ABANDONED),
                count("short-abandoned", Figure.SHORT_ABANDONED),
                count("overflow", Figure.OVERFLOW),
                count("waiting", Figure.WAITING),
                share("abandoned-share", Figure.ABANDONED, Figure.OFFERED),
                new Column("service-level", Unit.SHARE, Figure.IN_TIME, this::level),
                mean("asa", Figure.QUEUE_WAIT, Figure.QUEUE_ANSWERED),
                longest("longest-wait", Figure.LONGEST_WAIT));
    }

    private Double level(Sums sums) {
        return settings.serviceLevel()
                .of(new ServiceLevel.Waits(
                        sums.of(Figure.QUEUE_ANSWERED),
                        sums.of(Figure.IN_TIME),
                        sums.of(Figure.ABANDONED),
                        sums.of(Figure.ABANDONED_IN_TIME),
                        sums.of(Figure.SHORT_ABANDONED)));
    }

    private Note formula() {
        return Note.of(
                "service-level." + settings.serviceLevel().word(),
                settings.answerWithin().toSeconds(),
                settings.shortAbandon().toSeconds());
    }

    private Report queues(String name, boolean stints) {
        return report(new Plan(
                name,
                new Subject(Facts.QUEUES, Grouping.QUEUE, stints),
                "queue",
                ofQueues(),
                new Drawing(Shape.BARS, List.of("queue-answered", "abandoned", "overflow")),
                List.of(BY_ENTRY, Note.of(stints ? "per-stint" : "per-call"), formula()),
                NO_KEYS,
                NOTHING));
    }

    private Report serviceLevel() {
        return report(new Plan(
                "service-level",
                new Subject(Facts.QUEUES, Grouping.INTERVAL, false),
                "interval",
                ofQueues(),
                new Drawing(Shape.COLUMNS, List.of("queue-answered", "abandoned")),
                List.of(BY_ENTRY, Note.of("per-call"), formula()),
                Catalogue::intervals,
                NOTHING));
    }

    private static List<Integer> intervals(ReportQuery query) {
        int seconds = query.minutes() * 60;
        return IntStream.range(0, SECONDS_OF_A_DAY / seconds)
                .map(place -> place * seconds)
                .boxed()
                .toList();
    }

    private Report abandonment() {
        return report(new Plan(
                "abandonment",
                new Subject(Facts.QUEUES, Grouping.WAIT, false),
                "wait",
                List.of(
                        count("abandoned", Figure.ABANDONED),
                        count("queue-answered", Figure.QUEUE_ANSWERED),
                        count("overflow", Figure.OVERFLOW)),
                new Drawing(Shape.COLUMNS, List.of("abandoned")),
                List.of(BY_ENTRY, Note.of("per-call")),
                query -> List.of(5, 10, 20, 30, 60, 61),
                NOTHING));
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Integer> days(ReportQuery query) {
        return range(
                Math.toIntExact(query.period().first().toEpochDay()),
                Math.toIntExact(query.period().last().toEpochDay()));
    }

    private static List<Integer> months(ReportQuery query) {
        return range(month(query.period().first()), month(query.period().last()));
    }

    private static int month(LocalDate day) {
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }
}
