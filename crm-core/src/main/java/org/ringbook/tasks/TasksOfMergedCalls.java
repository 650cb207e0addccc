package org.ringbook.tasks;

import java.util.List;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/** Follows calls that turn out to be one: a task that was made after either was made after the one that stands for both. */
@Component
class TasksOfMergedCalls implements Follower {

    private final Tasks tasks;

    TasksOfMergedCalls(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.MERGED) {
                tasks.merged(change.call(), change.other());
            }
        }
    }
}
