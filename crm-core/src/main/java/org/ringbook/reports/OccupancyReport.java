package org.ringbook.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.reports.StateIntervals.Spent;

/**
 * How full people's time was. Occupancy: (talk + hold + wrap-up) / (the same + ready + ringing), pauses out. Utilisation: (talk + hold +
 * wrap-up) / logged in, pauses in. What is not known is in neither. Time counts as far as it lies in the period.
 */
final class OccupancyReport implements Report {

    private static final Set<String> BUSY = Set.of("talking", "hold", "wrap_up");
    /** Whoever is promised a call, or calls somebody, is as one who is ready and one whose telephone rings. */
    private static final Set<String> FREE = Set.of("available", "reserved", "ringing", "calling");

    private static final Set<String> PAUSED = Set.of("paused", "not_ready");
    private static final String UNKNOWN = "unknown";
    private static final String OFFLINE = "offline";

    private static final List<Heading> COLUMNS = List.of(
            new Heading("logged-in", Unit.DURATION),
            new Heading("busy-time", Unit.DURATION),
            new Heading("free-time", Unit.DURATION),
            new Heading("paused-time", Unit.DURATION),
            new Heading("unknown-time", Unit.DURATION),
            new Heading("occupancy", Unit.SHARE),
            new Heading("utilisation", Unit.SHARE));

    private final StateIntervals states;
    private final PeopleAsked people;

    OccupancyReport(StateIntervals states, PeopleAsked people) {
        this.states = states;
        this.people = people;
    }

    /** Milliseconds. @param loggedIn everything that is known but being offline */
    private record Times(long loggedIn, long busy, long free, long paused, long unknown) {

        static final Times NONE = new Times(0, 0, 0, 0, 0);

        Times plus(Spent one) {
            long millis = one.millis();
            boolean known = !one.state().equals(UNKNOWN);
            boolean there = known && !one.state().equals(OFFLINE);
            return new Times(
                    loggedIn + (there ? millis : 0),
                    busy + (BUSY.contains(one.state()) ? millis : 0),
                    free + (FREE.contains(one.state()) ? millis : 0),
                    paused + (PAUSED.contains(one.state()) ? millis : 0),
                    unknown + (known ? 0 : millis));
        }

        Row row(String key, Label label) {
            var values = new ArrayList<Double>();
            for (long millis : new long[] {loggedIn, busy, free, paused, unknown}) {
                values.add((double) millis);
            }
            values.add(share(busy, busy + free));
            values.add(share(busy, loggedIn));
            return new Row(
                    key,
                    label,
                    values,
                    List.of(),
                    COLUMNS.stream().map(one -> false).toList());
        }

        private static Double share(long part, long whole) {
            return whole == 0 ? null : (double) part / whole;
        }
    }

    @Override
    public String name() {
        return "occupancy";
    }

    /** States have no call. */
    @Override
    public Set<ReportFilter> filters() {
        return EnumSet.of(ReportFilter.PERSON, ReportFilter.TEAM);
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.BARS, List.of("busy-time", "free-time", "paused-time"));
    }

    @Override
    public Counted count(ReportQuery query) {
        Map<UUID, Times> times = new HashMap<>();
        Times all = Times.NONE;
        for (Spent one : states.spent(
                people.of(query), query.period().from(), query.period().to())) {
            times.merge(one.staffId(), Times.NONE.plus(one), (known, fresh) -> known.plus(one));
            all = all.plus(one);
        }
        List<Row> rows = times.entrySet().stream()
                .filter(one -> one.getValue().loggedIn() + one.getValue().unknown() > 0)
                .sorted(Comparator.comparing(
                                (Map.Entry<UUID, Times> one) -> -one.getValue().busy())
                        .thenComparing(Map.Entry::getKey))
                .map(one -> one.getValue()
                        .row(
                                one.getKey().toString(),
                                new Label("person", one.getKey().toString())))
                .toList();
        return new Counted(
                COLUMNS, rows, all.row("", new Label("all", "")), List.of(Note.of("by-time"), Note.of("occupancy")));
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        throw Refused.because("column", "reports.column.none", column);
    }
}
