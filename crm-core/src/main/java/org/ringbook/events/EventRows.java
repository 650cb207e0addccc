package org.ringbook.events;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of events. */
final class EventRows {

    private static final String SELECT =
            "select e.*, array(select party_id from event_party p where p.event_id = e.id order by party_id) as parties"
                    + " from event e";

    private static final SubjectColumns OWNERS = SubjectColumns.several("e.owners");

    private final JdbcClient jdbc;

    EventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What somebody may see. A note of a client is as open as the client; what is of a call belongs to its people, who wrote it, and
     * who looks after the client; what is of a deal to who sees the deal, and who wrote it.
     */
    private static Condition seen(Permissions who) {
        Condition rights = who.condition(Action.SEE, OWNERS);
        if (who.people(Action.SEE) == null) {
            return rights;
        }
        String sql = "(e.call_id is null or " + rights.sql()
                + " or exists (select from event_party p left join contact c on c.id = p.party_id"
                + " left join company k on k.id = p.party_id where p.event_id = e.id"
                + " and (c.responsible_id = any(:lookedAfterBy::uuid[]) or k.responsible_id = any(:lookedAfterBy::uuid[])))) and (e.deal_id is null or "
                + rights.sql()
                + " or exists (select from deal d where d.id = e.deal_id and d.responsible_id = any(:lookedAfterBy::uuid[])))";
        var parameters = new HashMap<>(rights.parameters());
        parameters.put("lookedAfterBy", who.people(Action.SEE).toArray(UUID[]::new));
        return new Condition(sql, parameters);
    }

