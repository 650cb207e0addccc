package org.ringbook.events;

import java.util.List;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Follows calls that turn out to be one: what was written of either is of the one that stands for both. */
@Component
class EventsOfMergedCalls implements Follower {

    private final Events events;
    private final CallerChoices choices;

    EventsOfMergedCalls(Events events, CallerChoices choices) {
        this.choices = choices;
        this.events = events;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.MERGED) {
                events.merged(change.call(), change.other());
                choices.merged(change.call(), change.other());
            }
        }
    }
}
