package org.ringbook.recordings.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
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
    private final CallLog log;

    Expectations(FetchTable table, FetchQueue queue, CallLog log) {
        this.table = table;
        this.queue = queue;
        this.log = log;
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
        Map<UUID, Call> calls = log
                .records(changes.stream().map(FeedChange::call).toList())
                .stream()
                .collect(Collectors.toMap(Call::id, Function.identity()));
        Set<UUID> noted = new HashSet<>();
        for (FeedChange change : changes) {
            switch (change.type()) {
                case WITHDRAWN -> table.withdrawn(change.call());
                case MERGED -> merged(change);
                case LOGGED, ENDED, CHANGED, REDERIVED -> {
                    // The row has the newest state of the call, whichever change is looked at.
                    if (noted.add(change.call())) {
                        expect(calls.get(change.call()));
                    }
                }
            }
        }
    }

    /** Another source's record of the same call keeps its own recordings. */
    private void merged(FeedChange change) {
        if (change.rule() == null) {
            table.merged(change.call(), change.other());
        }
    }

    /** @param call null when it is part of another one by now, or none: a later change says so */
    private void expect(Call call) {
        if (call != null && call.ended() && !call.recordings().isEmpty()) {
            table.expect(call, Instant.now().plus(queue.firstTry(call.source())));
        }
    }

    @Override
    public void taken() {
        queue.wake();
    }
}
