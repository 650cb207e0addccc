package org.ringbook.reports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Keeps the facts of calls as the log has them: whatever becomes of a call, in the transaction that notes that it was taken. */
@Component
class FactFollower implements Follower {

    private final FactTables facts;
    private final FactHistory history;

    FactFollower(FactTables facts, FactHistory history) {
        this.facts = facts;
        this.history = history;
    }

    @Override
    public String name() {
        return "reports";
    }

    /** What was before is read from the log itself: the feed forgets after a month. */
    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void begins() {
        history.begin();
    }

    @Override
    public void take(List<FeedChange> changes) {
        var calls = new LinkedHashSet<UUID>();
        changes.forEach(change -> Stream.of(change.call(), change.other())
                .filter(Objects::nonNull)
                .forEach(calls::add));
        boolean derived = changes.stream().anyMatch(change -> change.type() == ChangeType.REDERIVED);
        boolean fresh = changes.stream().allMatch(change -> change.type() == ChangeType.LOGGED);
        facts.lock();
        facts.take(calls, derived ? "derived" : fresh ? "new" : "changed");
    }
}
