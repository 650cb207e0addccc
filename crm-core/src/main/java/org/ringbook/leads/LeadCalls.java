package org.ringbook.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallLog;
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

    private static final String WITHDRAWN = "withdrawn";

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
        Map<UUID, Call> over = new EndedOfBatch(log).of(changes);
        LeadRows.Concerned concerned = leads.rows().concerned(told(changes, over), numbers(over));
        for (FeedChange change : changes) {
            switch (change.type()) {
                case WITHDRAWN -> withdrawn(change.call(), change.at());
                case MERGED -> {
                    merged(change.call(), change.other());
                    // What was known of the one is known of the other from now on.
                    concerned.calls().add(change.other());
                }
                case ENDED, REDERIVED ->
                    Optional.ofNullable(over.get(change.call()))
                            .filter(call -> concerns(call, concerned))
                            .ifPresent(this::ended);
                default -> {}
            }
        }
    }

    private static Set<UUID> told(List<FeedChange> changes, Map<UUID, Call> over) {
        Set<UUID> told = over.values().stream().map(Call::id).collect(Collectors.toSet());
        changes.forEach(change -> told.add(change.call()));
        return told;
    }

    private static Set<Long> numbers(Map<UUID, Call> over) {
        return over.values().stream()
                .filter(call -> call.external() != null)
                .map(call -> call.external().e164())
                .collect(Collectors.toSet());
    }

    /** Most calls are of nobody who is a lead, and make none. */
    private boolean concerns(Call call, LeadRows.Concerned concerned) {
        return concerned.calls().contains(call.id())
                || call.external() != null
                        && (concerned.numbers().contains(call.external().e164())
                                || leads.settings().fromCalls() && call.direction() == Call.Direction.INBOUND);
    }

    private void ended(Call call) {
        if (call.external() == null || call.direction() == Call.Direction.INTERNAL || isOurs(call)) {
            withdrawn(call.id(), call.endedAt());
            return;
        }
        List<UUID> known = leads.rows().ofCall(call.id());
        if (known.isEmpty()) {
            isNew(call);
        } else {
            known.forEach(lead -> leads.changed(lead, now -> corrected(call, now)));
        }
    }

    /** A colleague on their way is no demand. */
    private boolean isOurs(Call call) {
        return staff.byTelephone(call.external().toString()).isPresent();
    }

    private void isNew(Call call) {
        String key = Long.toString(call.external().e164());
        Optional<Lead> open = leads.rows().openOfKey(key);
        if (call.direction() == Call.Direction.INBOUND) {
            if (open.isPresent() || leads.settings().fromCalls() && isDemand(call) && !leads.isPast(call.endedAt())) {
                Instant until = call.result() == Call.Result.ANSWERED ? call.startedAt() : call.endedAt();
                leads.take(incoming(call, open.map(Lead::queue).orElse(null)), until);
            }
        } else {
            open.or(() -> leads.rows().doubtfulOfPhone(call.external().e164()))
                    .ifPresent(lead -> leads.changed(lead.id(), now -> calledBack(call, now)));
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
                word(call),
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

    private String word(Call call) {
        if (call.direction() == Call.Direction.INBOUND) {
            return call.result() == Call.Result.ANSWERED ? "answered" : "missed";
        }
        return spoke(call) == null ? "attempt" : "called_back";
    }

    /** Unanswered, it is an attempt, and the clock goes on. What was over before they asked is no answer. */
    private void calledBack(Call call, Lead lead) {
        if (call.endedAt().isBefore(leads.rows().waitsSince(lead.id()))) {
            return;
        }
        UUID person = spoke(call);
        UUID on = person == null ? lead.id() : leads.cleared(lead, person).id();
        leads.rows().event(on, new Lead.Event(call.startedAt(), "call", word(call), call.id(), person));
        if (person != null) {
            leads.answered(on, person, answeredAt(call));
        }
    }

    private static Instant answeredAt(Call call) {
        return call.answeredAt() == null ? call.startedAt() : call.answeredAt();
    }

    /** It was told before, and may be something else now: missed or answered, by her or by him. */
    private void corrected(Call call, Lead lead) {
        if (lead.state() == Lead.State.JUNK && WITHDRAWN.equals(lead.closeReason())) {
            leads.isOneAfterAll(lead, call.startedAt());
        }
        Lead.Event before = leads.rows().eventOf(lead.id(), call.id()).orElseThrow();
        var now = new Lead.Event(before.at(), "call", word(call), call.id(), spoke(call));
        if (now.equals(before)) {
            return;
        }
        leads.rows().correct(lead.id(), now);
        if (isTheAnswer(before, call.endedAt(), lead)) {
            leads.rows().respondAnew(lead.id());
        }
        if (now.by() != null && !call.endedAt().isBefore(leads.rows().waitsSince(lead.id()))) {
            leads.answered(leads.cleared(lead, now.by()).id(), now.by(), answeredAt(call));
        }
    }

    private static boolean isInbound(Lead.Event call) {
        return "answered".equals(call.text()) || "missed".equals(call.text());
    }

    private static boolean isTheAnswer(Lead.Event call, Instant until, Lead lead) {
        return call.by() != null
                && call.by().equals(lead.firstResponseBy())
                && !lead.firstResponseAt().isBefore(call.at())
                && !lead.firstResponseAt().isAfter(until);
    }

    private void withdrawn(UUID call, Instant at) {
        leads.rows().ofCall(call).forEach(lead -> leads.changed(lead, now -> withdrawn(call, at, now)));
    }

    private void withdrawn(UUID call, Instant at, Lead lead) {
        Lead.Event event = leads.rows().eventOf(lead.id(), call).orElseThrow();
        if (call.equals(lead.callId()) && isUntouched(lead)) {
            leads.rows().close(lead.id(), Lead.State.JUNK, WITHDRAWN, at);
            leads.rows().event(lead.id(), new Lead.Event(at, WITHDRAWN, null, null, null));
        } else if (event.kind().equals("call")) {
            leads.rows().correct(lead.id(), new Lead.Event(event.at(), WITHDRAWN, null, call, null));
            if (isInbound(event)) {
                leads.rows().untouch(lead.id());
            }
            if (isTheAnswer(event, at, lead)) {
                leads.rows().respondAnew(lead.id());
            }
        }
    }

    /** Nobody of ours has done anything with it: whom it was given in turn has not looked yet. */
    private boolean isUntouched(Lead lead) {
        return lead.state() == Lead.State.NEW
                && lead.touches() == 1
                && lead.firstResponseAt() == null
                && leads.events(lead.id()).stream()
                        .allMatch(event -> event.by() == null || event.kind().equals("assigned"));
    }

    private void merged(UUID call, UUID into) {
        for (UUID id : leads.rows().ofCall(call)) {
            leads.changed(id, lead -> merged(call, into, lead));
        }
        leads.rows().madeOfCall(call, into);
    }

    /** Two that turned out to be one have asked once. */
    private void merged(UUID call, UUID into, Lead lead) {
        Lead.Event event = leads.rows().eventOf(lead.id(), call).orElseThrow();
        if (!leads.rows().knowsCall(lead.id(), into)) {
            leads.rows().isOfCall(lead.id(), call, into);
            return;
        }
        leads.rows().forget(lead.id(), call);
        if (isInbound(event)) {
            leads.rows().untouch(lead.id());
        }
    }
}
