package org.ringbook.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ringbook.feed.Feed;
import org.ringbook.feed.Follower;
import org.ringbook.feed.FollowerState;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * For monitors, of each follower of the feed by its name: {@code ringbook.feed.waiting} changes that it has not taken, {@code
 * ringbook.feed.lag} seconds since the oldest of them, and {@code ringbook.feed.failing} 1 while it does not go on. Asked for at most
 * once in five seconds; unknown while the database is away.
 */
@Component
class FeedMeters {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Feed feed;
    private List<FollowerState> last = List.of();
    private Instant read = Instant.EPOCH;

    FeedMeters(MeterRegistry registry, Feed feed, List<Follower> followers) {
        this.feed = feed;
        for (Follower each : followers) {
            gauge(registry, "waiting", each, FollowerState::waiting);
            gauge(registry, "lag", each, FeedMeters::lag);
            gauge(registry, "failing", each, state -> state.failure() == null ? 0 : 1);
        }
    }

    private void gauge(MeterRegistry registry, String what, Follower of, ToDoubleFunction<FollowerState> reading) {
        Gauge.builder("ringbook.feed." + what, this, all -> all.now(of.name(), reading))
                .tag("follower", of.name())
                .strongReference(true)
                .register(registry);
    }

    private static double lag(FollowerState state) {
        return state.since() == null
                ? 0
                : Duration.between(state.since(), Instant.now()).toMillis() / 1000.0;
    }

    private synchronized double now(String follower, ToDoubleFunction<FollowerState> reading) {
        try {
            if (read.plus(FRESH).isBefore(Instant.now())) {
                last = feed.states();
                read = Instant.now();
            }
            return last.stream()
                    .filter(each -> each.name().equals(follower))
                    .mapToDouble(reading)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
