package org.ringbook.origins;

import java.util.List;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Follows calls that turn out to be one: what was said of either holds for the one that stands for both. */
@Component
class DealsOfMergedCalls implements Follower {

    private final CallDeals deals;

    DealsOfMergedCalls(CallDeals deals) {
        this.deals = deals;
    }

    @Override
    public String name() {
        return "deals-of-calls";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.MERGED) {
                deals.merged(change.call(), change.other());
            }
        }
    }
}
