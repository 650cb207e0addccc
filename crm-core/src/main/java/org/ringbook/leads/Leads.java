package org.ringbook.leads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads: taken in, given out, answered, closed. Any thread; every method waits for the database. */
@Component
public class Leads {

    /** As with missed calls. */
    private static final Duration BACK = Duration.ofDays(3);

    private final LeadRows rows;
    private final TransactionTemplate transaction;
    private final LeadIntake intake;
    private final LeadDistribution distribution;
    private final Staff staff;
    private final LeadSettings settings;
    private final WorkingCalendar working;
    private final Clock clock;

    @Autowired
    Leads(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            CallerDirectory directory,
            Staff staff,
            LeadSettings settings,
            WorkingCalendar working,
            Absences absences) {
        this(jdbc, transactions, directory, staff, settings, working, absences, Clock.systemUTC());
    }

    Leads(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            CallerDirectory directory,
            Staff staff,
            LeadSettings settings,
            WorkingCalendar working,
            Absences absences,
            Clock clock) {
        this.rows = new LeadRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.intake = new LeadIntake(rows, transaction, directory, staff, settings, working, absences, clock);
        this.distribution = new LeadDistribution(
                rows, new LeadTurnRows(jdbc), transaction, staff, settings, working, absences, clock);
        this.staff = staff;
        this.settings = settings;
        this.working = working;
        this.clock = clock;
    }

    /**
     * Takes somebody who asks for something: a new lead, a further word on an open one, or an earlier one that is open again. Whoever
     * tells of the same person at the same time makes one lead.
     *
     * @return empty when it becomes none: a client of ours called
     */
    public Optional<Lead> take(Incoming incoming) {
        return intake.take(incoming, incoming.at());
    }

    /** As {@link #take(Incoming)}. @param until when somebody last asked: what was closed after that was closed knowing it */
    Optional<Lead> take(Incoming incoming, Instant until) {
        return intake.take(incoming, until);
    }

    /** Somebody of ours spoke with them: whose lead it is unless it is somebody's, and the answer counts for them. */
    void answered(UUID lead, UUID person, Instant at) {
        intake.answered(lead, person, at);
    }

    /** Whether it was so long ago that nobody waits for an answer, when a history tells of it. */
    boolean isPast(Instant at) {
        return at.isBefore(clock.instant().minus(BACK));
    }

    /**
     * Somebody of ours says, or shows by what they do, that it is no spam.
     *
     * @return it, or the open one of the same that it has joined
     */
    Lead cleared(Lead lead, UUID by) {
        if (lead.doubtful() == null) {
            return lead;
        }
        String key = LeadTexts.key(lead.phone(), lead.email());
        if (key != null) {
            rows.lock(key);
            Optional<Lead> open = rows.open(lead.queue(), key);
            if (open.isPresent()) {
                joined(lead, open.get(), by);
                return open.get();
            }
        }
        rows.clear(lead.id(), key);
        return lead;
    }

    private void joined(Lead lead, Lead open, UUID by) {
        Instant now = clock.instant();
        var said = new Lead.Event(lead.createdAt(), LeadRows.word(lead.channel()), lead.text(), lead.callId(), null);
        rows.touch(open.id(), incoming(lead));
        rows.event(open.id(), said);
        rows.close(lead.id(), Lead.State.JUNK, "joined", now);
        rows.repeats(lead.id(), open.id());
        rows.event(lead.id(), new Lead.Event(now, "joined", Long.toString(open.number()), null, by));
    }

    private static Incoming incoming(Lead lead) {
        return new Incoming(
                lead.channel(),
                lead.source(),
                lead.queue(),
                lead.name(),
                lead.company(),
                lead.phone(),
                lead.email(),
                lead.text(),
                lead.page(),
                lead.marks(),
                null,
                lead.callId(),
                null,
                lead.createdAt());
    }

    public Optional<Lead> find(UUID id) {
        return rows.find(id);
    }

    /** What happened with it, the newest first. */
    public List<Lead.Event> events(UUID lead) {
        return rows.events(lead);
    }

    /** With all that happened with it; who deletes it keeps a copy first. Nothing happens when it is gone already. */
    public void delete(UUID id) {
        rows.delete(id);
    }

    /** How long somebody waited for the first answer in working time; while nobody has answered, until now. */
    public Duration waited(Lead lead) {
        return working.between(
                lead.createdAt(), lead.firstResponseAt() == null ? clock.instant() : lead.firstResponseAt());
    }

    /**
     * Gives an open lead to one of our people.
     *
     * @param by who does it
     */
    public Lead assign(UUID id, UUID person, UUID by) {
        StaffMember member = staff.find(person)
                .filter(StaffMember::active)
                .orElseThrow(() -> Refused.because("responsibleId", "leads.person"));
        return changed(id, lead -> {
            requireOpen(lead);
            Lead on = cleared(lead, by);
            if (on.id().equals(id) || on.responsibleId() == null) {
                rows.give(on.id(), member.id(), true);
                rows.event(on.id(), new Lead.Event(clock.instant(), "assigned", member.name(), null, by));
            }
        });
    }

