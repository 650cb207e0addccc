package org.ringbook.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.reports.StateIntervals.Pauses;

/** Pauses of people by reason: how many, how long, the longest. Time counts as far as it lies in the period. */
final class PausesReport implements Report {

    private static final List<Heading> COLUMNS = List.of(
            new Heading("pauses", Unit.COUNT),
            new Heading("pause-time", Unit.DURATION),
            new Heading("pause-mean", Unit.DURATION),
            new Heading("pause-longest", Unit.DURATION));

    private final StateIntervals states;
    private final PeopleAsked people;

    PausesReport(StateIntervals states, PeopleAsked people) {
        this.states = states;
        this.people = people;
    }

    @Override
    public String name() {
        return "pauses";
    }

    /** A pause has no call. */
    @Override
    public Set<ReportFilter> filters() {
        return EnumSet.of(ReportFilter.PERSON, ReportFilter.TEAM);
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.BARS, List.of("pause-time"));
    }

    @Override
    public Counted count(ReportQuery query) {
        List<Pauses> pauses = states.pauses(
                people.of(query), query.period().from(), query.period().to());
        List<Row> rows = pauses.stream()
                .sorted(Comparator.comparing((Pauses one) -> -one.millis()).thenComparing(PausesReport::key))
                .map(one -> row(key(one), new Label("pause", key(one)), one.count(), one.millis(), one.longest()))
                .toList();
        long count = pauses.stream().mapToLong(Pauses::count).sum();
        long millis = pauses.stream().mapToLong(Pauses::millis).sum();
        long longest = pauses.stream().mapToLong(Pauses::longest).max().orElse(0);
        return new Counted(
                COLUMNS, rows, row("", new Label("all", ""), count, millis, longest), List.of(Note.of("by-time")));
    }

    private static String key(Pauses one) {
        return one.staffId() + " " + (one.reason() == null ? "" : one.reason());
    }

    private static Row row(String key, Label label, long count, long millis, long longest) {
        var values = new ArrayList<Double>();
        values.add((double) count);
        values.add((double) millis);
        values.add(count == 0 ? null : (double) millis / count);
        values.add(count == 0 ? null : (double) longest);
        return new Row(key, label, values, List.of(), List.of(false, false, false, false));
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        throw Refused.because("column", "reports.column.none", column);
    }
}
