package org.ringbook.api;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ringbook.calls.Call;
import org.ringbook.recordings.Recording;

/**
 * The recordings that are listened to in this moment, and their calls: a player asks for one piece after the other, and the
 * database need not say the same each time. Whether somebody may hear is no part of it: that is asked for every piece.
 * Thread-safe.
 */
final class ListenedTo {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST = 1000;

    /** A recording, and what its source told of its call. */
    record OfCall(Recording recording, Call call) {}

    private record Read(OfCall what, long at) {}

    private final Map<UUID, Read> lately = new ConcurrentHashMap<>();

    /** @param reads asked when it was not read in the last seconds; what it throws is thrown, and nothing is remembered */
    OfCall find(UUID id, Function<UUID, OfCall> reads) {
        Read before = lately.get(id);
        if (before != null && System.nanoTime() - before.at < FRESH_NANOS) {
            return before.what;
        }
        OfCall what = reads.apply(id);
        if (what.recording().stored()) {
            remember(id, what);
        }
        return what;
    }

    void forget(UUID id) {
        lately.remove(id);
    }

    private void remember(UUID id, OfCall what) {
        if (lately.size() >= MOST) {
            lately.clear();
        }
        lately.put(id, new Read(what, System.nanoTime()));
    }
}