    /** @param who null for whoever may see all */
    Optional<Event> find(UUID id, Permissions who) {
        Condition seen = who == null ? new Condition("true", Map.of()) : seen(who);
        return jdbc.sql(SELECT + " where e.id = :id and e.deleted_at is null and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(EventRows::read)
                .optional();
    }

    Optional<Event> told(String source, String externalId) {
        return jdbc.sql(SELECT + " where e.source = ? and e.external_id = ?")
                .params(source, externalId)
                .query(EventRows::read)
                .optional();
    }

    Optional<Event> noteOfCall(UUID call, UUID author) {
        return jdbc.sql(SELECT
                        + " where e.call_id = ? and e.author_id = ? and e.kind = 'note' and e.deleted_at is null")
                .params(call, author)
                .query(EventRows::read)
                .optional();
    }

    /** As {@link #noteOfCall}, and nobody else changes it until the transaction ends. */
    Optional<Event> noteToChange(UUID call, UUID author) {
        return jdbc.sql(
                        SELECT
                                + " where e.call_id = ? and e.author_id = ? and e.kind = 'note' and e.deleted_at is null for update of e")
                .params(call, author)
                .query(EventRows::read)
                .optional();
    }

    /** Of these calls, oldest first. @param who null for all of them */
    List<Event> ofCalls(Collection<UUID> calls, Permissions who) {
        if (calls.isEmpty()) {
            return List.of();
        }
        Condition seen = who == null ? new Condition("true", Map.of()) : seen(who);
        return jdbc.sql(SELECT + " where e.call_id = any(:calls) and e.deleted_at is null and " + seen.sql()
                        + " order by e.created_at, e.id")
                .params(seen.parameters())
                .param("calls", calls.toArray(UUID[]::new))
                .query(EventRows::read)
                .list();
    }

    /**
     * Newest first.
     *
     * @param parties null for everybody's
     * @param call null for any
     * @param kinds null for any
     * @param before only what happened before it; null for the newest
     */
    List<Event> find(
            Collection<UUID> parties,
            UUID call,
            Collection<EventKind> kinds,
            Permissions who,
            Instant before,
            int limit) {
        Condition seen = seen(who);
        var conditions = new ArrayList<String>(List.of("e.deleted_at is null", seen.sql()));
        var parameters = new HashMap<String, Object>(seen.parameters());
        if (parties != null) {
            conditions.add("e.id in (select p.event_id from event_party p where p.party_id = any(:parties)"
                    + (before == null ? "" : " and p.at < :before")
                    + " order by p.at desc, p.event_id desc limit :far)");
            parameters.put("parties", parties.toArray(UUID[]::new));
            parameters.put("far", Math.max(2_000, limit * 20));
        }
        if (call != null) {
            conditions.add("e.call_id = :call");
            parameters.put("call", call);
        }
        if (kinds != null) {
            conditions.add("e.kind = any(:kinds)");
            parameters.put("kinds", kinds.stream().map(EventKind::word).toArray(String[]::new));
        }
        if (before != null) {
            conditions.add("e.at < :before");
            parameters.put("before", before.atOffset(ZoneOffset.UTC));
        }
        return jdbc.sql(SELECT + " where " + String.join(" and ", conditions)
                        + " order by e.at desc, e.id desc limit :limit")
                .params(parameters)
                .param("limit", limit)
                .query(EventRows::read)
                .list();
    }

    /** Newest first. @param kinds null for any @param before null for the newest */
    List<Event> ofDeal(UUID deal, Collection<EventKind> kinds, Permissions who, Instant before, int limit) {
        Condition seen = seen(who);
        var parameters = new HashMap<String, Object>(seen.parameters());
        parameters.put("deal", deal);
        String asked = "";
        if (kinds != null) {
            asked += " and e.kind = any(:kinds)";
            parameters.put("kinds", kinds.stream().map(EventKind::word).toArray(String[]::new));
        }
        if (before != null) {
            asked += " and e.at < :before";
            parameters.put("before", before.atOffset(ZoneOffset.UTC));
        }
        return jdbc.sql(SELECT
                        + " where (e.deal_id = :deal or e.task_id in (select t.id from task t where t.deal_id = :deal))"
                        + asked + " and e.deleted_at is null and " + seen.sql()
                        + " order by e.at desc, e.id desc limit :limit")
                .params(parameters)
                .param("limit", limit)
                .query(EventRows::read)
                .list();
    }

    /** What came in and nobody has taken care of, oldest first. */
    List<Event> unprocessed(Permissions who, int limit) {
        Condition seen = seen(who);
        return jdbc.sql(SELECT + " where e.processed_at is null and e.deleted_at is null and " + seen.sql()
                        + " order by e.at, e.id limit :limit")
                .params(seen.parameters())
                .param("limit", limit)
                .query(EventRows::read)
                .list();
    }

    void process(UUID id, Instant at, UUID by) {
        jdbc.sql("update event set processed_at = ?, changed_at = now(), changed_by = ?, version = version + 1"
                        + " where id = ? and deleted_at is null")
                .params(time(at), by, id)
                .update();
    }

    /** @return false when somebody's note of that call was written in the same moment: nothing happens then */
    boolean insertNote(Event note, Collection<UUID> owners) {
        return insert(
                note,
                owners,
                " on conflict (call_id, author_id) where kind = 'note' and call_id is not null and deleted_at is null do nothing");
    }

    void insert(Event event, Collection<UUID> owners) {
        insert(event, owners, "");
    }

    private boolean insert(Event event, Collection<UUID> owners, String otherwise) {
        int added = jdbc.sql(
                        "insert into event (id, kind, direction, at, ends_at, author_id, subject, text, call_id, disposition_id,"
                                + " disposition_reason, task_id, deal_id, source, external_id, processed_at, owners, changed_by)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + otherwise)
                .params(
                        event.id(),
                        event.kind().word(),
                        event.direction(),
                        time(event.at()),
                        time(event.endsAt()),
                        event.authorId(),
                        event.subject(),
                        event.text(),
                        event.callId(),
                        event.dispositionId(),
                        event.dispositionReason(),
                        event.taskId(),
                        event.dealId(),
                        event.source(),
                        event.externalId(),
                        time(event.processedAt()),
                        owners.toArray(UUID[]::new),
                        event.authorId())
                .update();
        if (added == 0) {
            return false;
        }
        for (UUID party : event.parties()) {
            jdbc.sql("insert into event_party (event_id, party_id, at) values (?, ?, ?) on conflict do nothing")
                    .params(event.id(), party, time(event.at()))
                    .update();
        }
        return true;
    }

    /** @return false when it is of another version by now, or gone */
    boolean update(Event event, UUID by) {
        return jdbc.sql("update event set subject = ?, text = ?, disposition_id = ?, disposition_reason = ?,"
                                + " changed_at = now(), changed_by = ?, version = version + 1"
                                + " where id = ? and version = ? and deleted_at is null")
                        .params(
                                event.subject(),
                                event.text(),
                                event.dispositionId(),
                                event.dispositionReason(),
                                by,
                                event.id(),
                                event.version())
                        .update()
                == 1;
    }

    void delete(UUID id, UUID by) {
        jdbc.sql("update event set deleted_at = now(), deleted_by = ?, version = version + 1 where id = ?")
                .params(by, id)
                .update();
    }

    void deleteOfTask(UUID task, UUID by) {
        jdbc.sql("update event set deleted_at = now(), deleted_by = ?, version = version + 1"
                        + " where task_id = ? and kind = 'task' and deleted_at is null")
                .params(by, task)
                .update();
    }

    /** The call turned out to be part of another one: its notes are of that one. Who wrote one of each has written one of both. */
    void merged(UUID call, UUID into) {
        jdbc.sql("update event o set text = nullif(concat_ws(e'\\n', o.text, y.text), ''),"
                        + " disposition_id = coalesce(o.disposition_id, y.disposition_id),"
                        + " disposition_reason = coalesce(o.disposition_reason, y.disposition_reason), version = o.version + 1"
                        + " from event y where o.call_id = :into and y.call_id = :call and o.author_id = y.author_id"
                        + " and o.kind = 'note' and y.kind = 'note' and o.deleted_at is null and y.deleted_at is null")
                .param("call", call)
                .param("into", into)
                .update();
        jdbc.sql(
                        "update event y set deleted_at = now() where y.call_id = :call and y.kind = 'note' and y.deleted_at is null"
                                + " and exists (select from event o where o.call_id = :into and o.kind = 'note'"
                                + " and o.author_id = y.author_id and o.deleted_at is null)")
                .param("call", call)
                .param("into", into)
                .update();
        jdbc.sql("update event set call_id = ? where call_id = ?")
                .params(into, call)
                .update();
    }

    private static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Event read(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getObject("id", UUID.class),
                EventKind.of(row.getString("kind")).orElse(EventKind.SYSTEM),
                row.getString("direction"),
                instant(row, "at"),
                instant(row, "ends_at"),
                row.getObject("author_id", UUID.class),
                row.getString("subject"),
                row.getString("text"),
                row.getObject("call_id", UUID.class),
                row.getObject("disposition_id", UUID.class),
                row.getString("disposition_reason"),
                row.getObject("task_id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getString("source"),
                row.getString("external_id"),
                instant(row, "processed_at"),
                ids(row.getArray("parties")),
                instant(row, "changed_at"),
                row.getInt("version"));
    }

    private static List<UUID> ids(Array ids) throws SQLException {
        return Arrays.asList((UUID[]) ids.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
