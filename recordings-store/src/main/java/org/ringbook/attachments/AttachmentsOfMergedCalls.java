package org.ringbook.attachments;

import java.util.List;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Follows calls that turn out to be one: the files of both are the one's. */
@Component
class AttachmentsOfMergedCalls implements Follower {

    private final Attachments attachments;

    AttachmentsOfMergedCalls(Attachments attachments) {
        this.attachments = attachments;
    }

    @Override
    public String name() {
        return "attachments";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.MERGED) {
                attachments.callMerged(change.call(), change.other());
            }
        }
    }
}
