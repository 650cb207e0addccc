package org.ringbook.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.feed.FeedChange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is to be sent to whom, and what came of it, in the database. Waits for it; any thread. */
@Component
class DeliveryTable {

    /** Of a webhook, each call's first that has not arrived: what became of a call arrives in its order. */
    private static final String DUE = """
            select * from webhook_delivery d where webhook_id = :webhook and due_at <= :now
                and not exists (select from webhook_delivery before where before.webhook_id = d.webhook_id
                    and before.call_id = d.call_id and before.due_at is not null and before.number < d.number)
            order by due_at, number limit :limit""";

    private final JdbcClient jdbc;

    DeliveryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes for each webhook that is on what it wants of these, as far as it was there already when they happened. */
    void add(List<FeedChange> changes) {
        jdbc.sql("insert into webhook_delivery (webhook_id, number, type, call_id, other_id, rule, at)"
                        + " select w.id, c.* from webhook w join unnest(?::bigint[], ?::text[], ?::uuid[], ?::uuid[], ?::text[],"
                        + " ?::timestamptz[]) as c (number, type, call_id, other_id, rule, at) on c.type = any(w.events)"
                        + " where w.active and w.created_at <= c.at on conflict do nothing")
                .params(
                        changes.stream().map(FeedChange::number).toArray(Long[]::new),
                        changes.stream().map(each -> each.type().word()).toArray(String[]::new),
                        changes.stream().map(FeedChange::call).toArray(UUID[]::new),
                        changes.stream().map(FeedChange::other).toArray(UUID[]::new),
                        changes.stream().map(FeedChange::rule).toArray(String[]::new),
                        changes.stream().map(each -> Timestamp.from(each.at())).toArray(Timestamp[]::new))
                .update();
    }

    List<Delivery> due(UUID webhook, Instant now, int limit) {
        return jdbc.sql(DUE)
                .param("webhook", webhook)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(DeliveryTable::read)
                .list();
    }

    /** When the next one is due; empty when none waits. */
    Optional<Instant> nextDue(UUID webhook) {
        return jdbc.sql("select min(due_at) as due from webhook_delivery where webhook_id = ? and due_at is not null")
                .param(webhook)
                .query((row, number) -> Optional.ofNullable(time(row, "due")))
                .single();
    }

    /** @param next when it is tried again; null when it arrived, or is given up */
    void tried(UUID webhook, long number, Attempt attempt, Instant next) {
        String state = attempt.arrived() ? "delivered" : next == null ? "given_up" : "waiting";
        jdbc.sql("update webhook_delivery set state = :state, tries = tries + 1, due_at = :due, tried_at = :at,"
                        + " status = :status, reason = :reason, answer = :answer, took_ms = :took"
                        + " where webhook_id = :webhook and number = :number")
                .param("state", state)
                .param("due", next == null ? null : Timestamp.from(next))
                .param("at", Timestamp.from(attempt.at()))
                .param("status", attempt.status())
                .param("reason", attempt.reason())
                .param("answer", attempt.answer())
                .param("took", attempt.tookMillis())
                .param("webhook", webhook)
                .param("number", number)
                .update();
    }

    /**
     * Newest first.
     *
     * @param state null for any
     * @param before number of the last one of the page before; null for the first page
     */
    List<Delivery> list(UUID webhook, Delivery.State state, Long before, int limit) {
        return jdbc.sql("select * from webhook_delivery where webhook_id = :webhook"
                        + " and (:state::text is null or state = :state)"
                        + " and (:before::bigint is null or number < :before) order by number desc limit :limit")
                .param("webhook", webhook)
                .param("state", state == null ? null : state.name().toLowerCase(Locale.ROOT))
                .param("before", before)
                .param("limit", limit)
                .query(DeliveryTable::read)
                .list();
    }

    Optional<Delivery> lastTried(UUID webhook) {
        return jdbc.sql("select * from webhook_delivery where webhook_id = ? and tried_at is not null"
                        + " order by tried_at desc limit 1")
                .param(webhook)
                .query(DeliveryTable::read)
                .optional();
    }

    /** @param since when the oldest of those that wait was written; null when none does */
    record Waiting(UUID webhook, long count, Instant since) {}

    Map<UUID, Waiting> waiting() {
        return jdbc
                .sql("select webhook_id, count(*) as count, min(at) as since from webhook_delivery"
                        + " where due_at is not null group by webhook_id")
                .query((row, number) ->
                        new Waiting(row.getObject("webhook_id", UUID.class), row.getLong("count"), time(row, "since")))
                .list()
                .stream()
                .collect(Collectors.toMap(Waiting::webhook, each -> each));
    }

    /** @return whether there is such a one */
    boolean again(UUID webhook, long number) {
        return jdbc.sql("update webhook_delivery set state = 'waiting', tries = 0, due_at = now()"
                                + " where webhook_id = ? and number = ?")
                        .params(webhook, number)
                        .update()
                == 1;
    }

    /**
     * All that the feed has of a time, whether it was sent before or not.
     *
     * @param from inclusive
     * @param to exclusive
     * @return how many
     */
    int again(Webhook webhook, Instant from, Instant to) {
        return jdbc.sql(
                        "insert into webhook_delivery (webhook_id, number, type, call_id, other_id, rule, at)"
                                + " select :webhook, number, type, call_id, other_id, rule, at from call_change"
                                + " where at >= :from and at < :to and type = any(:events) order by number"
                                + " on conflict (webhook_id, number) do update set state = 'waiting', tries = 0, due_at = now()")
                .param("webhook", webhook.id())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("events", webhook.events().toArray(String[]::new))
                .update();
    }

    /** Of those that arrived, or were given up. */
    int drop(Instant triedBefore) {
        return jdbc.sql("delete from webhook_delivery where due_at is null and tried_at < ?")
                .param(Timestamp.from(triedBefore))
                .update();
    }

    private static Delivery read(ResultSet row, int number) throws SQLException {
        Instant tried = time(row, "tried_at");
        return new Delivery(
                row.getLong("number"),
                row.getString("type"),
                row.getObject("call_id", UUID.class),
                row.getObject("other_id", UUID.class),
                time(row, "at"),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                time(row, "due_at"),
                tried == null
                        ? null
                        : new Attempt(
                                tried,
                                row.getObject("status", Integer.class),
                                row.getString("reason"),
                                row.getString("answer"),
                                row.getInt("took_ms"),
                                null));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
