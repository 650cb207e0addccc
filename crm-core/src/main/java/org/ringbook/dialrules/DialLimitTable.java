package org.ringbook.dialrules;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The limits that hold: those that the program brings, and in their place or beside them what the company decided. Those that are fixed
 * nobody changes. Any thread; every method waits for the database.
 */
@Component
public class DialLimitTable {

    private static final int LONGEST = 255;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    DialLimitTable(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /**
     * A limit as the page shows it.
     *
     * @param key stable name of one that the program brings; null for the company's own
     * @param shipped as the program brings it; null for the company's own, and where it is as brought
     */
    public record Kept(String key, DialLimit limit, DialLimit shipped) {}

    private record Row(String key, DialLimit limit) {}

    public List<DialLimit> all() {
        return kept().stream().map(Kept::limit).toList();
    }

    /** Those that the program brings in their order, then the company's own. */
    public List<Kept> kept() {
        List<Row> rows = jdbc.sql("select * from dial_limit order by kind, purpose nulls first, valid_from, id")
                .query(DialLimitTable::row)
                .list();
        Map<String, DialLimit> changed = new HashMap<>();
        rows.stream().filter(row -> row.key() != null).forEach(row -> changed.put(row.key(), row.limit()));
        var kept = new ArrayList<Kept>();
        ShippedLimits.byKey().forEach((key, shipped) -> {
            DialLimit own = shipped.fixed() ? null : changed.get(key);
            kept.add(new Kept(key, own == null ? shipped : own, own == null ? null : shipped));
        });
        rows.stream().filter(row -> row.key() == null).forEach(row -> kept.add(new Kept(null, row.limit(), null)));
        return kept;
    }

    /**
     * Puts another value in place of one that the program brings.
     *
     * @param value null for the one that was brought
     * @throws Refused if it is fixed, there is none of that key, or the value is none
     */
    public void change(String key, String value, UUID by) {
        DialLimit shipped = ShippedLimits.byKey().get(key);
        if (shipped == null) {
            throw Refused.because("key", "dialrules.limit.gone");
        }
        if (shipped.fixed()) {
            throw Refused.because("value", "dialrules.limit.fixed", shipped.source());
        }
        String tidied = value == null || value.isBlank() ? null : value.strip();
        String was = kept().stream()
                .filter(one -> key.equals(one.key()))
                .map(one -> one.limit().value())
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from dial_limit where key = ?").param(key).update();
            if (tidied != null && !tidied.equals(shipped.value())) {
                insert(key, valued(shipped, tidied), by);
            }
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                    .on(key, null)
                    .with("value", was, tidied == null ? shipped.value() : tidied)
                    .by(by));
        });
    }

    private static DialLimit valued(DialLimit limit, String value) {
        return new DialLimit(
                null,
                limit.kind(),
                limit.purpose(),
                limit.country(),
                value,
                false,
                limit.from(),
                limit.to(),
                limit.source());
    }

    /** Adds one of the company's own, such as one of a new law. @return its id */
    public UUID add(DialLimit limit, UUID by) {
        if (limit.source() == null || limit.source().isBlank() || limit.source().length() > LONGEST) {
            throw Refused.because("source", "dialrules.limit.source", LONGEST);
        }
        if (limit.to() != null && limit.to().isBefore(limit.from())) {
            throw Refused.because("to", "dialrules.limit.days");
        }
        return transaction.execute(status -> {
            UUID id = insert(null, limit, by);
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "added")
                    .on(id, limit.kind().code())
                    .with("value", null, limit.value())
                    .with("source", null, limit.source())
                    .by(by));
            return id;
        });
    }

    private UUID insert(String key, DialLimit limit, UUID by) {
        UUID id = NewId.next();
        jdbc.sql(
                        "insert into dial_limit (id, key, kind, purpose, country, value, fixed, valid_from, valid_to, source, changed_by)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        key,
                        limit.kind().code(),
                        limit.purpose() == null ? null : limit.purpose().code(),
                        limit.country(),
                        limit.value(),
                        limit.fixed(),
                        Date.valueOf(limit.from()),
                        limit.to() == null ? null : Date.valueOf(limit.to()),
                        limit.source(),
                        by)
                .update();
        return id;
    }

    /** Ends one of the company's own. @param last day on which it holds */
    public void end(UUID id, LocalDate last, UUID by) {
        transaction.executeWithoutResult(status -> {
            int ended = jdbc.sql("update dial_limit set valid_to = ?, changed_at = now(), changed_by = ?"
                            + " where id = ? and key is null and valid_from <= ?")
                    .params(Date.valueOf(last), by, id, Date.valueOf(last))
                    .update();
            if (ended == 0) {
                throw Refused.because("id", "dialrules.limit.gone");
            }
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                    .on(id, null)
                    .with("to", null, last)
                    .by(by));
        });
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Date to = row.getDate("valid_to");
        String purpose = row.getString("purpose");
        return new Row(
                row.getString("key"),
                new DialLimit(
                        row.getObject("id", UUID.class),
                        DialLimit.Kind.of(row.getString("kind")).orElseThrow(),
                        purpose == null ? null : Purpose.of(purpose).orElseThrow(),
                        row.getString("country"),
                        row.getString("value"),
                        row.getBoolean("fixed"),
                        row.getDate("valid_from").toLocalDate(),
                        to == null ? null : to.toLocalDate(),
                        row.getString("source")));
    }
}
