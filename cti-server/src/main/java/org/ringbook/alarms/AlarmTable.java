package org.ringbook.alarms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger of alarms. Any thread; every method waits for the database. */
final class AlarmTable {

    private final JdbcClient jdbc;

    AlarmTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when the same cause lasts already */
    boolean begin(Alarm alarm) {
        return jdbc.sql(
                                "insert into alarm (id, rule, scope, seen, began_at) values (?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                alarm.id(),
                                alarm.rule().code(),
                                alarm.scope(),
                                alarm.seen().toArray(String[]::new),
                                time(alarm.beganAt()))
                        .update()
                > 0;
    }

    void end(UUID id, Instant at) {
        jdbc.sql("update alarm set over_at = greatest(began_at, ?) where id = ? and over_at is null")
                .params(time(at), id)
                .update();
    }

    Optional<Alarm> see(UUID id, UUID by, Instant at) {
        jdbc.sql("update alarm set seen_by = ?, seen_at = ? where id = ? and seen_by is null")
                .params(by, time(at), id)
                .update();
        return jdbc.sql("select * from alarm where id = ?")
                .param(id)
                .query(AlarmTable::read)
                .optional();
    }

    List<Alarm> open() {
        return jdbc.sql("select * from alarm where over_at is null order by began_at")
                .query(AlarmTable::read)
                .list();
    }

    /** Newest first. */
    List<Alarm> list(Instant before, int limit) {
        return jdbc.sql("select * from alarm where (:before::timestamptz is null or began_at < :before)"
                        + " order by began_at desc limit :limit")
                .param("before", before == null ? null : time(before))
                .param("limit", limit)
                .query(AlarmTable::read)
                .list();
    }

    int forget(Duration keep, Instant now) {
        return jdbc.sql("delete from alarm where over_at < ?")
                .param(time(now.minus(keep)))
                .update();
    }

    private static Object time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Alarm read(ResultSet row, int number) throws SQLException {
        return new Alarm(
                row.getObject("id", UUID.class),
                AlarmRule.of(row.getString("rule")),
                row.getString("scope"),
                List.of((String[]) row.getArray("seen").getArray()),
                row.getTimestamp("began_at").toInstant(),
                row.getObject("seen_by", UUID.class),
                instant(row.getTimestamp("seen_at")),
                instant(row.getTimestamp("over_at")));
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
