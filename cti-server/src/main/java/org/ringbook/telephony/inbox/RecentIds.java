package org.ringbook.telephony.inbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ids of messages that came lately. What happened since it remembers all, and is not in it, is new for sure. */
final class RecentIds {

    private static final int MOST = 50_000;
    private static final Duration LOADED = Duration.ofMinutes(15);
    /** A source's clock may differ a little from ours; one that differs by more proves nothing. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private static final Duration CLOCK_IS_WRONG = Duration.ofMinutes(10);

    private final Map<String, Seen> seen = new LinkedHashMap<>();
    /** Null before what was kept is known. */
    private Instant coveredSince;

    private record Seen(Instant received, CompletableFuture<Boolean> isNew) {}

    /** @return what is known of it from before; null when it is remembered from now on */
    synchronized CompletableFuture<Boolean> remember(
            String source, String id, Instant received, CompletableFuture<Boolean> isNew) {
        Seen before = seen.putIfAbsent(source + " " + id, new Seen(received, isNew));
        if (before != null) {
            return before.isNew;
        }
        if (seen.size() > MOST) {
            var oldest = seen.entrySet().iterator();
            coveredSince = coveredSince == null
                    ? null
                    : later(coveredSince, oldest.next().getValue().received);
            oldest.remove();
        }
        return null;
    }

    synchronized void forget(String source, String id) {
        seen.remove(source + " " + id);
    }

    /** Whether something that happened then, if it had come before, would surely be remembered. */
    synchronized boolean covers(Instant happened, Instant received) {
        return happened != null
                && coveredSince != null
                && Duration.between(happened, received).abs().compareTo(CLOCK_IS_WRONG) < 0
                && happened.isAfter(coveredSince.plus(CLOCKS_DIFFER));
    }

    void load(JdbcClient database, Instant now) {
        Instant from = now.minus(LOADED);
        var kept = CompletableFuture.completedFuture(true);
        synchronized (this) {
            coveredSince = from;
            database.sql("select source, id, at from raw_id where at >= ? order by at")
                    .param(Timestamp.from(from))
                    .query((org.springframework.jdbc.core.RowCallbackHandler) row -> remember(
                            row.getString(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            kept));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
