package org.ringbook.leads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.leads.InboundRules.Known;
import org.ringbook.leads.InboundRules.Outcome;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.transaction.support.TransactionTemplate;

/** How a call, a form or a word of a colleague becomes a lead, or joins one: by {@link InboundRules}, under a lock on who it is. */
final class LeadIntake {

    private final LeadRows rows;
    private final TransactionTemplate transaction;
    private final CallerDirectory directory;
    private final Staff staff;
    private final LeadSettings settings;
    private final WorkingCalendar working;
    private final Absences absences;
    private final Clock clock;

    LeadIntake(
            LeadRows rows,
            TransactionTemplate transaction,
            CallerDirectory directory,
            Staff staff,
            LeadSettings settings,
            WorkingCalendar working,
            Absences absences,
            Clock clock) {
        this.rows = rows;
        this.transaction = transaction;
        this.directory = directory;
        this.staff = staff;
        this.settings = settings;
        this.working = working;
        this.absences = absences;
        this.clock = clock;
    }

    /**
     * As {@link Leads#take}.
     *
     * @param until when somebody last asked: what was closed after that was closed knowing it
     */
    Optional<Lead> take(Incoming incoming, Instant until) {
        Incoming in = LeadTexts.tidied(incoming);
        String queue = in.queue() == null ? LeadSettings.USUAL : in.queue();
        String key = LeadTexts.key(in.phone(), in.email());
        return transaction.execute(status -> {
            if (key != null) {
                rows.lock(key);
            }
            Optional<Lead> open = key == null || in.doubtful() != null ? Optional.empty() : rows.open(queue, key);
            Optional<Lead> closed = open.isPresent() || key == null || in.doubtful() != null
                    ? Optional.empty()
                    : rows.last(key).filter(last -> isOfLately(last, in));
            if (in.callId() != null && open.isEmpty() && wasClosedSince(key, until)) {
                return Optional.<Lead>empty();
            }
            List<Caller> callers = in.phone() == null ? List.of() : directory.whoIs(in.phone());
            Known known = new Known(
                    open.map(Lead::id).orElse(null),
                    closed.map(Lead::id).orElse(null),
                    callers.size(),
                    in.channel() == Lead.Channel.CALL);
            Outcome outcome = InboundRules.of(known);
            UUID id = switch (outcome) {
                case NOTHING -> null;
                case JOINS -> joins(known.open(), in);
                case REOPENS -> reopens(known.closed(), in);
                case NEW -> added(in, queue, key, callers);
            };
            return id == null ? Optional.<Lead>empty() : rows.find(id);
        });
    }

    /** What is told of a moment before it was closed does not open it: nobody has asked since. Of calls that is known before. */
    private boolean isOfLately(Lead last, Incoming in) {
        boolean refused = last.state() == Lead.State.LOST || last.state() == Lead.State.JUNK;
        return refused
                && (in.callId() != null || !last.closedAt().isAfter(in.at()))
                && last.closedAt()
                        .plus(Duration.ofDays(settings.reopenWithin()))
                        .isAfter(in.at());
    }

    private boolean wasClosedSince(String key, Instant until) {
        return key != null
                && rows.last(key)
                        .map(Lead::closedAt)
                        .filter(closed -> !closed.isBefore(until))
                        .isPresent();
    }

    private UUID joins(UUID id, Incoming in) {
        if (in.callId() == null || !rows.knowsCall(id, in.callId())) {
            rows.touch(id, in);
            came(id, in);
        }
        return id;
    }

    private UUID reopens(UUID id, Incoming in) {
        rows.reopen(id, in.at(), due(in.at()));
        rows.event(id, new Lead.Event(in.at(), "reopened", null, null, null));
        return joins(id, in);
    }

    private UUID added(Incoming in, String queue, String key, List<Caller> callers) {
        UUID repeatOf = key == null ? null : rows.last(key).map(Lead::id).orElse(null);
        UUID party = callers.size() == 1 ? partyOf(callers.get(0)) : null;
        UUID id = rows.add(in, queue, in.doubtful() == null ? key : null, party, repeatOf, due(in.at()));
        came(id, in);
        if (in.doubtful() == null) {
            responsibleOf(callers).ifPresent(person -> rows.assign(id, queue, person.id(), in.at(), "client"));
        }
        return id;
    }

    private static UUID partyOf(Caller caller) {
        return caller.contactId() == null ? caller.companyId() : caller.contactId();
    }

    /** Whose client they are, if that is one person; while they are away, who stands in for them. */
    private Optional<StaffMember> responsibleOf(List<Caller> callers) {
        Set<UUID> people = callers.stream()
                .map(LeadIntake::partyOf)
                .flatMap(party -> rows.responsibleOf(party).stream())
                .collect(Collectors.toSet());
        return people.size() == 1
                ? staff.find(people.iterator().next())
                        .flatMap(person -> absences.standsIn(
                                person, clock.instant().atZone(working.zone()).toLocalDate()))
                : Optional.empty();
    }

    private void came(UUID id, Incoming in) {
        rows.event(id, new Lead.Event(in.at(), LeadRows.word(in.channel()), in.text(), in.callId(), in.answeredBy()));
        if (in.answeredBy() != null && !in.at().isBefore(rows.waitsSince(id))) {
            answered(id, in.answeredBy(), in.at());
        }
    }

    /** Somebody of ours spoke with them: whose lead it is unless it is somebody's, and the answer counts for them. */
    void answered(UUID lead, UUID person, Instant at) {
        rows.respond(lead, at, person);
        rows.find(lead).filter(one -> one.responsibleId() == null).ifPresent(one -> rows.give(lead, person, true));
    }

    Instant due(Instant at) {
        return working.plus(at, settings.answerWithin());
    }
}
