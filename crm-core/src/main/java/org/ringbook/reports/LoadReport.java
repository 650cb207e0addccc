package org.ringbook.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How much went on at once, day by day: by time spent, so that a call over midnight is in both days, each with its part. The most at
 * once is that of one instant, never a sum.
 */
final class LoadReport implements Report {

    private static final int MINUTE = 60_000;

    private static final List<Heading> COLUMNS = List.of(
            new Heading("load-calls", Unit.COUNT),
            new Heading("load-talk", Unit.DURATION),
            new Heading("peak", Unit.COUNT),
            new Heading("peak-at", Unit.MOMENT),
            new Heading("busy-minutes", Unit.COUNT));

    /** Rows that are in memory at once, however long the period is. */
    private static final int FETCHED = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FactQuery facts;

    LoadReport(DataSource database, FactQuery facts) {
        var rows = new JdbcTemplate(database);
        rows.setFetchSize(FETCHED);
        this.jdbc = JdbcClient.create(rows);
        // Without a transaction the driver keeps every row of an answer.
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.transaction.setReadOnly(true);
        this.facts = facts;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.COLUMNS, List.of("peak"));
    }

    /** Milliseconds. @param answered the end where nobody spoke */
    private record Spell(long start, long answered, long end) {}

    /** What a day comes to. */
    static final class Day {
        final long from;
        final long to;
        final int[] most;
        long calls;
        long talk;
        int peak;
        long peakAt;

        Day(LocalDate day, ZoneId zone) {
            from = day.atStartOfDay(zone).toInstant().toEpochMilli();
            to = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            most = new int[(int) ((to - from) / MINUTE)];
        }

        private void goesOn(long at, int open) {
            if (at >= from && at < to && open > peak) {
                peak = open;
                peakAt = at;
            }
            if (at >= from && at < to) {
                int minute = Math.min(most.length - 1, (int) ((at - from) / MINUTE));
                most[minute] = Math.max(most[minute], open);
            }
        }

        /** In which at least nine tenths of the day's most went on. */
        long busyMinutes() {
            return peak == 0
                    ? 0
                    : Arrays.stream(most).filter(open -> open * 10 >= peak * 9).count();
        }
    }

    @Override
    public Counted count(ReportQuery query) {
        Map<LocalDate, Day> days = days(query);
        var rows = new ArrayList<Row>();
        days.forEach((day, load) -> rows.add(new Row(
                day.toString(),
                new Label("day", day.toString()),
                Arrays.asList(
                        (double) load.calls,
                        (double) load.talk,
                        (double) load.peak,
                        load.peak == 0 ? null : (double) load.peakAt,
                        (double) load.busyMinutes()),
                List.of(),
                List.of(load.calls > 0, load.talk > 0, load.peak > 0, load.peak > 0, false))));
        return new Counted(COLUMNS, rows, null, List.of(Note.of("by-time"), Note.of("by-peak"), Note.of("lost-ends")));
    }

    private Map<LocalDate, Day> days(ReportQuery query) {
        var days = new TreeMap<LocalDate, Day>();
        Period period = query.period();
        for (LocalDate day = period.first(); !day.isAfter(period.last()); day = day.plusDays(1)) {
            days.put(day, new Day(day, period.zone()));
        }
        var sweep = new Sweep(new ArrayList<>(days.values()));
        long now = Math.min(Instant.now().toEpochMilli(), period.to().toEpochMilli());
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "select f.started_at, f.answered_at, f.ended_at from report_call f where " + during(query)
                                + " order by f.started_at")
                .params(facts.parameters(query))
                .query(row -> {
                    long start = row.getTimestamp(1).getTime();
                    Timestamp answered = row.getTimestamp(2);
                    Timestamp ended = row.getTimestamp(3);
                    long end = ended == null ? Math.max(start, now) : ended.getTime();
                    sweep.take(new Spell(start, answered == null ? end : answered.getTime(), end));
                }));
        sweep.end();
        return days;
    }

    /** A call is looked for from two days before on: none is longer that is one, and what is open after a day has lost its end. */
    private static String during(ReportQuery query) {
        return "f.started_at >= cast(:from as timestamptz) - interval '2 days' and f.started_at < :to"
                + " and (f.ended_at > :from or f.ended_at is null and f.started_at > now() - interval '1 day') and not f.excluded"
                + FactQuery.Filter.sql(Figure.Facts.CALLS, query);
    }

    /** Calls in the order of their starts, and how many of them go on: at each start, and as each minute begins. */
    static final class Sweep {

        private final List<Day> days;
        private final PriorityQueue<Long> ends = new PriorityQueue<>();
        private int day;
        private long minute;

        /** @param days one after the other, at least one */
        Sweep(List<Day> days) {
            this.days = days;
            this.minute = days.get(0).from;
        }

        private void take(Spell call) {
            minutesUntil(call.start());
            endsUntil(call.start());
            ends.add(call.end());
            if (day < days.size()) {
                days.get(day).goesOn(call.start(), ends.size());
            }
            for (int i = day; i < days.size() && days.get(i).from <= Math.max(call.start(), call.end() - 1); i++) {
                add(days.get(i), call);
            }
        }

        private static void add(Day day, Spell call) {
            day.calls++;
            day.talk += Math.max(0, Math.min(call.end(), day.to) - Math.max(call.answered(), day.from));
        }

        private void minutesUntil(long at) {
            while (minute <= at && day < days.size()) {
                if (minute >= days.get(day).to) {
                    day++;
                    continue;
                }
                endsUntil(minute);
                days.get(day).goesOn(minute, ends.size());
                minute += MINUTE;
            }
        }

        private void endsUntil(long at) {
            while (!ends.isEmpty() && ends.peek() <= at) {
                ends.poll();
            }
        }

        private void end() {
            minutesUntil(days.get(days.size() - 1).to);
        }
    }

    private Instant peak(ReportQuery query) {
        return Instant.ofEpochMilli(days(query).values().stream()
                .max(java.util.Comparator.comparingInt(each -> each.peak))
                .map(each -> each.peakAt)
                .orElse(0L));
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        if (COLUMNS.stream().noneMatch(each -> each.name().equals(column))) {
            throw Refused.because("column", "reports.column.none", column);
        }
        ReportQuery day = key == null || key.isEmpty()
                ? query
                : query.in(Period.of(key, key, query.period().zone().getId(), null));
        boolean ofPeak = column.startsWith("peak");
        String at = ofPeak ? " and f.started_at <= :peak and (f.ended_at is null or f.ended_at > :peak)" : "";
        Instant peak = ofPeak ? peak(day) : Instant.EPOCH;
        return jdbc.sql("select f.call_id from report_call f where " + during(day) + at
                        + " order by f.started_at desc, f.call_id limit :limit offset :offset")
                .params(facts.parameters(day))
                .param("peak", Timestamp.from(peak))
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list();
    }
}
