package org.ringbook.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How soon leads are called: from the making of a lead until the first call of ours to them, and until the first conversation with them,
 * in working time. By the day on which it was made. One that a conversation made was never waited for, and is left out; so is likely spam.
 */
final class SpeedToLeadReport implements Report {

    /** A column of leads, and the call of theirs that it opens. */
    private record Counting(String name, Predicate<Made> of, Function<Made, UUID> call) {}

    /**
     * @param tried until the first call of ours to them began, in working time; null when there was none
     * @param spoke until somebody first spoke with them
     */
    private record Made(Instant at, UUID tryId, Duration tried, UUID talkId, Duration spoke) {

        boolean isTriedWithin(int minutes) {
            return tried != null && tried.compareTo(Duration.ofMinutes(minutes)) <= 0;
        }
    }

    private static final List<Counting> COUNTED = List.of(
            new Counting("leads", lead -> true, lead -> null),
            new Counting("lead-tried", lead -> lead.tried() != null, Made::tryId),
            new Counting("tried-5", lead -> lead.isTriedWithin(5), Made::tryId),
            new Counting("tried-15", lead -> lead.isTriedWithin(15), Made::tryId),
            new Counting("tried-60", lead -> lead.isTriedWithin(60), Made::tryId),
            new Counting("lead-spoken", lead -> lead.spoke() != null, Made::talkId),
            new Counting("lead-waits", lead -> lead.tried() == null && lead.spoke() == null, lead -> null));

    private static final List<Heading> COLUMNS = columns();

    private static final String CALLS_OF_IT =
            "(select c.id, c.%1$s as at from lead_event e join call c on c.id = e.call_id"
                    + " where e.lead_id = l.id and e.kind = 'call' and c.%1$s >= l.created_at and %2$s order by c.%1$s, c.id limit 1)";

    private static final String MADE =
            "select l.created_at, t.id as try_id, t.at as tried_at, s.id as talk_id, s.at as spoke_at"
                    + " from lead l left join lateral "
                    + CALLS_OF_IT.formatted(
                            "started_at", "c.direction = 'outbound' and c.reason is distinct from 'agent_unreachable'")
                    + " t on true left join lateral "
                    + CALLS_OF_IT.formatted("answered_at", "c.result = 'answered'")
                    + " s on true where l.created_at >= :from and l.created_at < :to and l.doubtful is null"
                    + " and not exists (select from call o where o.id = l.call_id and o.result = 'answered')"
                    + " and not exists (select from report_excluded e where e.number = l.phone)";

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    SpeedToLeadReport(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    private static List<Heading> columns() {
        var columns = new ArrayList<Heading>();
        COUNTED.forEach(each -> columns.add(new Heading(each.name(), Unit.COUNT)));
        columns.add(new Heading("try-median", Unit.DURATION));
        columns.add(new Heading("talk-median", Unit.DURATION));
        return List.copyOf(columns);
    }

    @Override
    public String name() {
        return "speed-to-lead";
    }

    /** A lead is somebody's. */
    @Override
    public Set<ReportFilter> filters() {
        return EnumSet.of(ReportFilter.PERSON, ReportFilter.TEAM);
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.COLUMNS, List.of("lead-tried", "lead-waits"));
    }

    @Override
    public Counted count(ReportQuery query) {
        var days = new TreeMap<LocalDate, List<Made>>();
        for (LocalDate day = query.period().first(); !day.isAfter(query.period().last()); day = day.plusDays(1)) {
            days.put(day, new ArrayList<>());
        }
        List<Made> all = made(query);
        all.forEach(lead -> days.get(dayOf(lead, query)).add(lead));
        List<Row> rows = days.entrySet().stream()
                .map(day -> row(
                        day.getKey().toString(), new Label("day", day.getKey().toString()), day.getValue()))
                .toList();
        return new Counted(
                COLUMNS,
                rows,
                row("", new Label("all", ""), all),
                List.of(Note.of("by-lead"), Note.of("working-time")));
    }

    private static LocalDate dayOf(Made lead, ReportQuery query) {
        return lead.at().atZone(query.period().zone()).toLocalDate();
    }

    private List<Made> made(ReportQuery query) {
        return jdbc.sql(MADE
                        + (query.person() == null ? "" : " and l.responsible_id = :person")
                        + (query.team() == null
                                ? ""
                                : " and l.responsible_id in (select id from staff_member where team = :team)")
                        + (query.people() == null ? "" : " and l.responsible_id = any(:people::uuid[])")
                        + " order by l.created_at")
                .params(parameters(query))
                .query((row, number) -> read(row))
                .list();
    }

    private Made read(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp("created_at").toInstant();
        return new Made(
                at,
                row.getObject("try_id", UUID.class),
                until(at, row.getTimestamp("tried_at")),
                row.getObject("talk_id", UUID.class),
                until(at, row.getTimestamp("spoke_at")));
    }

    private Duration until(Instant from, Timestamp to) {
        return to == null ? null : calendar.between(from, to.toInstant());
    }

    private static Map<String, Object> parameters(ReportQuery query) {
        var values = new HashMap<String, Object>();
        values.put("from", Timestamp.from(query.period().from()));
        values.put("to", Timestamp.from(query.period().to()));
        values.put("person", query.person());
        values.put("team", query.team());
        values.put("people", query.people() == null ? null : query.people().toArray(UUID[]::new));
        return values;
    }

    private static Row row(String key, Label label, List<Made> leads) {
        var values = new ArrayList<Double>();
        var opens = new ArrayList<Boolean>();
        for (Counting each : COUNTED) {
            values.add((double) leads.stream().filter(each.of()).count());
            opens.add(leads.stream().filter(each.of()).map(each.call()).anyMatch(Objects::nonNull));
        }
        values.add(median(leads, Made::tried));
        values.add(median(leads, Made::spoke));
        opens.add(false);
        opens.add(false);
        return new Row(key, label, values, List.of(), opens);
    }

    private static Double median(List<Made> leads, Function<Made, Duration> of) {
        List<Long> times = leads.stream()
                .map(of)
                .filter(Objects::nonNull)
                .map(Duration::toMillis)
                .sorted()
                .toList();
        int half = times.size() / 2;
        return times.isEmpty()
                ? null
                : times.size() % 2 == 1 ? (double) times.get(half) : (times.get(half - 1) + times.get(half)) / 2.0;
    }

    private static List<Made> newestFirst(List<Made> leads) {
        var reversed = new ArrayList<>(leads);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        Counting counting = COUNTED.stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow(() -> Refused.because("column", "reports.column.none", column));
        return newestFirst(made(query)).stream()
                .filter(counting.of())
                .filter(lead -> key == null
                        || key.isEmpty()
                        || dayOf(lead, query).toString().equals(key))
                .map(counting.call())
                .filter(Objects::nonNull)
                .distinct()
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
