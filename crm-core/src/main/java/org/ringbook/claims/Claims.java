package org.ringbook.claims;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.Claim.State;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.NewId;
import org.ringbook.events.Events;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims: taken, looked into, answered, closed. Any thread; every method waits for the database. */
@Component
public class Claims {

    public static final int LONGEST_PAGE = 500;

    private final ClaimRows rows;
    private final ClaimCauses causes;
    private final ClaimRules rules;
    private final ClaimPlan plan;
    private final ClaimEvents events;
    private final Tasks tasks;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Autowired
    Claims(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ClaimCauses causes,
            Tasks tasks,
            Events events,
            Contacts contacts,
            Staff staff,
            WorkingCalendar calendar) {
        this(jdbc, transactions, causes, tasks, events, contacts, staff, calendar, Clock.systemUTC());
    }

    Claims(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ClaimCauses causes,
            Tasks tasks,
            Events events,
            Contacts contacts,
            Staff staff,
            WorkingCalendar calendar,
            Clock clock) {
        this.rows = new ClaimRows(jdbc);
        this.causes = causes;
        this.rules = new ClaimRules(jdbc, contacts, staff, causes, clock);
        this.plan = new ClaimPlan(rows, tasks, staff, calendar, clock);
        this.events = new ClaimEvents(events);
        this.tasks = tasks;
        this.staff = staff;
        this.calendar = calendar;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Takes a claim. Told again under the same key, it is the same, and nothing changes.
     *
     * @param by who took it; null for a form
     * @throws Refused if a field does not fit
     */
    public Claim take(NewClaim what, StaffMember by) {
        if (what.key() != null) {
            Optional<Claim> known = rows.ofKey(key(what.key()));
            if (known.isPresent()) {
                return known.get();
            }
        }
        return transaction.execute(status -> taken(what, by));
    }

    private Claim taken(NewClaim what, StaffMember by) {
        NewClaim keyed = new NewClaim(
                key(what.key()), what.channel(), what.about(), what.responsibleId(), what.doubtful(), what.at());
        Instant at = (what.at() == null ? clock.instant() : what.at()).truncatedTo(ChronoUnit.MICROS);
        ClaimCause cause = causes.find(what.about().causeId()).orElse(null);
        ClaimFields about = rules.fit(ofCause(what.about(), cause), null, what.channel(), due(cause, at));
        UUID responsible = responsible(what.responsibleId(), cause);
        UUID id = NewId.next();
        if (!rows.insert(id, keyed, about, responsible, by == null ? null : by.id(), at)) {
            // Somebody else told it at the same time, and has committed.
            return rows.ofKey(keyed.key()).orElseThrow();
        }
        rows.moved(id, new ClaimMove(at, by == null ? null : by.id(), null, State.REGISTERED, null, null));
        Claim claim = rows.find(id, null).orElseThrow();
        events.tell(claim, State.REGISTERED.word(), at, by);
        return claim;
    }

    private static String key(String key) {
        return key == null ? null : key.substring(0, Math.min(key.length(), ClaimRules.LONGEST_LINE));
    }

    private static ClaimFields ofCause(ClaimFields about, ClaimCause cause) {
        return cause == null || about.team() != null || cause.team() == null
                ? about
                : about.with(said -> said.team = cause.team());
    }

    private Instant due(ClaimCause cause, Instant from) {
        return calendar.plus(from, Duration.ofHours(cause == null ? ClaimCause.USUAL_HOURS : cause.dueHours()));
    }

    private UUID responsible(UUID asked, ClaimCause cause) {
        if (asked != null) {
            rules.requirePerson("responsibleId", asked);
            return asked;
        }
        return cause == null || cause.responsibleId() == null
                ? null
                : staff.find(cause.responsibleId())
                        .filter(StaffMember::active)
                        .map(StaffMember::id)
                        .orElse(null);
    }

    /** Empty when there is none, or it is not theirs to see. @param who null for whoever may see all */
    public Optional<Claim> find(UUID id, Permissions who) {
        return rows.find(id, who);
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Claim> items, String next) {}

    /**
     * The newest first.
     *
     * @param after cursor of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public Page list(ClaimFilter filter, Permissions who, String after, int limit) {
        List<Claim> found = rows.list(filter, below(filter.cause()), who, after, limit + 1);
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(List.copyOf(found.subList(0, limit)), ClaimRows.cursor(found.get(limit - 1)));
    }

    /** No more than {@code most} are counted. */
    public int count(ClaimFilter filter, Permissions who, int most) {
        return rows.count(filter, below(filter.cause()), who, most);
    }

    private Collection<UUID> below(UUID cause) {
        return cause == null ? null : causes.withBelow(cause);
    }

    /** Of whose work there are claims that may be seen, as it was last written. */
    public List<String> teams(Permissions who) {
        return rows.teams(who);
    }

    /** In that order; those that are gone, or not theirs, are left out. */
    public List<Claim> ofIds(List<UUID> ids, Permissions who) {
        return rows.ofIds(ids, who);
    }

    /** What was done with it, oldest first. */
    public List<ClaimMove> moves(UUID claim) {
        return rows.moves(claim);
    }

    /** What is to be done for it, in order, done or not. */
    public List<Task> plan(UUID claim) {
        return plan.of(claim);
    }

    /** The claim of whose plan a task is; empty when of none. */
    public Optional<UUID> ofTask(UUID task) {
        return rows.ofTask(task);
    }

    /** Whether its cause has a plan that was never made for it: closing asks why. */
    public boolean isUnplanned(Claim claim) {
        return plan.isMissing(claim, causes.find(claim.about().causeId()).orElse(null));
    }

    /** Taken by clicks on a call, and on those that turned out to be the same one: the call's first, then what may be the same claim. */
    public List<Claim> ofCall(UUID call, Permissions who) {
        return rows.ofClicks(call, who);
    }

    /**
     * Says otherwise what it is of, and of whom: all of it is replaced. With its first cause it gets who looks after such ones, with another
     * one while it is looked into the plan of that, too.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it is not theirs, was changed meanwhile, or a field does not fit
     */
    public Claim change(UUID id, Integer version, ClaimFields said, StaffMember by) {
        return changed(id, version, by, (claim, now) -> {
            ClaimFields before = claim.about();
            boolean another = said.causeId() != null && !said.causeId().equals(before.causeId());
            ClaimCause cause = another ? causes.find(said.causeId()).orElse(null) : null;
            ClaimFields about = rules.fit(
                    ofCause(said, cause), before, claim.channel(), another ? due(cause, now) : before.dueAt());
            rows.update(id, about);
            if (claim.responsibleId() == null && responsible(null, cause) != null) {
                rows.give(id, responsible(null, cause));
            }
            Claim known = rows.find(id, null).orElseThrow();
            if (before.partyId() == null && about.partyId() != null) {
                events.tell(known, State.REGISTERED.word(), claim.registeredAt(), by);
            }
            if (another && known.state() == State.INVESTIGATING) {
                plan(known, by);
            }
        });
    }

    /**
     * Takes it a step on, or back to be looked into. As it is looked into, the plan of its cause is made, once; who looks after it is
     * whoever does that, when nobody did. It is closed with a result and with nothing of its plan open, with a note where the plan was never
     * made, and whoever took it is told that once.
     *
     * @param version that was looked at; null for any
     * @throws Refused if it cannot go there, or not by them, or something is missing that the step asks for
     */
    public Claim move(UUID id, Integer version, ClaimStep asked, StaffMember by) {
        return changed(id, version, by, (claim, now) -> {
            ClaimStates.check(claim, asked.to(), by);
            ClaimStep step = tidied(asked);
            refuseUnlessReady(claim, step);
            if (claim.responsibleId() == null && step.to() != State.REOPENED) {
                rows.give(id, by.id());
            }
            rows.move(claim, step, now);
            Result result = step.to() == State.CLOSED ? of(step.result(), claim.result()) : null;
            rows.moved(id, new ClaimMove(now, by.id(), claim.state(), step.to(), result, step.note()));
            Claim moved = rows.find(id, null).orElseThrow();
            switch (step.to()) {
                case INVESTIGATING -> plan(moved, by);
                case CLOSED -> {
                    events.tell(moved, State.CLOSED.word(), now, by);
                    tellWhoTookIt(moved, now, by);
                }
                case REOPENED -> events.tell(moved, State.REOPENED.word(), now, by);
                default -> {}
            }
        });
    }

    private static ClaimStep tidied(ClaimStep step) {
        return new ClaimStep(
                step.to(),
                step.result(),
                ClaimRules.text("decision", step.decision()),
                ClaimRules.text("answer", step.answer()),
                ClaimRules.amount("amountGranted", step.granted()),
                ClaimRules.score(step.score()),
                ClaimRules.text("note", step.note()));
    }

    private void refuseUnlessReady(Claim claim, ClaimStep step) {
        switch (step.to()) {
            case INVESTIGATING -> {
                if (claim.about().causeId() == null) {
                    throw Refused.because("causeId", "claims.cause.missing");
                }
            }
            case ANSWERED -> {
                if (of(step.answer(), claim.answer()) == null) {
                    throw Refused.because("answer", "claims.answer.missing");
                }
            }
            case CLOSED -> {
                int open = rows.openItems(claim.id());
                if (open > 0) {
                    throw Refused.because("state", "claims.plan.open", open);
                }
                if (of(step.result(), claim.result()) == null) {
                    throw Refused.because("result", "claims.result.missing");
                }
                if (step.note() == null && isUnplanned(claim)) {
                    throw Refused.because("note", "claims.plan.never");
                }
            }
            case REOPENED -> {
                if (step.note() == null) {
                    throw Refused.because("note", "claims.reopen.why");
                }
            }
            default -> {}
        }
    }

    private static <T> T of(T said, T stands) {
        return said == null ? stands : said;
    }

    private void plan(Claim claim, StaffMember by) {
        StaffMember looksAfter =
                staff.find(claim.responsibleId()).filter(StaffMember::active).orElse(by);
        plan.makeOnce(claim, causes.find(claim.about().causeId()).orElse(null), looksAfter);
    }

    /** By a task of their own that reminds them at once, on whatever page they are. Whoever closes it themselves knows. */
    private void tellWhoTookIt(Claim claim, Instant now, StaffMember by) {
        if (claim.takenById() == null || claim.takenById().equals(by.id())) {
            return;
        }
        StaffMember taker =
                staff.find(claim.takenById()).filter(StaffMember::active).orElse(null);
        if (taker == null) {
            return;
        }
        var locale = ClaimPlan.locale(taker);
        Task told = tasks.add(
                new NewTask(
                        Task.What.OTHER,
                        ClaimWords.say(
                                "told." + claim.result().word(), locale, Long.toString(claim.number()), subject(claim)),
                        claim.answer() == null ? claim.decision() : claim.answer(),
                        null,
                        null,
                        null,
                        null,
                        now,
                        claim.about().partyId(),
                        claim.about().phone(),
                        claim.about().callId()),
                taker);
        rows.told(claim.id(), told.id());
    }

    private static String subject(Claim claim) {
        String subject = claim.about().subject() == null ? "" : claim.about().subject();
        return subject.length() > 100 ? subject.substring(0, 99) + "…" : subject;
    }

    /** How content the client is at the end. @param score 1 to 5; null for nobody asked. @throws Refused as {@link #change} */
    public Claim rate(UUID id, Integer version, Integer score, StaffMember by) {
        Integer kept = ClaimRules.score(score);
        return changed(id, version, by, (claim, now) -> rows.rate(id, kept));
    }

    /**
     * Gives it to one of our people. Anybody takes what nobody looks after; else supervisors and whoever looks after it give it on.
     *
     * @throws Refused if there is nobody like that, or it is not theirs to give
     */
    public Claim give(UUID id, Integer version, UUID person, StaffMember by) {
        return changed(id, version, by, (claim, now) -> {
            boolean takes = person != null && person.equals(by.id()) && claim.responsibleId() == null;
            boolean theirs = by.id().equals(claim.responsibleId());
            if (!takes && !theirs && !ClaimStates.isSupervisor(by)) {
                throw Refused.because("responsibleId", "claims.give");
            }
            rules.requirePerson("responsibleId", person);
            rows.give(id, person);
        });
    }

    /** A change of many is undone. @param person whose it was; null for nobody's. @param team of whose work it was */
    public Claim putBack(UUID id, UUID person, String team, StaffMember by) {
        return changed(id, null, by, (claim, now) -> {
            rows.give(id, person);
            rows.update(id, claim.about().with(said -> said.team = team));
        });
    }

    /** What looked like spam is none. Done twice, it is done once. */
    public Claim notSpam(UUID id, StaffMember by) {
        return changed(id, null, by, (claim, now) -> {
            if (claim.doubtful() != null) {
                rows.clear(id);
                Claim clear = rows.find(id, null).orElseThrow();
                events.tell(clear, State.REGISTERED.word(), claim.registeredAt(), by);
            }
        });
    }

    /**
     * Adds something to be done.
     *
     * @param what its client is the claim's
     * @throws Refused if the claim is closed or not theirs, or as {@link Tasks#add} does
     */
    public Task addItem(UUID id, NewTask what, StaffMember by) {
        return transaction.execute(status -> {
            Claim claim = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "claims.gone"));
            ClaimStates.refuseUnlessTheirs(claim, by);
            if (!claim.state().isOpen()) {
                throw Refused.because("id", "claims.closed");
            }
            NewTask ofClaim = new NewTask(
                    what.what(),
                    what.title(),
                    what.text(),
                    what.doerId(),
                    what.checkerId(),
                    what.dueAt(),
                    what.dueOn(),
                    what.remindAt(),
                    claim.about().partyId(),
                    claim.about().phone(),
                    claim.about().callId());
            return plan.add(claim, ofClaim, by);
        });
    }

    /** With all that was done with it; its tasks stay. Who deletes it keeps a copy first. Nothing happens when it is gone already. */
    public void delete(UUID id) {
        rows.delete(id);
    }

    /** In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        rows.merged(call, into);
    }

    private Claim changed(UUID id, Integer version, StaffMember by, BiConsumer<Claim, Instant> change) {
        return transaction.execute(status -> {
            Claim claim = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "claims.gone"));
            ClaimStates.refuseUnlessTheirs(claim, by);
            if (version != null && version != claim.version()) {
                throw Refused.because("version", "claims.changed");
            }
            change.accept(claim, clock.instant().truncatedTo(ChronoUnit.MICROS));
            return rows.find(id, null).orElseThrow();
        });
    }
}
