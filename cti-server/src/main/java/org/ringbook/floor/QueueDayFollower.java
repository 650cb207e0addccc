package org.ringbook.floor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calls.log.CallReader;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;

/** What the log makes of calls later is heard here: that one was derived again, was none, or was told by two sources. */
final class QueueDayFollower implements Follower {

    private static final Set<ChangeType> LATER = Set.of(ChangeType.REDERIVED, ChangeType.WITHDRAWN, ChangeType.MERGED);

    private final QueueDay day;
    private final CallReader log;

    QueueDayFollower(QueueDay day, CallReader log) {
        this.day = day;
        this.log = log;
    }

    @Override
    public String name() {
        return "queues-of-today";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        var again = new LinkedHashSet<UUID>();
        for (FeedChange change : changes) {
            if (LATER.contains(change.type())) {
                Stream.of(change.call(), change.other())
                        .filter(Objects::nonNull)
                        .forEach(again::add);
            }
            if (change.type() == ChangeType.MERGED || change.type() == ChangeType.WITHDRAWN) {
                day.remove(change.call());
                again.remove(change.call());
            }
        }
        again.forEach(call -> log.find(call).ifPresentOrElse(day::again, () -> day.remove(call)));
    }
}
