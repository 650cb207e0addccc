package org.ringbook.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.reports.StateIntervals.Interval;

/** Pauses of people by reason: how many, how long, the longest. Time counts as far as it lies in the period. */
final class PausesReport implements Report {

    private static final List<Heading> COLUMNS = List.of(
            new Heading("pauses", Unit.COUNT),
            new Heading("pause-time", Unit.DURATION),
            new Heading("pause-mean", Unit.DURATION),
            new Heading("pause-longest", Unit.DURATION));

    private final StateIntervals states;

    PausesReport(StateIntervals states) {
        this.states = states;
    }

    @Override
    public String name() {
        return "pauses";
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.BARS, List.of("pause-time"));
    }

    @Override
    public Counted count(ReportQuery query) {
        var groups = new TreeMap<String, List<Long>>();
        Instant now = Instant.now();
        for (Interval one : states.during(
                people(query), query.period().from(), query.period().to())) {
            if (one.isPause()) {
                groups.computeIfAbsent(
                                one.staffId() + " " + (one.reason() == null ? "" : one.reason()),
                                key -> new ArrayList<>())
                        .add(within(one, query.period(), now));
            }
        }
        var all = new ArrayList<Long>();
        groups.values().forEach(all::addAll);
        List<Row> rows = groups.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(java.util.Comparator.comparing(times -> -sum(times))))
                .map(group -> row(group.getKey(), new Label("pause", group.getKey()), group.getValue()))
                .toList();
        return new Counted(COLUMNS, rows, row("", new Label("all", ""), all), List.of(Note.of("by-time")));
    }

    private static Collection<UUID> people(ReportQuery query) {
        if (query.person() == null) {
            return query.people();
        }
        boolean seen = query.people() == null || query.people().contains(query.person());
        return seen ? Set.of(query.person()) : Set.of();
    }

    private static long within(Interval one, Period period, Instant now) {
        Instant from = one.since().isBefore(period.from()) ? period.from() : one.since();
        Instant end = one.until() == null ? now : one.until();
        Instant to = end.isAfter(period.to()) ? period.to() : end;
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    private static long sum(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).sum();
    }

    private static Row row(String key, Label label, List<Long> times) {
        var values = new ArrayList<Double>();
        values.add((double) times.size());
        values.add((double) sum(times));
        values.add(times.isEmpty() ? null : (double) sum(times) / times.size());
        values.add(times.stream().max(Long::compare).map(Long::doubleValue).orElse(null));
        return new Row(key, label, values, List.of(), List.of(false, false, false, false));
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        throw Refused.because("column", "reports.column.none", column);
    }
}
