package org.ringbook.reports;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.ringbook.TestDatabase;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.FeedChange;
import org.ringbook.reports.FactQuery.Subject;
import org.ringbook.reports.Figure.Facts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A call log with the ledger of reports beside it, on a database of its own; the company is in Moscow and its people are telephones. */
final class Ledger implements AutoCloseable {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    static final WorkingCalendar CALENDAR = WorkingCalendar.usual(MOSCOW);

    static final ReportSettings SETTINGS = new ReportSettings(
            Duration.ofSeconds(20),
            ServiceLevel.WITHOUT_SHORT,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            365,
            List.of(),
            LocalTime.of(3, 30),
            Map.of());

    static final int MOST_RECORDINGS = 5;

    /** Emptied by the tests before: faster than a new one for each. */
    private static final Queue<HikariDataSource> IDLE = new ConcurrentLinkedQueue<>();

    private final HikariDataSource pool = idleOrNew();
    final DataSource database = pool;
    final JdbcClient jdbc = JdbcClient.create(database);
    final ChangeTable feed = new ChangeTable(database);
    final CallLog log = new CallLog(database, feed);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    final FactTables facts = new FactTables(jdbc, MOSCOW.getId());
    final FactHistory history = new FactHistory(jdbc, transaction, facts);
    final FactFollower follower = new FactFollower(facts, history);
    final DaySums days = new DaySums(jdbc, transaction, MOSCOW.getId(), SETTINGS.shortTalkMillis());
    final LedgerCheck check = new LedgerCheck(jdbc, MOSCOW);
    final FactQuery query = new FactQuery(jdbc, MOSCOW, SETTINGS);
    final Channels channels = new Channels(jdbc);
    /** What the ledger of states and the recordings say, whatever is asked. */
    final List<StateIntervals.Spent> spent = new ArrayList<>();

    final List<TalkShares.Share> talk = new ArrayList<>();
    private long passed;

    private final class Known implements StateIntervals {
        @Override
        public List<Spent> spent(Collection<UUID> people, Instant from, Instant to) {
            return spent.stream()
                    .filter(one -> people == null || people.contains(one.staffId()))
                    .toList();
        }

        @Override
        public List<Pauses> pauses(Collection<UUID> people, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public List<Interval> during(Collection<UUID> people, Instant from, Instant to) {
            return List.of();
        }
    }

    static HikariDataSource idleOrNew() {
        HikariDataSource idle = IDLE.poll();
        return idle == null
                ? TestDatabase.pooledWith(
                        "staff",
                        "contacts",
                        "calls",
                        "events",
                        "tasks",
                        "fields",
                        "followups",
                        "leads",
                        "campaigns",
                        "dialrules",
                        "reports")
                : idle;
    }

    @Override
    public void close() {
        jdbc.sql(
                        "truncate call, call_alias, call_change, lead, obligation, report_name, report_excluded, report_call, report_part, report_stint,"
                                + " report_day_calls, report_day_people, report_dirty_day, report_day, report_state, report_breach, report_check,"
                                + " report_channel restart identity cascade")
                .update();
        IDLE.add(pool);
    }

    /** The log writes them, and the ledger hears of it. */
    void write(Call... calls) {
        write(List.of(calls));
    }

    void write(Collection<Call> calls) {
        log.write(calls.stream().map(CallsOfTheDay::change).toList());
        follow();
    }

    /** The ledger takes what became of calls since. */
    void follow() {
        List<FeedChange> some;
        do {
            some = feed.after(passed, 1_000);
            List<FeedChange> taken = some;
            if (!taken.isEmpty()) {
                transaction.executeWithoutResult(status -> follower.take(taken));
                passed = taken.get(taken.size() - 1).number();
            }
        } while (!some.isEmpty());
    }

    void sumUp() {
        int summed = 0;
        while (days.one(LocalDate.of(2100, 1, 1)).isPresent()) {
            summed++;
        }
        if (summed > 5_000) {
            throw new IllegalStateException("Days are summed up again and again");
        }
    }

    List<String> dirtyDays() {
        return jdbc.sql("select day::text from report_dirty_day order by day")
                .query(String.class)
                .list();
    }

    Map<Integer, Sums> calls(Grouping by, ReportQuery asked) {
        return query.groups(new Subject(Facts.CALLS, by, false), asked);
    }

    Map<Integer, Sums> people(ReportQuery asked) {
        return query.groups(new Subject(Facts.PEOPLE, Grouping.PERSON, false), asked);
    }

    Reports reports() {
        var all = new ArrayList<Report>(
                new Catalogue(query, new Labels(jdbc), SETTINGS, new Workdays(CALENDAR), channels).all());
        all.add(new MissedReport(jdbc, CALENDAR));
        all.add(new SpeedToLeadReport(jdbc, CALENDAR));
        all.add(new OccupancyReport(new Known(), new PeopleAsked(jdbc)));
        all.add(new TalkReport(this::recordings, jdbc, query, MOST_RECORDINGS));
        all.addAll(new Questions(jdbc, query).all());
        all.add(new LoadReport(database, query));
        return new Reports(all, new LedgerState(jdbc, history, query), MOSCOW);
    }

    /** A page of one recording each. */
    private List<TalkShares.Share> recordings(Instant from, Instant to, TalkShares.Share after, int limit) {
        int next = after == null ? 0 : talk.indexOf(after) + 1;
        return talk.subList(next, Math.min(next + 1, talk.size()));
    }

    /** Something of a recording of a call. Seconds. */
    void heard(Call call, int whole, int theirs, int ours, int silence, int overlap) {
        talk.add(new TalkShares.Share(
                UUID.randomUUID(),
                call.startedAt(),
                call.id(),
                whole * 1_000L,
                theirs * 1_000L,
                ours * 1_000L,
                silence * 1_000L,
                overlap * 1_000L));
    }

    ReportTable report(String name, String first, String last) {
        return reports().count(name, ReportQuery.of(period(first, last)), false);
    }

    static Period period(String first, String last) {
        return Period.of(first, last, "", MOSCOW);
    }

    /** A cell of a report. @param label as {@link ReportTable.Label} has it; empty for the total */
    static Double cell(ReportTable table, String label, String column) {
        ReportTable.Row row = label.isEmpty()
                ? table.total()
                : table.rows().stream()
                        .filter(each -> each.label().text().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No row " + label + " in " + table.rows()));
        return table.named(row).get(column);
    }
}
