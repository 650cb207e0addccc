package org.ringbook.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.calls.Call;
import org.ringbook.recordings.Recording;

/**
 * The recordings that are listened to in this moment, and their calls: a player asks for one piece after the other, and the
 * database need not say the same each time. Whether somebody may hear is no part of it: that is asked for every piece.
 * Thread-safe.
 */
final class ListenedTo {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 1000;

    /** A recording, and what its source told of its call. */
    record OfCall(Recording recording, Call call) {}

    private final Cache<UUID, OfCall> lately =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

    /** @param reads asked when it was not read in the last seconds; what it throws is thrown, and nothing is remembered */
    OfCall find(UUID id, Function<UUID, OfCall> reads) {
        OfCall before = lately.getIfPresent(id);
        if (before != null) {
            return before;
        }
        OfCall what = reads.apply(id);
        if (what.recording().stored()) {
            lately.put(id, what);
        }
        return what;
    }

    void forget(UUID id) {
        lately.invalidate(id);
    }
}
