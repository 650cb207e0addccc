package org.ringbook.recordings.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows what becomes of calls and notes the recordings of each one that has ended. The feed brings each change at least once,
 * whatever fails in between, so that nothing is kept here.
 */
@Component
class Expectations implements Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Expectations.class);

    /** Calls that are older than the feed are looked through so far back; the give-up time of a recording is no longer. */
    static final Duration BACK = Duration.ofDays(7);

    private final FetchTable table;
    private final FetchQueue queue;

    Expectations(FetchTable table, FetchQueue queue) {
        this.table = table;
        this.queue = queue;
    }

    @Override
    public String name() {
        return "recordings";
    }

    @Override
    public Start start() {
        return Start.BEGINNING;
    }

    @Override
    public void begins() {
        Instant now = Instant.now();
        int found = table.expectFromLog(now.minus(BACK), now);
        if (found > 0) {
            LOG.info("{} recordings of the last days were not noted yet; they are fetched now", found);
        }
    }

    @Override
    public void take(List<FeedChange> changes) {
        Set<UUID> told = new LinkedHashSet<>();
        for (FeedChange change : changes) {
            switch (change.type()) {
                case WITHDRAWN -> table.withdrawn(change.call());
                case MERGED -> merged(change);
                case LOGGED, ENDED, CHANGED, REDERIVED -> told.add(change.call());
                case RESULT -> {}
            }
        }
        expect(told);
    }

    /** Another source's record of the same call keeps its own recordings. */
    private void merged(FeedChange change) {
        if (change.rule() == null) {
            table.merged(change.call(), change.other());
        }
    }

    /** The rows have the newest state of the calls; of one that is part of another one by now, or none, there is none. */
    private void expect(Set<UUID> calls) {
        Instant now = Instant.now();
        for (String source : table.sourcesOf(calls)) {
            table.expect(calls, source, now.plus(queue.firstTry(source)));
        }
    }

    @Override
    public void taken() {
        queue.wake();
    }
}
