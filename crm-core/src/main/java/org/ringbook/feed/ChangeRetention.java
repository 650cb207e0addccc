package org.ringbook.feed;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringbook.schedule.RepeatedTask;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drops changes that are old and that every follower has taken; never one that a follower has still to take, and none while there is no
 * follower. Old is what is so much older than the newest change: a clock that runs ahead drops nothing.
 */
@Component
class ChangeRetention implements SmartLifecycle {

    private static final int AT_ONCE = 5_000;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Duration keep;
    private final RepeatedTask drops = new RepeatedTask("feed-retention", FIRST, EVERY, this::drop);

    ChangeRetention(DataSource database, FeedSettings settings) {
        this.jdbc = JdbcClient.create(database);
        this.keep = settings.keep();
    }

    /** @return how many were dropped */
    int drop() {
        Optional<Instant> newest = jdbc.sql("select at from call_change order by number desc limit 1")
                .query((row, place) -> row.getTimestamp("at").toInstant())
                .optional();
        int dropped = 0;
        int some = newest.isEmpty() ? 0 : AT_ONCE;
        while (some == AT_ONCE) {
            some = dropSome(newest.get().minus(keep));
            dropped += some;
        }
        return dropped;
    }

    private int dropSome(Instant before) {
        return jdbc.sql(
                        "delete from call_change where number in (select number from call_change"
                                + " where number <= (select min(passed) from call_follower) order by number limit ?) and at < ?")
                .params(AT_ONCE, Timestamp.from(before))
                .update();
    }

    @Override
    public void start() {
        drops.start();
    }

    @Override
    public void stop() {
        drops.stop();
    }

    @Override
    public boolean isRunning() {
        return drops.isRunning();
    }
}
