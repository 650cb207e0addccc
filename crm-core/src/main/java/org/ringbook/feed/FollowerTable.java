package org.ringbook.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cursors of the followers, and what they were let to leave out. */
final class FollowerTable {

    private static final int SKIPPED_SHOWN = 10;

    private final JdbcClient jdbc;

    FollowerTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** @return whether it was not known before */
    boolean begins(String name, long passed) {
        return jdbc.sql("insert into call_follower (name, passed) values (?, ?) on conflict (name) do nothing")
                        .params(name, passed)
                        .update()
                == 1;
    }

    /** Until the transaction ends nobody else moves it: neither another process nor who skips a change. */
    long passedAndLocked(String name) {
        return jdbc.sql("select passed from call_follower where name = ? for update")
                .param(name)
                .query(Long.class)
                .single();
    }

    void passes(String name, long number) {
        jdbc.sql("update call_follower set passed = ?, passed_at = now() where name = ?")
                .params(number, name)
                .update();
    }

    void skipped(String name, FeedChange change, String by, String reason) {
        jdbc.sql(
                        "insert into call_follower_skip (follower, number, call_id, type, by, reason) values (?, ?, ?, ?, ?, ?)")
                .params(name, change.number(), change.call(), change.type().word(), by, reason)
                .update();
    }

    /** @param passed where it stands, what waits for it and since when */
    record Lag(long passed, int waiting, Timestamp since) {}

    Optional<Lag> lag(String name) {
        return jdbc.sql("select passed, (select count(*) from (select from call_change where number > passed limit "
                        + FollowerState.MOST_COUNTED + ") few) as waiting,"
                        + " (select at from call_change where number > passed order by number limit 1) as since"
                        + " from call_follower where name = ?")
                .param(name)
                .query((row, place) -> new Lag(row.getLong("passed"), row.getInt("waiting"), row.getTimestamp("since")))
                .optional();
    }

    List<FollowerState.Skipped> skipped(String name) {
        return jdbc.sql("select number, call_id, by, at, reason from call_follower_skip where follower = ?"
                        + " order by at desc limit " + SKIPPED_SHOWN)
                .param(name)
                .query(FollowerTable::readSkipped)
                .list();
    }

    private static FollowerState.Skipped readSkipped(ResultSet row, int place) throws SQLException {
        return new FollowerState.Skipped(
                row.getLong("number"),
                row.getObject("call_id", UUID.class),
                row.getString("by"),
                row.getTimestamp("at").toInstant(),
                row.getString("reason"));
    }
}
