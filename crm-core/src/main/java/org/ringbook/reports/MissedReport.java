package org.ringbook.reports;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Missed and called back: of each client (or number that nobody knows) that reached nobody, when somebody spoke with them, and who called.
 * Several misses before that are one. Time is working time. By the day of the first missed call, from what the missed calls left to do.
 */
final class MissedReport implements Report {

    /** A column of debts, and of which of their calls it opens. */
    private record Counting(String name, Predicate<Debt> of, String parts) {}

    /** @param working until they were reached; null while they were not */
    private record Debt(
            UUID id, Instant first, String outcome, boolean closed, int calls, int attempts, Duration working) {

        boolean calledBack() {
            return "called_back".equals(outcome);
        }

        boolean within(int minutes) {
            return reached() && working.compareTo(Duration.ofMinutes(minutes)) <= 0;
        }

        boolean reached() {
            return calledBack() || "came_back".equals(outcome);
        }
    }

    private static final String MISSED = "missed";

    private static final List<Counting> COUNTED = List.of(
            new Counting("debts", debt -> true, MISSED),
            new Counting("called-back", Debt::calledBack, "closing"),
            new Counting("came-back", debt -> "came_back".equals(debt.outcome()), "closing"),
            new Counting("within-5", debt -> debt.within(5), "closing"),
            new Counting("within-15", debt -> debt.within(15), "closing"),
            new Counting("within-60", debt -> debt.within(60), "closing"),
            new Counting("tried-only", debt -> !debt.reached() && debt.attempts() > 0, "attempt"),
            new Counting("not-called", debt -> !debt.reached() && debt.attempts() == 0 && !debt.closed(), MISSED),
            new Counting(
                    "by-hand",
                    debt -> "by_hand".equals(debt.outcome()) || "unreachable".equals(debt.outcome()),
                    MISSED));

    private static final List<Heading> COLUMNS = columns();

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    MissedReport(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    private static List<Heading> columns() {
        var columns = new ArrayList<Heading>();
        COUNTED.forEach(each -> columns.add(new Heading(each.name(), Unit.COUNT)));
        columns.add(1, new Heading("missed-calls", Unit.COUNT));
        columns.add(new Heading("called-back-share", Unit.SHARE));
        columns.add(new Heading("back-median", Unit.DURATION));
        return List.copyOf(columns);
    }

    @Override
    public String name() {
        return "missed";
    }

    /** Debts are of calls that came in and that nobody answered: of these two nothing is left to choose. */
    @Override
    public Set<ReportFilter> filters() {
        return EnumSet.complementOf(EnumSet.of(ReportFilter.DIRECTION, ReportFilter.RESULT));
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.COLUMNS, List.of("called-back", "came-back", "not-called"));
    }

    @Override
    public Counted count(ReportQuery query) {
        var days = new TreeMap<LocalDate, List<Debt>>();
        List<Debt> all = debts(query);
        for (LocalDate day = query.period().first(); !day.isAfter(query.period().last()); day = day.plusDays(1)) {
            days.put(day, new ArrayList<>());
        }
        all.forEach(debt -> days.get(debt.first().atZone(query.period().zone()).toLocalDate())
                .add(debt));
        List<Row> rows = days.entrySet().stream()
                .map(day -> row(
                        day.getKey().toString(), new Label("day", day.getKey().toString()), day.getValue()))
                .toList();
        return new Counted(
                COLUMNS,
                rows,
                row("", new Label("all", ""), all),
                List.of(Note.of("by-missed"), Note.of("working-time")));
    }

    private List<Debt> debts(ReportQuery query) {
        return jdbc.sql("select o.* from obligation o where " + condition(query) + " order by o.first_at")
                .params(parameters(query))
                .query((row, number) -> {
                    Instant first = row.getTimestamp("first_at").toInstant();
                    Timestamp closed = row.getTimestamp("closed_at");
                    return new Debt(
                            row.getObject("id", UUID.class),
                            first,
                            row.getString("outcome"),
                            closed != null,
                            row.getInt("calls"),
                            row.getInt("attempts"),
                            closed == null ? null : calendar.between(first, closed.toInstant()));
                })
                .list();
    }

    private static String condition(ReportQuery query) {
        return "o.first_at >= :from and o.first_at < :to and o.outcome is distinct from 'withdrawn'"
                + " and not exists (select from report_excluded e where '+' || e.number = o.number)"
                + (query.line() == null ? "" : " and o.line = :line")
                + (query.queue() == null ? "" : " and o.queue = :queue")
                + (query.person() == null ? "" : " and :person = any(o.rang)")
                + (query.team() == null
                        ? ""
                        : " and exists (select from staff_member m where m.id = any(o.rang) and m.team = :team)")
                + (query.people() == null ? "" : " and o.people && :people::uuid[]");
    }

    private static Map<String, Object> parameters(ReportQuery query) {
        var values = new HashMap<String, Object>();
        values.put("from", Timestamp.from(query.period().from()));
        values.put("to", Timestamp.from(query.period().to()));
        values.put("line", query.line());
        values.put("queue", query.queue());
        values.put("person", query.person());
        values.put("team", query.team());
        values.put("people", query.people() == null ? null : query.people().toArray(UUID[]::new));
        return values;
    }

    private static Row row(String key, Label label, List<Debt> debts) {
        var values = new ArrayList<Double>();
        var opens = new ArrayList<Boolean>();
        for (Counting each : COUNTED) {
            long count = debts.stream().filter(each.of()).count();
            values.add((double) count);
            opens.add(count > 0);
        }
        values.add(1, debts.stream().mapToDouble(Debt::calls).sum());
        opens.add(1, !debts.isEmpty());
        long back = debts.stream().filter(Debt::calledBack).count();
        values.add(debts.isEmpty() ? null : (double) back / debts.size());
        values.add(median(debts));
        opens.add(back > 0);
        opens.add(false);
        return new Row(key, label, values, List.of(), opens);
    }

    private static Double median(List<Debt> debts) {
        List<Long> times = debts.stream()
                .filter(Debt::reached)
                .map(debt -> debt.working().toMillis())
                .sorted()
                .toList();
        int half = times.size() / 2;
        return times.isEmpty()
                ? null
                : times.size() % 2 == 1 ? (double) times.get(half) : (times.get(half - 1) + times.get(half)) / 2.0;
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        String counted =
                column.equals("missed-calls") ? "debts" : column.equals("called-back-share") ? "called-back" : column;
        Counting counting = COUNTED.stream()
                .filter(each -> each.name().equals(counted))
                .findFirst()
                .orElseThrow(() -> Refused.because("column", "reports.column.none", column));
        UUID[] ids = debts(query).stream()
                .filter(counting.of())
                .filter(debt -> key == null
                        || key.isEmpty()
                        || debt.first()
                                .atZone(query.period().zone())
                                .toLocalDate()
                                .toString()
                                .equals(key))
                .map(Debt::id)
                .toArray(UUID[]::new);
        // A debt may be theirs and a call of it another's: of those whose calls one may not see none is opened.
        String seen = query.people() == null
                ? ""
                : " and exists (select from report_part p join report_name n on n.id = p.person and n.kind = 4"
                        + " where p.call_id = o.call_id and n.name = any(cast(:people as uuid[])::text[]))";
        return jdbc.sql("select o.call_id from obligation_call o where o.obligation_id = any(:ids) and o.part = :part"
                        + seen + " group by o.call_id order by max(o.at) desc, o.call_id limit :limit offset :offset")
                .params(parameters(query))
                .param("ids", ids)
                .param("part", counting.parts())
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list();
    }
}
