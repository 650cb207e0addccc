package org.ringbook.robots;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.ringbook.robots.Definition.When;
import org.springframework.stereotype.Component;

/** Notes which calls ended, each once however often the log tells of it. What a history brings later starts no robot. */
@Component
class RobotCalls implements Follower {

    private static final Duration BACK = Duration.ofDays(1);
    private static final List<String> TRIGGERS = TriggerKind.of(When.CALL_ENDED.word());

    private final RobotRows rows;
    private final CallLog log;

    RobotCalls(RobotRows rows, CallLog log) {
        this.rows = rows;
        this.log = log;
    }

    @Override
    public String name() {
        return "robots";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        List<FeedChange> ended =
                changes.stream().filter(each -> each.type() == ChangeType.ENDED).toList();
        if (!ended.isEmpty() && rows.isWaitedFor(TRIGGERS)) {
            ended.forEach(each -> log.find(each.call()).ifPresent(this::ended));
        }
    }

    private void ended(Call call) {
        if (call.ended() && call.endedAt().isAfter(Instant.now().minus(BACK))) {
            rows.happened(
                    When.CALL_ENDED.word(),
                    null,
                    RecordKind.CALL,
                    call.id(),
                    RecordFacts.word(call.result()),
                    null,
                    List.of(),
                    "call_ended/" + call.id());
        }
    }
}
