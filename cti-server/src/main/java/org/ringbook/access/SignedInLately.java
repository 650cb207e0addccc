package org.ringbook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who signed in from where in the last thirty days, over restarts. Asked in memory, and bounded there and in the database; written once
 * a day of each. What the database does not take is known until the next restart. Any thread.
 */
@Component
class SignedInLately {

    private static final Logger LOG = LoggerFactory.getLogger(SignedInLately.class);

    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final Duration WRITTEN_EVERY = Duration.ofDays(1);
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    /** When it was written. */
    private final Cache<String, Instant> known;

    @Autowired
    SignedInLately(JdbcClient jdbc) {
        this(jdbc, Clock.systemUTC());
    }

    SignedInLately(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KNOWN_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What an earlier run wrote. */
    @EventListener(ApplicationStartedEvent.class)
    void remember() {
        try {
            jdbc.sql("delete from signed_in_lately where at < ? or who not in"
                            + " (select who from signed_in_lately order by at desc limit ?)")
                    .params(Timestamp.from(clock.instant().minus(KNOWN_FOR)), MOST)
                    .update();
            jdbc.sql("select who, at from signed_in_lately order by at").query(row -> {
                known.put(row.getString(1), row.getTimestamp(2).toInstant());
            });
        } catch (DataAccessException away) {
            LOG.warn("Who signed in lately is not known: {}", away.getMessage());
        }
    }

    boolean has(String who) {
        Instant written = known.getIfPresent(who);
        return written != null && written.plus(KNOWN_FOR).isAfter(clock.instant());
    }

    void add(String who) {
        Instant now = clock.instant();
        Instant written = known.getIfPresent(who);
        if (written != null && now.isBefore(written.plus(WRITTEN_EVERY))) {
            return;
        }
        known.put(who, now);
        try {
            jdbc.sql(
                            "insert into signed_in_lately (who, at) values (?, ?) on conflict (who) do update set at = excluded.at")
                    .params(who, Timestamp.from(now))
                    .update();
        } catch (DataAccessException away) {
            LOG.debug("That {} signed in is not kept", who, away);
        }
    }
}
