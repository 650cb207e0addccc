package org.ringbook.campaigns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.ringbook.staff.Staff;
import org.ringbook.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What calls of the log say of attempts: that is how an attempt came out, whatever was asked of the telephone system. */
@Component
class CampaignCalls implements Follower {

    private final AttemptRows attempts;
    private final AttemptOutcomes outcomes;
    private final CallLog log;
    private final ApplicationEventPublisher publisher;
    private final Set<UUID> changed = new LinkedHashSet<>();

    CampaignCalls(
            JdbcClient jdbc,
            CampaignResults results,
            Quotas quotas,
            CallLog log,
            WorkingCalendar calendar,
            Tasks tasks,
            Staff staff,
            ApplicationEventPublisher publisher) {
        this.attempts = new AttemptRows(jdbc);
        this.outcomes = new AttemptOutcomes(jdbc, results, quotas, new Promises(jdbc, tasks, staff), calendar.zone());
        this.log = log;
        this.publisher = publisher;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        changed.clear();
        changes.stream()
                .filter(change -> change.type() == ChangeType.MERGED)
                .forEach(change -> attempts.callMerged(change.call(), change.other()));
        Set<UUID> calls = changes.stream()
                .flatMap(change -> Stream.of(change.call(), change.other()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        attempts.ofCalls(calls).forEach(this::look);
    }

    private void look(Attempt seen) {
        attempts.toChange(seen.id()).ifPresent(attempt -> {
            Optional<Call> call =
                    attempt.callId() == null ? log.findByRequest(attempt.requestId()) : log.find(attempt.callId());
            call.ifPresent(one -> tell(attempt, one));
        });
    }

    private void tell(Attempt attempt, Call call) {
        changed.add(attempt.campaignId());
        if (call.ended()) {
            outcomes.ended(attempt, call);
        } else if (call.answeredAt() != null
                && attempt.answeredAt() == null
                && !attempt.state().isOver()) {
            outcomes.answered(attempt, call.id(), call.answeredAt());
        } else if (attempt.callId() == null) {
            attempts.hasCall(attempt.id(), call.id());
        }
    }

    @Override
    public void taken() {
        changed.forEach(campaign -> publisher.publishEvent(new CampaignChanged(campaign)));
    }
}
