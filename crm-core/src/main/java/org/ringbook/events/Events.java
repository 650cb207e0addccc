package org.ringbook.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.NewId;
import org.ringbook.events.Drafts.Draft;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is written of calls and clients. Any thread; every method waits for the database. */
@Component
public class Events {

    private static final Set<String> DIRECTIONS = Set.of("inbound", "outbound");
    private static final int MOST_PARTIES = 50;
    private static final Duration AHEAD = Duration.ofDays(366);

    private final EventRows rows;
    private final Drafts drafts;
    private final Dispositions dispositions;
    private final CallDispositions ofCalls;
    private final Contacts contacts;
    private final CallerDirectory directory;
    private final Staff staff;
    private final CallerChoices choices;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    Events(
            JdbcClient jdbc,
            Drafts drafts,
            Dispositions dispositions,
            CallDispositions ofCalls,
            Contacts contacts,
            CallerDirectory directory,
            Staff staff,
            CallerChoices choices,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.choices = choices;
        this.publisher = publisher;
        this.rows = new EventRows(jdbc);
        this.drafts = drafts;
        this.dispositions = dispositions;
        this.ofCalls = ofCalls;
        this.contacts = contacts;
        this.directory = directory;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What somebody writes after a call, or while it goes on.
     *
     * @param text null when nothing
     * @param disposition id of the dictionary; null when nothing was chosen
     * @param reason where the choice asks for it
     * @param base version of the draft that the text was made from: what was saved or typed elsewhere since is added to. Null to write
     *     over any
     */
    public record WrapUp(String text, UUID disposition, String reason, Integer base) {

        public WrapUp(String text, UUID disposition, String reason) {
            this(text, disposition, reason, null);
        }
    }

    /** What may be seen of it; empty when there is none, or it is not theirs. */
    public Optional<Event> find(UUID id, Permissions who) {
        return rows.find(id, who);
    }

    /** One person's note of a call. */
    public Optional<Event> noteOfCall(UUID call, UUID author) {
        return rows.noteOfCall(call, author);
    }

    /** What came in, as far as it may be seen, and nobody has taken care of; oldest first. */
    public List<Event> unprocessed(Permissions who, int limit) {
        return rows.unprocessed(who, limit);
    }

    /**
     * @param event that they may see
     * @param done whether somebody took care of it; false for not yet, after all
     */
    public Event process(Event event, boolean done, StaffMember by) {
        rows.process(event.id(), done ? now() : null, by.id());
        return rows.find(event.id(), null).orElse(event);
    }

    /** All that is written of a call, oldest first, for who may see the call. */
    public List<Event> ofCall(UUID call) {
        return rows.ofCalls(List.of(call), null);
    }

    /**
     * What was written of a deal and the tasks that were done in it, newest first; of calls about it see their notes.
     *
     * @param kinds null for any
     * @param before only what happened before it; null for the newest
     */
    public List<Event> ofDeal(UUID deal, Collection<EventKind> kinds, Permissions who, Instant before, int limit) {
        return rows.ofDeal(deal, kinds, who, before, limit);
    }

    /** What may be seen of what was written of these calls. */
    public Map<UUID, List<Event>> ofCalls(Collection<UUID> calls, Permissions who) {
        var found = new HashMap<UUID, List<Event>>();
        for (Event event : rows.ofCalls(calls, who)) {
            found.computeIfAbsent(event.callId(), id -> new ArrayList<>()).add(event);
        }
        return found;
    }

    /**
     * Writes or changes a person's note of a call, with what they chose. Their draft of it is saved with that.
     *
     * @param call that they may see
     * @return empty when there was nothing to write, and is nothing now
     * @throws Refused if the text is too long, there is no such choice, or it asks for a reason and there is none
     */
    public Optional<Event> wrapUp(Call call, StaffMember author, WrapUp what) {
        return wrapUp(call, author, what, (draft, note) -> what.base() == null || what.base() == draft.version());
    }

    /**
     * The same by a program, which reads notes and not what is typed on a page: where it did not see all, what is there stays.
     *
     * @param what its {@code base} does not count
     * @param version of the note that the text was made from; null when it was made from none
     * @return empty when there was nothing to write, and is nothing now
     * @throws Refused as {@link #wrapUp}
     */
    public Optional<Event> wrapUpByProgram(Call call, StaffMember author, WrapUp what, Integer version) {
        return wrapUp(
                call,
                author,
                what,
                (draft, note) -> !draft.isOpen() && note != null && version != null && version == note.version());
    }

    /** @param sawAll whether the text was made from what is there: the draft, and the note or null */
    private Optional<Event> wrapUp(Call call, StaffMember author, WrapUp what, BiPredicate<Draft, Event> sawAll) {
        String text = Texts.text("text", what.text());
        String reason = Texts.line("reason", what.reason());
        Disposition chosen = chosen(what.disposition());
        if (chosen != null && chosen.asksForReason() && reason == null) {
            throw Refused.because("reason", "events.reason.missing", chosen.name());
        }
        String kept = chosen != null && chosen.asksForReason() ? reason : null;
        return transaction.execute(status -> {
            ofCalls.lock();
            return written(call, author, text, sawAll, chosen, kept);
        });
    }

    private Disposition chosen(UUID id) {
        return id == null
                ? null
                : dispositions.find(id).orElseThrow(() -> Refused.because("disposition", "events.disposition.unknown"));
    }

    private Optional<Event> written(
            Call call,
            StaffMember author,
            String typed,
            BiPredicate<Draft, Event> sawAll,
            Disposition chosen,
            String because) {
        Draft draft = drafts.saved(author.id(), call.id());
        Optional<Event> before = rows.noteToChange(call.id(), author.id());
        boolean typedElsewhere = !sawAll.test(draft, before.orElse(null));
        Event chosenElsewhere = typedElsewhere && chosen == null ? before.orElse(null) : null;
        UUID choice = chosenElsewhere != null ? chosenElsewhere.dispositionId() : chosen == null ? null : chosen.id();
        String reason = chosenElsewhere != null ? chosenElsewhere.dispositionReason() : because;
        String there = draft.isOpen() ? draft.text() : before.map(Event::text).orElse(null);
        String text = typedElsewhere ? Texts.both("text", there, typed) : typed;
        if (before.isEmpty() && text == null && chosen == null) {
            return Optional.empty();
        }
        boolean added =
                before.isEmpty() && rows.insertNote(note(call, author, text, choice, reason), owners(call, author));
        if (!added && before.isEmpty()) {
            // Another writer was first, and has committed: it is there now.
            Event other = rows.noteToChange(call.id(), author.id())
                    .orElseThrow(() -> Refused.because("version", "events.changed"));
            rows.update(with(other, Texts.both("text", other.text(), text), choice, reason), author.id());
        } else if (!added && !rows.update(with(before.get(), text, choice, reason), author.id())) {
            throw Refused.because("version", "events.changed");
        }
        choose(call.id());
        publisher.publishEvent(new DispositionChosen(call.id(), author.id()));
        return rows.noteOfCall(call.id(), author.id());
    }

    private Event note(Call call, StaffMember author, String text, UUID choice, String reason) {
        return new Event(
                NewId.next(),
                EventKind.NOTE,
                null,
                now(),
                null,
                author.id(),
                null,
                text,
                call.id(),
                choice,
                reason,
                null,
                null,
                null,
                null,
                now(),
                partiesOf(call),
                now(),
                1);
    }

    private static Event with(Event event, String text, UUID choice, String reason) {
        return new Event(
                event.id(),
                event.kind(),
                event.direction(),
                event.at(),
                event.endsAt(),
                event.authorId(),
                event.subject(),
                text,
                event.callId(),
                choice,
                reason,
                event.taskId(),
                event.dealId(),
                event.source(),
                event.externalId(),
                event.processedAt(),
                event.parties(),
                event.changedAt(),
                event.version());
    }

    /** The one whom the number means. Where it may be several, nobody knows whose the call was. */
    public List<UUID> partiesOf(Call call) {
        List<Caller> candidates = call.external() == null
                ? List.of()
                : choices.among(call.id(), call.external(), directory.whoIs(call.external()));
        if (candidates.size() != 1) {
            return List.of();
        }
        Caller one = candidates.get(0);
        return List.of(one.contactId() == null ? one.companyId() : one.contactId());
    }

    private Collection<UUID> owners(Call call, StaffMember author) {
        var owners = new LinkedHashSet<>(CallPeople.of(call, staff.telephones()).everybody());
        owners.add(author.id());
        return owners;
    }

    /** What was chosen last counts as the call's. */
    private void choose(UUID call) {
        Event last = null;
        for (Event event : rows.ofCalls(List.of(call), null)) {
            boolean later = last == null || !event.changedAt().isBefore(last.changedAt());
            last = event.dispositionId() != null && later ? event : last;
        }
        ofCalls.choose(call, last == null ? null : last.dispositionId());
    }

    /**
     * Adds what happened. Told again by the same source and id, it is the same, and nothing changes.
     *
     * @param call that {@code event.callId} names; null when it names none
     * @param author null for the program
     * @throws Refused if a field does not fit, or a party is none
     */
    public Event add(NewEvent event, Call call, StaffMember author) {
        NewEvent tidied = tidied(event);
        Set<UUID> owners = new HashSet<>(call == null ? Set.of() : owners(call, author));
        if (author != null) {
            owners.add(author.id());
        }
        Event made = made(tidied, call, author);
        if (tidied.externalId() == null) {
            return transaction.execute(status -> inserted(made, owners));
        }
        try {
            return rows.told(tidied.source(), tidied.externalId())
                    .orElseGet(() -> transaction.execute(status -> inserted(made, owners)));
        } catch (DuplicateKeyException atTheSameTime) {
            return rows.told(tidied.source(), tidied.externalId()).orElseThrow();
        }
    }

    private Event inserted(Event made, Collection<UUID> owners) {
        if (made.kind() == EventKind.NOTE && made.callId() != null && made.authorId() != null) {
            if (!rows.insertNote(made, owners)) {
                throw rows.noteOfCall(made.callId(), made.authorId())
                        .map(there -> Refused.because("callId", "events.note.there", there.id()))
                        .orElseGet(() -> Refused.because("version", "events.changed"));
            }
        } else {
            rows.insert(made, owners);
        }
        return rows.find(made.id(), null).orElseThrow();
    }

    private Event made(NewEvent event, Call call, StaffMember author) {
        Instant at = event.at() == null ? now() : event.at().truncatedTo(ChronoUnit.MICROS);
        List<UUID> parties = event.parties().isEmpty() && call != null ? partiesOf(call) : event.parties();
        boolean incoming = "inbound".equals(event.direction()) && event.kind() != EventKind.NOTE;
        return new Event(
                NewId.next(),
                event.kind(),
                event.direction(),
                at,
                event.endsAt(),
                author == null ? null : author.id(),
                event.subject(),
                event.text(),
                event.callId(),
                null,
                null,
                event.taskId(),
                event.dealId(),
                event.source(),
                event.externalId(),
                incoming ? null : now(),
                parties,
                now(),
                1);
    }

    private NewEvent tidied(NewEvent event) {
        String subject = Texts.line("subject", event.subject());
        String text = Texts.text("text", event.text());
        String source = Texts.line("source", event.source());
        String externalId = Texts.line("externalId", event.externalId());
        if (event.kind() == null) {
            throw Refused.because("kind", "events.kind.missing");
        }
        if (subject == null && text == null) {
            throw Refused.because("text", "events.text.missing");
        }
        if (event.direction() != null && !DIRECTIONS.contains(event.direction())) {
            throw Refused.because("direction", "events.direction");
        }
        if ((source == null) != (externalId == null)) {
            throw Refused.because(source == null ? "source" : "externalId", "events.name");
        }
        if (event.at() != null && event.at().isAfter(Instant.now().plus(AHEAD))) {
            throw Refused.because("at", "events.at");
        }
        if (event.endsAt() != null && (event.at() == null || event.endsAt().isBefore(event.at()))) {
            throw Refused.because("endsAt", "events.ends");
        }
        List<UUID> parties = event.parties() == null
                ? List.of()
                : event.parties().stream().distinct().toList();
        if (parties.size() > MOST_PARTIES) {
            throw Refused.because("parties", "events.parties.many", MOST_PARTIES);
        }
        parties.forEach(this::known);
        boolean ofNobody = event.callId() == null && event.taskId() == null && event.dealId() == null;
        if (parties.isEmpty() && ofNobody) {
            throw Refused.because("parties", "events.parties.missing");
        }
        return new NewEvent(
                event.kind(),
                event.direction(),
                event.at(),
                event.endsAt(),
                subject,
                text,
                event.callId(),
                event.taskId(),
                event.dealId(),
                parties,
                source,
                externalId);
    }

    private void known(UUID party) {
        if (contacts.contact(party).isEmpty() && contacts.company(party).isEmpty()) {
            throw Refused.because("parties", "events.party.unknown");
        }
    }

    /**
     * Changes the words of one.
     *
     * @param version that they were made from; null to write over any
     * @throws Refused if it is somebody else's, changed meanwhile, gone, or says nothing now
     */
    public Event change(UUID id, Integer version, String subject, String text, StaffMember by) {
        Event before = mine(id, by);
        if (version != null && version != before.version()) {
            throw Refused.because("version", "events.changed");
        }
        String newSubject = Texts.line("subject", subject);
        String newText = Texts.text("text", text);
        if (newSubject == null && newText == null && before.dispositionId() == null) {
            throw Refused.because("text", "events.text.missing");
        }
        Event now = new Event(
                before.id(),
                before.kind(),
                before.direction(),
                before.at(),
                before.endsAt(),
                before.authorId(),
                newSubject,
                newText,
                before.callId(),
                before.dispositionId(),
                before.dispositionReason(),
                before.taskId(),
                before.dealId(),
                before.source(),
                before.externalId(),
                before.processedAt(),
                before.parties(),
                before.changedAt(),
                before.version());
        if (!rows.update(now, by.id())) {
            throw Refused.because("version", "events.changed");
        }
        return rows.find(id, null).orElseThrow();
    }

    /** @throws Refused if it is somebody else's, or gone */
    public void delete(UUID id, StaffMember by) {
        Event event = mine(id, by);
        transaction.executeWithoutResult(status -> {
            ofCalls.lock();
            rows.delete(id, by.id());
            if (event.callId() != null) {
                choose(event.callId());
                publisher.publishEvent(new DispositionChosen(event.callId(), by.id()));
            }
        });
    }

    /** A task that was done is to be done after all: its line goes. */
    public void taskReopened(UUID task, UUID by) {
        rows.deleteOfTask(task, by);
    }

    /** Whether somebody may change it: who wrote it, and supervisors. What the program wrote stays. */
    public static boolean mayChange(Event event, StaffMember who) {
        boolean written = event.kind().isTold();
        return written && (who.id().equals(event.authorId()) || who.role().compareTo(Role.SUPERVISOR) >= 0);
    }

    private Event mine(UUID id, StaffMember who) {
        Event event = rows.find(id, null).orElseThrow(() -> Refused.because("id", "events.gone"));
        if (!mayChange(event, who)) {
            throw Refused.because("id", "events.not-yours");
        }
        return event;
    }

    /** In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        ofCalls.lock();
        rows.merged(call, into);
        drafts.merged(call, into);
        ofCalls.choose(call, null);
        choose(into);
    }

    /** Newest first. See {@link Timeline} for calls among them. */
    List<Event> list(
            Collection<UUID> parties,
            UUID call,
            Collection<EventKind> kinds,
            Permissions who,
            Instant before,
            int limit) {
        return rows.find(parties, call, kinds, who, before, limit);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
