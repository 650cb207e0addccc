package org.ringbook.control;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of limits. */
@Component
class LimitSettings {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    LimitSettings(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /**
     * What stayed open because it had been called before.
     *
     * @param seenAt when an administrator took note of it; null while nobody has
     */
    record Begun(Instant at, List<String> countries, Instant seenAt) {}

    /** In the order in which people look for them. */
    Map<String, Budget> budgets() {
        var budgets = new LinkedHashMap<String, Budget>();
        jdbc.sql("select subject, per_minute, per_day from call_limit"
                        + " order by array_position(array['person', 'all', 'campaign', 'callback'], subject), subject")
                .query(row -> {
                    budgets.put(row.getString(1), new Budget(row.getInt(2), row.getInt(3)));
                });
        return budgets;
    }

    DialRules rules() {
        var values = new TreeMap<String, Set<String>>();
        jdbc.sql("select kind, value from call_destination").query(row -> {
            values.computeIfAbsent(row.getString(1), kind -> new TreeSet<>()).add(row.getString(2));
        });
        return new DialRules(
                values.getOrDefault("country", Set.of()),
                values.containsKey("premium"),
                values.containsKey("satellite"),
                List.copyOf(values.getOrDefault("allowed", Set.of())),
                List.copyOf(values.getOrDefault("forbidden", Set.of())));
    }

    void set(String subject, Budget budget) {
        transaction.executeWithoutResult(status -> {
            Budget was = budgets().get(subject);
            jdbc.sql("update call_limit set per_minute = ?, per_day = ? where subject = ?")
                    .params(budget.perMinute(), budget.perDay(), subject)
                    .update();
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                    .on(subject, null)
                    .with("perMinute", was == null ? null : was.perMinute(), budget.perMinute())
                    .with("perDay", was == null ? null : was.perDay(), budget.perDay()));
        });
    }

    /** @param staff who did it; null for the server itself */
    void add(String kind, String value, UUID staff) {
        transaction.executeWithoutResult(status -> {
            int added = jdbc.sql("insert into call_destination (kind, value, staff_id, since)"
                            + " values (?, ?, ?, now()) on conflict do nothing")
                    .params(kind, value, staff)
                    .update();
            note("added", kind, value, added);
        });
    }

    void remove(String kind, String value) {
        transaction.executeWithoutResult(status -> {
            int removed = jdbc.sql("delete from call_destination where kind = ? and value = ?")
                    .params(kind, value)
                    .update();
            note("removed", kind, value, removed);
        });
    }

    private void note(String action, String kind, String value, int rows) {
        if (rows > 0) {
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, action).on(kind, value.isEmpty() ? null : value));
        }
    }

    Optional<Begun> begun() {
        return jdbc.sql("select at, countries, seen_at from call_limits_begun")
                .query((row, number) -> new Begun(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        Arrays.asList((String[]) row.getArray(2).getArray()),
                        row.getObject(3, OffsetDateTime.class) == null
                                ? null
                                : row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    void begin(Instant at, Set<String> countries) {
        jdbc.sql("insert into call_limits_begun (at, countries) values (?, ?) on conflict do nothing")
                .params(at.atOffset(ZoneOffset.UTC), countries.toArray(String[]::new))
                .update();
    }

    void seen() {
        jdbc.sql("update call_limits_begun set seen_at = now() where seen_at is null")
                .update();
    }
}
