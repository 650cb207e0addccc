package org.ringbook.subscriptions;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.reports.Period;
import org.ringbook.reports.Reports;
import org.ringbook.subscriptions.Subscription.Filter;
import org.ringbook.subscriptions.Subscription.Sent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Subscriptions in the database. Waits for it; any thread. */
@Component
class SubscriptionTable {

    private final JdbcClient jdbc;
    private final ZoneId company;

    SubscriptionTable(JdbcClient jdbc, Reports reports) {
        this.jdbc = jdbc;
        this.company = reports.company();
    }

    List<Subscription> all() {
        return jdbc.sql("select * from report_subscription order by report, created_at, id")
                .query(this::read)
                .list();
    }

    Optional<Subscription> find(UUID id) {
        return jdbc.sql("select * from report_subscription where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    List<Subscription> due(Instant now) {
        return jdbc.sql("select * from report_subscription where due_at <= ? order by due_at, id")
                .param(Timestamp.from(now))
                .query(this::read)
                .list();
    }

    /**
     * Those whose days have changed since they were sent, not longer ago than that, and are clean now.
     *
     * @param now before it a correction that failed is not tried again
     * @param tries in vain, after which no more corrections are sent of that period
     */
    List<Subscription> outdated(Instant sentSince, Instant now, int tries) {
        return jdbc.sql(
                        "select s.* from report_subscription s where s.sent_at >= ? and s.sent_version < ("
                                + "select coalesce(sum(d.version), 0) from report_day d where d.day between s.sent_first and s.sent_last)"
                                + " and not exists (select from report_dirty_day y where y.day between s.sent_first and s.sent_last)"
                                + " and coalesce(s.correct_at, '-infinity') <= ? and s.correct_tries < ? order by s.sent_at, s.id")
                .params(Timestamp.from(sentSince), Timestamp.from(now), tries)
                .query(this::read)
                .list();
    }

    void add(Subscription one) {
        Filter filter = one.filter();
        jdbc.sql(
                        "insert into report_subscription (id, report, direction, result, line, queue, person_id, team, minutes, every, at, file,"
                                + " webhook_id, language, owner_id, scheduled_at, due_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        one.id(),
                        one.report(),
                        word(filter.direction()),
                        word(filter.result()),
                        filter.line(),
                        filter.queue(),
                        filter.person(),
                        filter.team(),
                        filter.minutes(),
                        one.every().word(),
                        Time.valueOf(one.at()),
                        one.file(),
                        one.webhook(),
                        one.language(),
                        one.owner(),
                        Timestamp.from(one.scheduledAt()),
                        Timestamp.from(one.dueAt()))
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from report_subscription where id = ?")
                        .param(id)
                        .update()
                > 0;
    }

    /** What is late goes first; else it is the last period that is over. */
    void dueNow(UUID id, Instant now) {
        jdbc.sql("update report_subscription set due_at = ?, scheduled_at = least(scheduled_at, ?) where id = ?")
                .params(Timestamp.from(now), Timestamp.from(now), id)
                .update();
    }

    /** @param next moment of the schedule */
    void sent(UUID id, Period period, long version, String digest, Instant at, Instant next) {
        jdbc.sql(
                        "update report_subscription set sent_first = ?, sent_last = ?, sent_version = ?, sent_digest = ?, sent_at = ?,"
                                + " scheduled_at = ?, due_at = ?, sendings = sendings + 1, tries = 0, correct_at = null,"
                                + " correct_tries = 0, failure = null where id = ?")
                .params(
                        Date.valueOf(period.first()),
                        Date.valueOf(period.last()),
                        version,
                        digest,
                        Timestamp.from(at),
                        Timestamp.from(next),
                        Timestamp.from(next),
                        id)
                .update();
    }

    /** @param again when it is tried once more */
    void failed(UUID id, String failure, Instant again) {
        jdbc.sql("update report_subscription set failure = ?, tries = tries + 1, due_at = ? where id = ?")
                .params(failure, Timestamp.from(again), id)
                .update();
    }

    /** @param digest of what was sent; the same where nothing of it had changed, and nothing was sent */
    void corrected(UUID id, long version, String digest) {
        jdbc.sql(
                        "update report_subscription set sent_version = ?, sendings = sendings + (sent_digest is distinct from ?)::int,"
                                + " sent_digest = ?, correct_at = null, correct_tries = 0,"
                                + " failure = case when tries > 0 then failure end where id = ?")
                .params(version, digest, digest, id)
                .update();
    }

    /** @param again when the correction is tried once more */
    void correctionFailed(UUID id, String failure, Instant again) {
        jdbc.sql(
                        "update report_subscription set failure = ?, correct_tries = correct_tries + 1, correct_at = ? where id = ?")
                .params(failure, Timestamp.from(again), id)
                .update();
    }

    /** Of the days of a period: rises whenever one of them is summed up anew. */
    long version(Period period) {
        return jdbc.sql("select coalesce(sum(version), 0) from report_day where day between ? and ?")
                .params(Date.valueOf(period.first()), Date.valueOf(period.last()))
                .query(Long.class)
                .single();
    }

    boolean changes(Period period) {
        return jdbc.sql("select exists (select from report_dirty_day where day between ? and ?)")
                .params(Date.valueOf(period.first()), Date.valueOf(period.last()))
                .query(Boolean.class)
                .single();
    }

    private static String word(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String word) {
        return word == null ? null : Enum.valueOf(type, word);
    }

    private Subscription read(ResultSet row, int number) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("report"),
                new Filter(
                        constant(Call.Direction.class, row.getString("direction")),
                        constant(Call.Result.class, row.getString("result")),
                        row.getString("line"),
                        row.getString("queue"),
                        row.getObject("person_id", UUID.class),
                        row.getString("team"),
                        row.getInt("minutes")),
                Every.valueOf(row.getString("every").toUpperCase(Locale.ROOT)),
                row.getTime("at").toLocalTime(),
                row.getString("file"),
                row.getObject("webhook_id", UUID.class),
                row.getString("language"),
                row.getObject("owner_id", UUID.class),
                row.getTimestamp("scheduled_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                sent(row));
    }

    private Sent sent(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("sent_at");
        Date first = row.getDate("sent_first");
        return new Sent(
                first == null
                        ? null
                        : new Period(
                                first.toLocalDate(), row.getDate("sent_last").toLocalDate(), company),
                row.getLong("sent_version"),
                at == null ? null : at.toInstant(),
                row.getString("sent_digest"),
                row.getInt("sendings"),
                row.getInt("tries"),
                row.getInt("correct_tries"),
                row.getString("failure"));
    }
}
