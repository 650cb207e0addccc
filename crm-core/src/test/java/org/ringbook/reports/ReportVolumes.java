package org.ringbook.reports;

import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.Cast;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long reports take among very many calls, beside a plain query over the same rows. The year's facts are written straight into their
 * tables; how fast facts are made of the log is measured apart, with calls of the log. With {@code bench.database} (a JDBC address) what
 * was made stays there, and the next run only measures.
 */
public final class ReportVolumes {

    /** A year; fewer of its last days where there is no time for all. */
    private static final int DAYS = Integer.getInteger("bench.days", 365);

    private static final int YEAR = 365;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int IN_FILE = 300_000;
    private static final int FROM_LOG = 20_000;

    private static final String ID =
            "(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3)"
                    + " || '8' || substr(md5(i::text), 5, 15))::uuid";

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FactQuery facts;
    private final Reports reports;
    private final DaySums days;
    private final int rounds;

    private ReportVolumes(HikariDataSource pool, int rounds) {
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.facts = new FactQuery(jdbc, Ledger.MOSCOW, Ledger.SETTINGS);
        this.days = new DaySums(jdbc, transaction, Ledger.MOSCOW.getId(), Ledger.SETTINGS.shortTalkMillis());
        var history = new FactHistory(jdbc, transaction, new FactTables(jdbc, Ledger.MOSCOW.getId()));
        List<Report> all = new Catalogue(
                        facts, new Labels(jdbc), Ledger.SETTINGS, new Workdays(Ledger.CALENDAR), new Channels(jdbc))
                .all();
        this.reports = new Reports(all, new LedgerState(jdbc, history, facts), Ledger.MOSCOW);
        this.rounds = rounds;
    }

    public static void run(int calls, int rounds) throws Exception {
        var volumes = new ReportVolumes(database(), rounds);
        volumes.make(calls);
        volumes.measure();
        volumes.file();
        volumes.fromTheLog();
    }

