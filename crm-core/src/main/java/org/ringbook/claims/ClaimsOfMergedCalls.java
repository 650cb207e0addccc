package org.ringbook.claims;

import java.util.List;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Follows calls that turn out to be one: a claim that was taken in either was taken in the one that stands for both. */
@Component
class ClaimsOfMergedCalls implements Follower {

    private final Claims claims;

    ClaimsOfMergedCalls(Claims claims) {
        this.claims = claims;
    }

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.MERGED) {
                claims.merged(change.call(), change.other());
            }
        }
    }
}
