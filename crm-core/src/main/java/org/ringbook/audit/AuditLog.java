package org.ringbook.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one table of what was changed by whom. Any thread; every method waits for the database. */
@Component
public class AuditLog {

    private static final String COLUMNS =
            "id, at, staff_id, login, token, kind, action, object, name, fields, was, became";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Acting> acting;

    AuditLog(JdbcClient jdbc, PlatformTransactionManager transactions, ObjectProvider<Acting> acting) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.acting = acting;
    }

    /** Keeps an entry in the transaction that goes on. A change that changed nothing leaves none. */
    @EventListener
    public void add(AuditEntry entry) {
        if (entry.tellsNothing()) {
            return;
        }
        Optional<Acting.Actor> actor = entry.by() != null
                ? Optional.empty()
                : Optional.ofNullable(acting.getIfAvailable()).flatMap(Acting::now);
        List<AuditEntry.Change> changes = entry.changes();
        jdbc.sql("insert into audit_entry (staff_id, login, token, kind, action, object, name, fields, was, became)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        actor.map(Acting.Actor::staffId).orElse(entry.by()),
                        actor.map(Acting.Actor::login).orElse(null),
                        actor.map(Acting.Actor::token).orElse(null),
                        entry.kind().code(),
                        entry.action(),
                        entry.object(),
                        entry.name(),
                        changes.stream().map(AuditEntry.Change::field).toArray(String[]::new),
                        changes.stream().map(AuditEntry.Change::was).toArray(String[]::new),
                        changes.stream().map(AuditEntry.Change::became).toArray(String[]::new))
                .update();
    }

    /** Newest first. */
    public List<AuditLine> find(AuditFilter filter, int limit) {
        return jdbc.sql("select " + COLUMNS + " from audit_entry where (:staff::uuid is null or staff_id = :staff)"
                        + " and (:kind::text is null or kind = :kind) and (:from::timestamptz is null or at >= :from)"
                        + " and (:to::timestamptz is null or at < :to) and (:before::bigint is null or id < :before)"
                        + " order by id desc limit :limit")
                .param("staff", filter.staffId())
                .param("kind", filter.kind() == null ? null : filter.kind().code())
                .param("from", time(filter.from()))
                .param("to", time(filter.to()))
                .param("before", filter.before())
                .param("limit", limit)
                .query(AuditLog::read)
                .list();
    }

    /** Everybody who ever did something that is still kept. */
    public List<UUID> people() {
        return jdbc.sql("select distinct staff_id from audit_entry where staff_id is not null")
                .query(UUID.class)
                .list();
    }

    /** @return how many entries went that are older */
    int forgetBefore(Instant oldest) {
        return transaction.execute(status -> {
            jdbc.sql("set local ringbook.audit_retention = 'on'").update();
            return jdbc.sql("delete from audit_entry where at < ?")
                    .param(time(oldest))
                    .update();
        });
    }

    /** Entries that the clock of a far future would drop stay: the newest one is believed. */
    Instant oldestKept(Duration keep, Instant now) {
        Instant newest = jdbc.sql("select max(at) from audit_entry")
                .query((row, number) -> instant(row, 1))
                .optional()
                .orElse(now);
        return (newest.isBefore(now) ? newest : now).minus(keep);
    }

    private static AuditLine read(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("staff_id", UUID.class),
                row.getString("login"),
                row.getObject("token", UUID.class),
                AuditKind.of(row.getString("kind")).orElse(AuditKind.SETTINGS),
                row.getString("action"),
                row.getString("object"),
                row.getString("name"),
                changes(row));
    }

    private static List<AuditEntry.Change> changes(ResultSet row) throws SQLException {
        String[] fields = texts(row.getArray("fields"));
        String[] was = texts(row.getArray("was"));
        String[] became = texts(row.getArray("became"));
        var changes = new ArrayList<AuditEntry.Change>();
        for (int i = 0; i < fields.length; i++) {
            changes.add(new AuditEntry.Change(fields[i], was[i], became[i]));
        }
        return changes;
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