    private static HikariDataSource database() {
        String kept = System.getProperty("bench.database");
        if (kept == null) {
            return Ledger.idleOrNew();
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl(kept);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private void make(int calls) {
        if (jdbc.sql("select exists (select from report_call)")
                .query(Boolean.class)
                .single()) {
            return;
        }
        long began = System.nanoTime();
        jdbc.sql(
                        "insert into report_name (kind, name) select 1, 'office' union all select 2, '+7495777' || lpad(i::text, 4, '0')"
                                + " from generate_series(1, 40) i union all select 3, 'queue ' || i from generate_series(1, 8) i"
                                + " union all select 4, md5('person' || i)::uuid::text from generate_series(1, 200) i")
                .update();
        Map<Integer, Integer> first = new java.util.HashMap<>();
        jdbc.sql("select kind, min(id) from report_name group by kind").query(row -> {
            first.put(row.getInt(1), row.getInt(2));
        });
        int part = Math.max(1, calls / YEAR);
        for (int day = YEAR - DAYS; day < YEAR; day++) {
            day(day, part, first);
        }
        jdbc.sql(
                        "insert into report_dirty_day (day, why) select distinct (started_at at time zone 'Europe/Moscow')::date, 'new' from report_call")
                .update();
        jdbc.sql("analyze").update();
        System.out.printf(Locale.ROOT, "%,d calls of %d days made in %.0f s%n", count(), DAYS, seconds(began));
        began = System.nanoTime();
        int summed = 0;
        while (days.one(LocalDate.of(2100, 1, 1)).isPresent()) {
            summed++;
        }
        System.out.printf(
                Locale.ROOT,
                "%d days summed up in %.1f s, %.0f ms each%n",
                summed,
                seconds(began),
                seconds(began) * 1000 / summed);
        jdbc.sql("vacuum analyze").update();
    }

    private void day(int day, int part, Map<Integer, Integer> first) {
        jdbc.sql("""
                with n as (select :day * :part + i as i, cast(:start as timestamptz) + make_interval(secs => 30000 + 40000.0 * i / :part)
                        as at, random() as r, random() as q, random() as w, random() as t from generate_series(1, :part) i),
                c as (select n.*, case when r < 0.55 then 0 when r < 0.92 then 1 else 2 end as direction,
                        case when q < 0.75 then 1 when r < 0.55 then 2 else 4 end as result,
                        (3000 + w * 40000)::int as wait, case when q < 0.75 then (t * t * 600000)::int + 3000 else 0 end as talk,
                        :person + (random() * 199)::int as person from n),
                put as (insert into report_call (call_id, started_at, answered_at, ended_at, direction, result, reason, source, line, queue,
                        agent, party, wait, talk, hold, entered_at, queue_wait, queue_outcome, healed, seen_again, excluded)
                    select %s, at, case when result = 1 then at + make_interval(secs => wait / 1000.0) end,
                        at + make_interval(secs => (wait + talk) / 1000.0), direction, result, case when result = 1 then 0 else 1 end,
                        :source, :line + (random() * 39)::int, case when direction = 0 then :queue + (i %% 8)::int end, person,
                        79160000000 + (random() * 3000000)::bigint, wait, talk, 0, case when direction = 0 then at end,
                        case when direction = 0 then wait end, case when direction = 0 then case when result = 1 then 1 else 2 end end,
                        random() < 0.002, false, false from c returning call_id)
                insert into report_part (call_id, person, started_at, direction, result, rang_at, answered_at, ended_at, talk, hold, is_last,
                    rang_out, excluded)
                select %s, person, at, direction, result, at, case when result = 1 then at + make_interval(secs => wait / 1000.0) end,
                    at + make_interval(secs => (wait + talk) / 1000.0), talk, 0, true, false, false from c""".formatted(ID, ID))
                .param("day", day)
                .param("part", part)
                .param(
                        "start",
                        java.sql.Timestamp.from(
                                FIRST.plusDays(day).atStartOfDay(Ledger.MOSCOW).toInstant()))
                .param("source", first.get(1))
                .param("line", first.get(2))
                .param("queue", first.get(3))
                .param("person", first.get(4))
                .update();
    }

    private long count() {
        return jdbc.sql("select count(*) from report_call").query(Long.class).single();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static ReportQuery of(String first, String last) {
        return ReportQuery.of(Ledger.period(first, last));
    }

    private void measure() {
        System.out.printf(
                "%,d calls%n%-58s %10s %10s %10s%n",
                count(), "milliseconds of " + rounds, "median", "longest", "plain SQL");
        ReportQuery month = of("2025-11-01", "2025-11-30");
        ReportQuery year = of("2025-01-01", "2025-12-31");
        String floor =
                "select agent, direction, result, count(*), sum(talk), max(talk) from report_call where started_at >= ? and started_at < ?"
                        + " group by agent, direction, result";
        for (String name : List.of("employees", "hours", "heatmap", "lines", "results", "days")) {
            line("month: " + name, () -> reports.count(name, month, false), () -> plain(floor, month));
        }
        line("month, with the one before: employees", () -> reports.count("employees", month, true), null);
        line("month: queues, service level", () -> reports.count("queues", month, false), null);
        line("month, one number alone: hours", () -> reports.count("hours", filtered(month), false), null);
        line("year: employees", () -> reports.count("employees", year, false), () -> plain(floor, year));
        line("year: months", () -> reports.count("months", year, false), null);
        line("year: queues", () -> reports.count("queues", year, false), null);
        jdbc.sql("insert into report_dirty_day (day, why) values ('2025-11-17', 'changed'), ('2025-11-18', 'changed')")
                .update();
        line("year, two days of it dirty: employees", () -> reports.count("employees", year, false), null);
        jdbc.sql("delete from report_dirty_day").update();
    }

    private static ReportQuery filtered(ReportQuery month) {
        return new ReportQuery(month.period(), null, null, "+74957770007", null, null, null, 60, null);
    }

    private void plain(String sql, ReportQuery query) {
        jdbc.sql(sql)
                .params(
                        java.sql.Timestamp.from(query.period().from()),
                        java.sql.Timestamp.from(query.period().to()))
                .query()
                .listOfRows();
    }

    private void line(String what, Runnable product, Runnable floor) {
        double[] took = times(product);
        double[] plain = floor == null ? null : times(floor);
        System.out.printf(
                Locale.ROOT,
                "%-58s %10.0f %10.0f %10s%n",
                what,
                took[rounds / 2],
                took[rounds - 1],
                plain == null ? "" : String.format(Locale.ROOT, "%.0f", plain[rounds / 2]));
    }

    private double[] times(Runnable work) {
        work.run();
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private void file() throws Exception {
        var files = new ReportFiles(new CallFacts(jdbc));
        var words = new ReportWords(
                Locale.forLanguageTag("ru"),
                Ledger.MOSCOW,
                Cast.PLAN,
                id -> "Сотрудник " + id.toString().substring(0, 4));
        ReportQuery month = of("2025-11-01", "2025-11-30");
        Path file = Files.createTempFile("report", ".xlsx");
        long began = System.nanoTime();
        List<UUID> calls = reports.calls("hours", month, "", "calls", 0, IN_FILE);
        try (OutputStream out = Files.newOutputStream(file)) {
            files.xlsx(out, calls, "Calls", month, words);
        }
        System.out.printf(
                Locale.ROOT,
                "XLSX of %,d calls: %.1f s, %,d kB, heap at most %d MB%n",
                calls.size(),
                seconds(began),
                Files.size(file) / 1024,
                Runtime.getRuntime().maxMemory() >> 20);
        Files.delete(file);
    }

    private void fromTheLog() {
        var ledger = new Ledger();
        var log = new CallLog(ledger.database);
        var calls = new ManyCalls(1, Instant.parse("2026-01-01T00:00:00Z"), Duration.ofDays(100)).of(FROM_LOG);
        for (int i = 0; i < calls.size(); i += 1_000) {
            log.write(calls.subList(i, i + 1_000).stream()
                    .map(CallsOfTheDay::change)
                    .toList());
        }
        ledger.history.begin();
        ledger.jdbc.sql("analyze").update();
        long began = System.nanoTime();
        while (ledger.history.some()) {
            Thread.yield();
        }
        System.out.printf(
                Locale.ROOT,
                "Facts of %,d calls of the log: %.0f calls a second%n",
                FROM_LOG,
                FROM_LOG / seconds(began));
        pool.close();
    }
}
