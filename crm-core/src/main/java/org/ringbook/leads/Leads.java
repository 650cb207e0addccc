package org.ringbook.leads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.details.PointKeys;
import org.ringbook.leads.InboundRules.Known;
import org.ringbook.leads.InboundRules.Outcome;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.numbers.PhoneNumber;
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

    private static final int LONGEST = 255;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_PAGE = 2_000;
    /** As with missed calls. */
    private static final Duration BACK = Duration.ofDays(3);

    private static final int MOST_HAND_ONS = 2;
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final LeadRows rows;
    private final TransactionTemplate transaction;
    private final CallerDirectory directory;
    private final Staff staff;
    private final LeadSettings settings;
    private final WorkingCalendar working;
    private final Absences absences;
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
        this.absences = absences;
        this.rows = new LeadRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.directory = directory;
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
        return take(incoming, incoming.at());
    }

    /**
     * As {@link #take(Incoming)}.
     *
     * @param until when somebody last asked: what was closed after that was closed knowing it
     */
    Optional<Lead> take(Incoming incoming, Instant until) {
        Incoming in = tidied(incoming);
        String queue = in.queue() == null ? LeadSettings.USUAL : in.queue();
        String key = key(in);
        return transaction.execute(status -> {
            if (key != null) {
                rows.lock(key);
            }
            Optional<Lead> open = key == null || in.doubtful() != null ? Optional.empty() : rows.open(queue, key);
            Optional<Lead> closed = open.isPresent() || key == null || in.doubtful() != null
                    ? Optional.empty()
                    : rows.last(key).filter(last -> isOfLately(last, in.at()));
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

    private boolean isOfLately(Lead last, Instant now) {
        boolean refused = last.state() == Lead.State.LOST || last.state() == Lead.State.JUNK;
        return refused
                && last.closedAt()
                        .plus(Duration.ofDays(settings.reopenWithin()))
                        .isAfter(now);
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
            responsibleOf(callers).ifPresent(person -> give(id, queue, person, in.at(), "client"));
        }
        return id;
    }

    private static UUID partyOf(Caller caller) {
        return caller.contactId() == null ? caller.companyId() : caller.contactId();
    }

    private LocalDate today(Instant now) {
        return now.atZone(working.zone()).toLocalDate();
    }

    /** Whose client they are, if that is one person; while they are away, who stands in for them. */
    private Optional<StaffMember> responsibleOf(List<Caller> callers) {
        Set<UUID> people = callers.stream()
                .map(Leads::partyOf)
                .flatMap(party -> rows.responsibleOf(party).stream())
                .collect(Collectors.toSet());
        return people.size() == 1
                ? staff.find(people.iterator().next())
                        .flatMap(person -> absences.standsIn(person, today(clock.instant())))
                : Optional.empty();
    }

    private void give(UUID lead, String queue, StaffMember person, Instant at, String why) {
        rows.give(lead, person.id(), false);
        rows.assigned(lead, queue, person.id(), at, why);
        rows.event(lead, new Lead.Event(at, "assigned", why, null, person.id()));
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

    private Instant due(Instant at) {
        return working.plus(at, settings.answerWithin());
    }

    /** Whether it was so long ago that nobody waits for an answer, when a history tells of it. */
    boolean isPast(Instant at) {
        return at.isBefore(clock.instant().minus(BACK));
    }

    private static String key(Incoming in) {
        return key(in.phone(), in.email());
    }

    /** What makes two contacts one lead. */
    static String key(PhoneNumber phone, String email) {
        if (phone != null) {
            return Long.toString(phone.e164());
        }
        return email == null ? null : PointKeys.email(email);
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
        String key = key(lead.phone(), lead.email());
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

    private static Incoming tidied(Incoming in) {
        String name = line(in.name());
        var marks = new LinkedHashMap<String, String>();
        if (in.marks() != null) {
            in.marks().entrySet().stream()
                    .filter(mark -> line(mark.getKey()) != null && line(mark.getValue()) != null)
                    .limit(50)
                    .forEach(mark -> marks.put(line(mark.getKey()), line(mark.getValue())));
        }
        return new Incoming(
                in.channel(),
                line(in.source()),
                line(in.queue()),
                name,
                line(in.company()),
                in.phone(),
                line(in.email()),
                text(in.text(), LONGEST_TEXT),
                text(in.page(), LONGEST_PAGE),
                marks,
                in.doubtful(),
                in.callId(),
                in.answeredBy(),
                in.at());
    }

    private static String text(String text, int longest) {
        String tidied = text == null
                ? ""
                : CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll(" ").strip();
        return tidied.isEmpty() ? null : tidied.substring(0, Math.min(tidied.length(), longest));
    }

    /** What is too long for its field is cut: it came from outside, and nobody is there to shorten it. */
    private static String line(String text) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return tidied.isEmpty() ? null : tidied.substring(0, Math.min(tidied.length(), LONGEST));
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
        String kept = text(text, LONGEST_TEXT);
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
        String why = line(reason);
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
                rows.clear(id, key(lead.phone(), lead.email()));
            }
            rows.reopen(id, now, due(now));
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
        String key = key(lead.phone(), lead.email());
        if (key == null || rows.openOfKey(key).isEmpty()) {
            rows.reopen(lead.id(), at, due(at));
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
        Instant now = clock.instant();
        if (!working.isWorking(now)) {
            return 0;
        }
        int given = 0;
        for (String queue : settings.queues().keySet()) {
            given += giveOut(queue, now);
        }
        return given;
    }

    private int giveOut(String queue, Instant now) {
        Map<UUID, LeadSettings.Member> members = membersOf(queue, today(now));
        if (members.isEmpty()) {
            return 0;
        }
        Instant dayBegan = dayBegan(now);
        int[] given = new int[1];
        for (Lead lead : rows.waiting(queue)) {
            boolean found = Boolean.TRUE.equals(transaction.execute(status -> {
                rows.lock("queue " + queue);
                Optional<Lead> still = rows.findToChange(lead.id())
                        .filter(one -> one.state() == Lead.State.NEW && one.responsibleId() == null);
                if (still.isEmpty()) {
                    return true;
                }
                var turn = FairTurn.next(
                        new ArrayList<>(rows.turns(queue, members, dayBegan).values()));
                turn.flatMap(member -> staff.find(member.id())).ifPresent(person -> {
                    give(lead.id(), queue, person, now, "turn");
                    given[0]++;
                });
                return turn.isPresent();
            }));
            if (!found) {
                break;
            }
        }
        return given[0];
    }

    private Instant dayBegan(Instant now) {
        return today(now).atStartOfDay(working.zone()).toInstant();
    }

    /**
     * Leads that nobody whom they were given touched go to the next in turn, or to the deputy of who is away, at most twice; then a
     * supervisor decides. While the company works.
     *
     * @return how many went on
     */
    public int handOn() {
        Instant now = clock.instant();
        if (!working.isWorking(now)) {
            return 0;
        }
        int handed = 0;
        for (LeadRows.Untouched one : rows.untouched()) {
            handed += Boolean.TRUE.equals(transaction.execute(status -> handedOn(one, now))) ? 1 : 0;
        }
        return handed;
    }

    private boolean handedOn(LeadRows.Untouched one, Instant now) {
        boolean late = settings.handOnAfter().compareTo(Duration.ZERO) > 0
                && working.between(one.givenAt(), now).compareTo(settings.handOnAfter()) >= 0;
        StaffMember holder = staff.find(one.responsibleId()).orElse(null);
        boolean away = holder == null || !holder.active() || absences.isAway(holder.id(), today(now));
        Optional<Lead> still = late || away
                ? rows.findToChange(one.lead())
                        .filter(lead -> lead.state() == Lead.State.NEW
                                && lead.version() == one.version()
                                && one.responsibleId().equals(lead.responsibleId()))
                : Optional.empty();
        if (still.isEmpty()) {
            return false;
        }
        Lead lead = still.get();
        Optional<StaffMember> next =
                one.given().size() > MOST_HAND_ONS ? Optional.empty() : next(lead, one, holder, now);
        if (next.isPresent()) {
            give(lead.id(), lead.queue(), next.get(), now, away ? "away" : "untouched");
        } else if (late) {
            rows.escalate(lead.id(), now);
            rows.event(lead.id(), new Lead.Event(now, "escalated", null, null, null));
        }
        return next.isPresent();
    }

    private Optional<StaffMember> next(Lead lead, LeadRows.Untouched one, StaffMember holder, Instant now) {
        Optional<StaffMember> deputy = holder == null ? Optional.empty() : absences.standsIn(holder, today(now));
        if (deputy.filter(person -> !one.given().contains(person.id())).isPresent()) {
            return deputy;
        }
        Map<UUID, LeadSettings.Member> others = membersOf(lead.queue(), today(now));
        others.keySet().removeAll(one.given());
        rows.lock("queue " + lead.queue());
        return FairTurn.next(new ArrayList<>(
                        rows.turns(lead.queue(), others, dayBegan(now)).values()))
                .flatMap(member -> staff.find(member.id()));
    }

    /** Those who are with us, and not away. */
    private Map<UUID, LeadSettings.Member> membersOf(String queue, LocalDate today) {
        var members = new LinkedHashMap<UUID, LeadSettings.Member>();
        if (!settings.queues().containsKey(queue)) {
            return members;
        }
        for (LeadSettings.Member member : settings.queues().get(queue).members()) {
            staff.byLogin(member.login())
                    .filter(StaffMember::active)
                    .filter(person -> !absences.isAway(person.id(), today))
                    .ifPresent(person -> members.put(person.id(), member));
        }
        return members;
    }

    LeadRows rows() {
        return rows;
    }

    LeadSettings settings() {
        return settings;
    }
}