    /** A word of somebody of ours. */
    public Lead note(UUID id, String text, UUID by) {
        String kept = LeadTexts.text(text, LeadTexts.LONGEST_TEXT);
        if (kept == null) {
            throw Refused.because("text", "leads.note");
        }
        return changed(id, lead -> rows.event(id, new Lead.Event(clock.instant(), "note", kept, null, by)));
    }

    /** Somebody was answered otherwise than by a call: by mail, a message. */
    public Lead answeredByHand(UUID id, UUID by) {
        return changed(id, lead -> {
            requireOpen(lead);
            UUID on = cleared(lead, by).id();
            answered(on, by, clock.instant());
            rows.event(on, new Lead.Event(clock.instant(), "answered", null, null, by));
        });
    }

    /** What looked like spam is none: it waits with the others, or joins the open lead of the same. Done twice, it is done once. */
    public Lead notSpam(UUID id, UUID by) {
        return changed(id, lead -> {
            if (lead.doubtful() != null) {
                requireOpen(lead);
                rows.event(id, new Lead.Event(clock.instant(), "not_spam", null, null, by));
                cleared(lead, by);
            }
        });
    }

    /** @param state lost or junk @param reason needed for a lost one */
    public Lead close(UUID id, Lead.State state, String reason, UUID by) {
        String why = LeadTexts.line(reason);
        if (state != Lead.State.LOST && state != Lead.State.JUNK) {
            throw Refused.because("state", "leads.state");
        }
        if (state == Lead.State.LOST && why == null) {
            throw Refused.because("reason", "leads.reason");
        }
        return changed(id, lead -> {
            requireOpen(lead);
            rows.close(id, state, why, clock.instant());
            rows.event(id, new Lead.Event(clock.instant(), LeadRows.word(state), why, null, by));
        });
    }

    /** Opens a lost or junk one again; the clock runs anew. */
    public Lead reopen(UUID id, UUID by) {
        return changed(id, lead -> {
            if (lead.state() != Lead.State.LOST && lead.state() != Lead.State.JUNK) {
                throw Refused.because("id", "leads.open");
            }
            Instant now = clock.instant();
            if (lead.doubtful() != null) {
                rows.clear(id, LeadTexts.key(lead.phone(), lead.email()));
            }
            rows.reopen(id, now, intake.due(now));
            rows.event(id, new Lead.Event(now, "reopened", null, null, by));
        });
    }

    /**
     * A change is undone: state and person are as they were before it, and no clock runs anew.
     *
     * @param responsible null for nobody
     * @param closedAt null for an open one
     * @throws Refused when there is another open lead of the same meanwhile
     */
    public Lead putBack(UUID id, Lead.State state, UUID responsible, Instant closedAt, String closeReason, UUID by) {
        return changed(id, lead -> {
            rows.putBack(id, state, responsible, closedAt, closeReason);
            rows.event(id, new Lead.Event(clock.instant(), "undone", null, null, by));
        });
    }

    /** It was closed because its call seemed none, and that was wrong. What is open of the same meanwhile stays alone. */
    void isOneAfterAll(Lead lead, Instant at) {
        String key = LeadTexts.key(lead.phone(), lead.email());
        if (key == null || rows.openOfKey(key).isEmpty()) {
            rows.reopen(lead.id(), at, intake.due(at));
            rows.event(lead.id(), new Lead.Event(at, "reopened", null, null, null));
        }
    }

    Lead changed(UUID id, Consumer<Lead> change) {
        try {
            return transaction.execute(status -> {
                change.accept(rows.findToChange(id).orElseThrow(() -> Refused.because("id", "leads.gone")));
                return rows.find(id).orElseThrow(() -> Refused.because("id", "leads.gone"));
            });
        } catch (DuplicateKeyException another) {
            throw Refused.because("id", "leads.another");
        }
    }

    static void requireOpen(Lead lead) {
        if (!lead.state().isOpen()) {
            throw Refused.because("id", "leads.closed");
        }
    }

    /**
     * Gives those that wait to whose turn it is, in the order in which they came, while the company works.
     *
     * @return how many were given
     */
    public int giveOut() {
        return distribution.giveOut();
    }

    /**
     * Leads that nobody whom they were given touched go to the next in turn, or to the deputy of who is away, at most twice; then a
     * supervisor decides. While the company works.
     *
     * @return how many went on
     */
    public int handOn() {
        return distribution.handOn();
    }

    LeadRows rows() {
        return rows;
    }

    LeadSettings settings() {
        return settings;
    }
}
