package org.ringbook.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.staff.Staff;
import org.springframework.stereotype.Component;

/**
 * What calls do to leads: one of somebody unknown becomes a lead where the settings say so, a conversation with somebody who waits is
 * the answer, and a call that was none takes its untouched lead along.
 */
@Component
class LeadCalls implements Follower {

    private final Leads leads;
    private final CallLog log;
    private final Staff staff;

    LeadCalls(Leads leads, CallLog log, Staff staff) {
        this.leads = leads;
        this.log = log;
        this.staff = staff;
    }

    @Override
    public String name() {
        return "leads";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            if (change.type() == ChangeType.WITHDRAWN) {
                withdrawn(change.call(), change.at());
            } else if (change.type() == ChangeType.ENDED || change.type() == ChangeType.REDERIVED) {
                log.find(change.call()).filter(Call::ended).ifPresent(this::ended);
            }
        }
    }

    private void ended(Call call) {
        if (call.external() == null || call.direction() == Call.Direction.INTERNAL) {
            return;
        }
        String key = Long.toString(call.external().e164());
        Optional<Lead> open = leads.rows().openOfKey(key);
        boolean inbound = call.direction() == Call.Direction.INBOUND;
        if (inbound && (open.isPresent() || leads.settings().fromCalls() && isDemand(call))) {
            leads.take(incoming(call, open.map(Lead::queue).orElse(null)));
        } else if (!inbound && open.isPresent()) {
            calledBack(call, open.get());
        }
    }

    /** Somebody spoke with them, or the telephone rang long enough to mean it. */
    private boolean isDemand(Call call) {
        return call.result() == Call.Result.ANSWERED
                || Duration.between(call.startedAt(), call.endedAt())
                                .compareTo(leads.settings().missedFrom())
                        >= 0;
    }

    private Incoming incoming(Call call, String queue) {
        return new Incoming(
                Lead.Channel.CALL,
                call.line() == null ? null : call.line().toString(),
                queue,
                null,
                null,
                call.external(),
                null,
                call.result() == Call.Result.ANSWERED ? "answered" : "missed",
                null,
                Map.of(),
                null,
                call.id(),
                spoke(call),
                call.startedAt());
    }

    private UUID spoke(Call call) {
        if (call.result() != Call.Result.ANSWERED) {
            return null;
        }
        CallPeople people = CallPeople.of(call, staff.telephones());
        return people.agent() == null || people.agent().staffId() == null
                ? people.speakers().stream().findFirst().orElse(null)
                : people.agent().staffId();
    }

    /** Unanswered, it is an attempt, and the clock goes on. */
    private void calledBack(Call call, Lead lead) {
        if (leads.rows().knowsCall(lead.id(), call.id())) {
            return;
        }
        UUID person = spoke(call);
        leads.rows()
                .event(
                        lead.id(),
                        new Lead.Event(
                                call.startedAt(),
                                "call",
                                person == null ? "attempt" : "called_back",
                                call.id(),
                                person));
        if (person != null) {
            Instant answered = call.answeredAt() == null ? call.startedAt() : call.answeredAt();
            leads.answered(lead.id(), person, answered);
        }
    }

    private void withdrawn(UUID call, Instant at) {
        leads.rows()
                .ofCall(call)
                .filter(lead -> lead.state() == Lead.State.NEW && lead.touches() == 1 && lead.responsibleId() == null)
                .ifPresent(lead -> {
                    leads.rows().close(lead.id(), Lead.State.JUNK, "withdrawn", at);
                    leads.rows().event(lead.id(), new Lead.Event(at, "withdrawn", null, null, null));
                });
    }
}
