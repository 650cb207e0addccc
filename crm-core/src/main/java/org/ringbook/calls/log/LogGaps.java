package org.ringbook.calls.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.ringbook.calls.CallIds;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Times of which calls may be missing in the log though they were heard, and what became of them. Any thread; every method
 * waits for the database and throws {@link DataAccessException} without it.
 */
public final class LogGaps {

    private final JdbcClient jdbc;

    LogGaps(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * A time of which calls may be missing.
     *
     * @param from of the calls' starts, inclusive
     * @param to inclusive
     * @param healedAt null while nothing was done about it
     * @param calls how many were brought back
     * @param lost how many could not be, because what was said of them is not kept whole
     */
    public record LogGap(UUID id, Instant from, Instant to, Instant healedAt, int calls, int lost) {}

    UUID note(Instant from, Instant to) {
        UUID id = CallIds.of("hole", UUID.randomUUID().toString(), Instant.now());
        jdbc.sql("insert into call_log_hole (id, from_at, to_at) values (?, ?, ?)")
                .params(id, Timestamp.from(from), Timestamp.from(to))
                .update();
        return id;
    }

    /** It has turned out to be none. */
    void forget(UUID id) {
        jdbc.sql("delete from call_log_hole where id = ?").param(id).update();
    }

    /** Those of which nothing was done yet, oldest first. */
    public List<LogGap> open() {
        return jdbc.sql("select * from call_log_hole where healed_at is null order by noted_at, id")
                .query(LogGaps::read)
                .list();
    }

    /** Those that were noted since, newest first. */
    public List<LogGap> since(Instant then) {
        return jdbc.sql("select * from call_log_hole where noted_at >= ? order by noted_at desc, id limit 20")
                .param(Timestamp.from(then))
                .query(LogGaps::read)
                .list();
    }

    /** What could be done was done. */
    public void healed(UUID id, int calls, int lost) {
        jdbc.sql("update call_log_hole set healed_at = now(), calls = ?, lost = ? where id = ?")
                .params(calls, lost, id)
                .update();
    }

    private static LogGap read(ResultSet row, int number) throws SQLException {
        Timestamp healed = row.getTimestamp("healed_at");
        return new LogGap(
                row.getObject("id", UUID.class),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("to_at").toInstant(),
                healed == null ? null : healed.toInstant(),
                row.getInt("calls"),
                row.getInt("lost"));
    }
}
