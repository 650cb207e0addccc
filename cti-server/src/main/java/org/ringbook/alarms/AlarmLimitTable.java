package org.ringbook.alarms;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was chosen on the page of rules. Any thread; every method waits for the database. */
final class AlarmLimitTable {

    private final JdbcClient jdbc;

    AlarmLimitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param limit in the unit of the rule; null for one without a limit @param fromCalls null for all but the service level */
    record Row(boolean used, Integer limit, Integer fromCalls) {}

    Map<AlarmRule, Row> all() {
        var all = new EnumMap<AlarmRule, Row>(AlarmRule.class);
        jdbc.sql("select rule, used, most, from_calls from alarm_limit").query(row -> {
            all.put(
                    AlarmRule.of(row.getString("rule")),
                    new Row(
                            row.getBoolean("used"),
                            row.getObject("most", Integer.class),
                            row.getObject("from_calls", Integer.class)));
        });
        return all;
    }

    void put(AlarmRule rule, Row row, UUID by) {
        jdbc.sql("insert into alarm_limit (rule, used, most, from_calls, changed_by) values (?, ?, ?, ?, ?)"
                        + " on conflict (rule) do update set used = excluded.used, most = excluded.most,"
                        + " from_calls = excluded.from_calls, changed_by = excluded.changed_by, changed_at = now()")
                .params(rule.code(), row.used(), row.limit(), row.fromCalls(), by)
                .update();
    }
}
