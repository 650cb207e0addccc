package org.ringbook.campaigns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.events.Events;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An agent's way through a call list: the next entry, a try, what came of it. What an agent has before them is theirs by a lease that
 * their page renews; while a call goes on it is theirs until the log says that the call is over. Any thread; every method waits for the
 * database.
 */
@Component
public class AgentWork {

    /** How long an entry is theirs whose page says nothing. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration MORE_TIME = Duration.ofSeconds(30);
    private static final int MOST_MORE_TIME = 2;
    private static final int MOST_PASSED = 50;
    /** How long those that may not be called now are put to sleep, one by one, while somebody waits for the next. */
    private static final Duration LOOKS_FOR = Duration.ofSeconds(1);

    private static final Duration AFTER_SKIP = Duration.ofHours(1);

    private final CampaignRows campaigns;
    private final EntryRows entries;
    private final EntryReader reader;
    private final AttemptRows attempts;
    private final AttemptOutcomes outcomes;
    private final PromiseRows promises;
    private final Promises promised;
    private final AttemptResults written;
    private final EntryGate gate;
    private final CallLog log;
    private final ScriptRuns scripts;
    private final EntryWaits waits;
    private final NextEntry next;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Autowired
    AgentWork(
            JdbcClient jdbc,
            CampaignResults results,
            EntryGate gate,
            CallLog log,
            Events events,
            Tasks tasks,
            Staff staff,
            WorkingCalendar calendar,
            ApplicationEventPublisher publisher,
            ScriptRuns scripts,
            Quotas quotas,
            PlatformTransactionManager transactions) {
        this(
                jdbc,
                results,
                gate,
                log,
                events,
                tasks,
                staff,
                calendar,
                publisher,
                scripts,
                quotas,
                transactions,
                Clock.systemUTC());
    }

    AgentWork(
            JdbcClient jdbc,
            CampaignResults results,
            EntryGate gate,
            CallLog log,
            Events events,
            Tasks tasks,
            Staff staff,
            WorkingCalendar calendar,
            ApplicationEventPublisher publisher,
            ScriptRuns scripts,
            Quotas quotas,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.campaigns = new CampaignRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.reader = new EntryReader(jdbc);
        this.attempts = new AttemptRows(jdbc);
        this.promised = new Promises(jdbc, tasks, staff);
        this.outcomes = new AttemptOutcomes(jdbc, results, quotas, promised, calendar.zone());
        this.promises = new PromiseRows(jdbc);
        this.gate = gate;
        this.log = log;
        this.scripts = scripts;
        this.written = new AttemptResults(
                entries, attempts, promises, promised, outcomes, results, gate, log, events, tasks, staff, clock);
        this.waits = new EntryWaits(entries, attempts, promised);
        this.next = new NextEntry(entries, gate, waits, promised, quotas);
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * What somebody has before them.
     *
     * @param attempt of the entry that goes on or waits for a result; null while nothing was tried
     * @param number that would be called, or is; null where none may be
     * @param answer of the gate for it now; null while a call goes on
     */
    public record Before(Campaign campaign, Entry entry, Attempt attempt, Entry.Number number, DialAnswer answer) {}

    /** What was corrected in a result, when, by whom and why. */
    public record Correction(Instant at, UUID by, UUID was, UUID became, String why) {}

    /**
     * What somebody chose.
     *
     * @param note written of the call; null for none
     * @param reason where the disposition asks for it
     * @param callAt when it was promised to call again; null where nothing was promised
     * @param mine whether whoever promised calls; else anybody
     * @param zone of the person, in which the time was said; null when nobody knows
     */
    public record Choice(UUID disposition, String reason, String note, Instant callAt, boolean mine, ZoneId zone) {

        public Choice(UUID disposition, String reason, String note, Instant callAt, boolean mine) {
            this(disposition, reason, note, callAt, mine, null);
        }

        public static Choice of(UUID disposition) {
            return new Choice(disposition, null, null, null, true);
        }

        Choice because(String why) {
            return new Choice(disposition, why, note, callAt, mine, zone);
        }
    }

    /** What this person has before them now; their lease goes on. */
    public Optional<Before> before(StaffMember who) {
        Instant now = clock.instant();
        return entries.reservedBy(who.id()).map(entry -> {
            entries.extend(entry.id(), who.id(), now.plus(LEASE));
            return of(entry, now);
        });
    }

    private Before of(Entry entry, Instant now) {
        Campaign campaign = campaigns.find(entry.campaignId()).orElseThrow();
        Attempt attempt = entry.state() == Entry.State.RESERVED
                ? null
                : attempts.newestOf(entry.id()).orElse(null);
        Entry.Number number = attempt == null
                ? entry.numberFor(now).orElse(null)
                : entry.numbers().stream()
                        .filter(one -> one.id().equals(attempt.numberId()))
                        .findFirst()
                        .orElse(null);
        DialAnswer answer = attempt == null && number != null ? gate.ask(campaign, entry, number, now) : null;
        return new Before(campaign, entry, attempt, number, answer);
    }

    /**
     * Puts the next entry before somebody who has none. Those that the gate does not let be called go to sleep, each with its reason.
     *
     * @return what they have; empty when nothing can be called now
     * @throws Refused if the campaign does not run, or is not worked through by them
     */
    public Optional<Before> next(UUID campaignId, StaffMember who) {
        Campaign campaign = running(campaignId, who.id());
        Optional<Before> has = before(who);
        return has.isPresent() ? has : look(campaign, who);
    }

    /**
     * The next entry for a line that is dialled ahead: nobody's, by a lease of its own. What somebody promised or is to call themselves is
     * left to them.
     *
     * @throws Refused if the campaign does not run
     */
    public Optional<Before> nextAhead(UUID campaignId) {
        return look(running(campaignId, null), null);
    }

    /** @param person whose it will be; null for nobody */
    private Optional<Before> look(Campaign campaign, StaffMember person) {
        Instant now = clock.instant();
        Set<UUID> passed = new HashSet<>();
        Optional<Before> found = Optional.empty();
        boolean more = true;
        long enough = System.nanoTime() + LOOKS_FOR.toNanos();
        while (found.isEmpty() && more && (passed.size() < MOST_PASSED || System.nanoTime() < enough)) {
            int before = passed.size();
            found = transaction.execute(status -> next.take(campaign, person, now, passed));
            more = passed.size() > before;
        }
        found.ifPresent(one -> changed(campaign.id()));
        return found;
    }

    private Campaign running(UUID id, UUID person) {
        Campaign campaign = campaigns.find(id).orElseThrow(() -> Refused.because("campaign", "campaigns.unknown"));
        if (campaign.state() != Campaign.State.RUNNING) {
            throw Refused.because("campaign", "campaigns.not-running", campaign.name());
        }
        if (person != null && !campaign.isWorkedBy(person)) {
            throw Refused.because("campaign", "campaigns.not-yours", campaign.name());
        }
        return campaign;
    }

    /**
     * What was to be dialled and could not be waits, so that it is not tried again and again. What is on the line stays as it is.
     *
     * @param why a word for programs, as of the gate's reasons
     */
    public void putOff(UUID entryId, String why, Duration time) {
        transaction.executeWithoutResult(status -> entries.toChange(entryId)
                .filter(entry -> !entry.state().isOver())
                .filter(entry -> entry.state() == Entry.State.RESERVED || entry.reservedBy() == null)
                .ifPresent(entry -> {
                    entries.giveBack(entryId);
                    waits.until(
                            entries.find(entryId).orElseThrow(),
                            why,
                            clock.instant().plus(time));
                }));
        entries.find(entryId).ifPresent(entry -> changed(entry.campaignId()));
    }

    /** Whether somebody said meanwhile that they must not be called, and nobody has answered yet. */
    public boolean isForbiddenMeanwhile(UUID attemptId) {
        Attempt attempt = attempts.find(attemptId)
                .filter(one -> !one.state().isOver() && one.answeredAt() == null)
                .orElse(null);
        if (attempt == null) {
            return false;
        }
        Entry entry = entries.find(attempt.entryId()).orElseThrow();
        Campaign campaign = campaigns.find(attempt.campaignId()).orElseThrow();
        return entry.numbers().stream()
                .filter(one -> one.id().equals(attempt.numberId()))
                .anyMatch(one -> EntryGate.isForGood(gate.ask(campaign, entry, one, clock.instant())));
    }

    /** Leaves what they have to others, as it was. What is on the line stays theirs. */
    public void giveBack(StaffMember who) {
        entries.reservedBy(who.id()).ifPresent(entry -> {
            entries.giveBack(entry.id());
            changed(entry.campaignId());
        });
    }

    /** Does not call this one now, and says why; it comes again in an hour. */
    public void skip(UUID entryId, String reason, StaffMember who) {
        String why = AttemptResults.line("reason", reason);
        if (why == null) {
            throw Refused.because("reason", "campaigns.skip.reason");
        }
        transaction.executeWithoutResult(status -> {
            Entry entry = own(entryId, who.id());
            if (entry.state() != Entry.State.RESERVED) {
                throw Refused.because("id", "campaigns.call-goes-on");
            }
            Instant now = clock.instant();
            Instant again = now.plus(AFTER_SKIP);
            entries.skipped(entry.id(), who.id(), why, now, again);
            if (entry.callbackTask() != null) {
                entries.promiseWaits(entry.id(), "skipped", again);
            }
        });
        changedEntry(entryId);
    }

    /** @param person null for what is nobody's */
    private Entry own(UUID entryId, UUID person) {
        return entries.toChange(entryId)
                .filter(one -> Objects.equals(person, one.reservedBy()))
                .orElseThrow(() -> Refused.because("id", "campaigns.not-before-you"));
    }

    /**
     * Writes an attempt, before anybody is told to dial. The gate is asked again, at this very moment.
     *
     * @param numberId which of its numbers; null for the one that is next
     * @param telephone of theirs, which rings first
     * @throws Refused if it is not before them any more, or the gate does not allow it now
     */
    public Attempt prepare(UUID entryId, UUID numberId, String telephone, StaffMember who) {
        return prepare(entryId, numberId, telephone, who.id());
    }

    /** As {@link #prepare}, of a line that is dialled ahead. */
    public Attempt prepareAhead(UUID entryId, UUID numberId) {
        return prepare(entryId, numberId, null, (UUID) null);
    }

    private Attempt prepare(UUID entryId, UUID numberId, String telephone, UUID person) {
        Attempt prepared = transaction.execute(status -> {
            Entry entry = own(entryId, person);
            if (entry.state() != Entry.State.RESERVED) {
                throw Refused.because("id", "campaigns.call-goes-on");
            }
            Campaign campaign = running(entry.campaignId(), person);
            Instant now = clock.instant();
            Entry.Number number = entry.numbers().stream()
                    .filter(one ->
                            numberId == null ? one.mayBeTriedAt(now) : one.id().equals(numberId))
                    .findFirst()
                    .orElseThrow(() -> Refused.because("number", "campaigns.no-number"));
            attempts.lock(entry.partyId(), EntryWaits.numbersOf(entry));
            if (waits.isCalled(entry)) {
                throw Refused.because("number", "campaigns.is-called");
            }
            Optional<Instant> twin = waits.twinCalledUntil(entry, now);
            if (twin.isPresent()) {
                waits.until(entry, "same_number", twin.get());
                return null;
            }
            DialAnswer answer = gate.ask(campaign, entry, number, now);
            if (!answer.allowed()) {
                throw Refused.because("number", EntryGate.refusal(answer));
            }
            Attempt attempt = Attempt.prepared(campaign, entry, number, telephone, person, answer, now);
            attempts.insert(attempt);
            scripts.begin(attempt.id(), campaign.id());
            promises.begun(entry.id(), now);
            entries.is(entry.id(), Entry.State.DIALLING);
            return attempt;
        });
        if (prepared == null) {
            changedEntry(entryId);
            throw Refused.because("number", "campaigns.called-today");
        }
        changed(prepared.campaignId());
        return prepared;
    }

    /** Call control has taken it, under this id. */
    public void placed(UUID attempt, UUID request) {
        attempts.placed(attempt, request);
    }

    /** Call control refused it: nobody was called. */
    public void notPlaced(UUID attemptId) {
        change(attemptId, attempt -> outcomes.notPlaced(attempt));
    }

    /** Nobody knows what became of it. A call of the log that goes on is known. */
    public void unknown(UUID attemptId) {
        change(attemptId, attempt -> {
            boolean goesOn =
                    written.callOf(attempt).filter(call -> !call.ended()).isPresent();
            if (!goesOn && !attempt.state().isOver() && attempt.state() != Attempt.State.UNKNOWN) {
                outcomes.unknown(attempt, clock.instant());
            }
        });
    }

    /** They have answered. */
    public void answered(UUID attemptId, UUID call, Instant at) {
        change(attemptId, attempt -> {
            if (!attempt.state().isOver() && attempt.answeredAt() == null) {
                outcomes.answered(attempt, call, at);
            }
        });
    }

    /** Whoever is called ahead has picked up, and waits for one of ours. */
    public void pickedUp(UUID attemptId, Instant at) {
        change(attemptId, attempt -> attempts.pickedUp(attempt.id(), at));
    }

    /**
     * Whom nobody has yet speaks with this agent, whose card it is from now on.
     *
     * @return false when it is over, somebody has it, or they have another
     */
    public boolean handTo(UUID attemptId, StaffMember who, String telephone) {
        boolean[] handed = {false};
        change(attemptId, attempt -> {
            if (!attempt.state().isOver()
                    && attempt.staffId() == null
                    && attempts.goingOf(who.id()).isEmpty()) {
                giveBack(who);
                attempts.isOf(attempt.id(), who.id(), telephone);
                entries.dialled(attempt.entryId(), who.id());
                handed[0] = true;
            }
        });
        return handed[0];
    }

    /** Their telephone could not be rung: whoever waits is nobody's again. */
    public void takeBack(UUID attemptId) {
        change(attemptId, attempt -> {
            if (!attempt.state().isOver() && attempt.answeredAt() == null) {
                attempts.isOf(attempt.id(), null, null);
                entries.dialled(attempt.entryId(), null);
            }
        });
    }

    private void change(UUID attemptId, Consumer<Attempt> change) {
        UUID campaign = transaction.execute(status -> attempts.toChange(attemptId)
                .map(attempt -> {
                    change.accept(attempt);
                    return attempt.campaignId();
                })
                .orElse(null));
        if (campaign != null) {
            changed(campaign);
        }
    }

    /** Twice half a minute more to write what came of it. */
    public void moreTime(UUID attemptId, StaffMember who) {
        transaction.executeWithoutResult(status -> {
            Attempt attempt = theirs(attemptId, who);
            if (attempt.moreTime() >= MOST_MORE_TIME || attempt.wrapUpUntil() == null) {
                throw Refused.because("id", "campaigns.more-time", MOST_MORE_TIME);
            }
            attempts.moreTime(attempt.id(), MORE_TIME);
        });
    }

    private Attempt theirs(UUID attemptId, StaffMember who) {
        Attempt attempt =
                attempts.toChange(attemptId).orElseThrow(() -> Refused.because("id", "campaigns.attempt.unknown"));
        if (!who.id().equals(attempt.staffId())) {
            throw Refused.because("id", "campaigns.attempt.not-yours");
        }
        return attempt;
    }

    /**
     * Says what came of an attempt: while they talk, or afterwards. Its note, disposition and next step are the call's.
     *
     * @throws Refused if the attempt is not theirs, came to nothing, has a result, or something is missing
     */
    public Attempt result(UUID attemptId, Choice choice, StaffMember who) {
        CampaignResult chosen = written.chosen(choice);
        Attempt done = transaction.execute(status -> {
            Attempt attempt = theirs(attemptId, who);
            boolean goesOn = !attempt.state().isOver() && attempt.answeredAt() != null;
            if (!goesOn && attempt.technical() != TechnicalResult.ANSWERED) {
                throw Refused.because("id", "campaigns.result.nobody-spoke");
            }
            if (attempt.resultedAt() != null && !attempt.noResult()) {
                throw Refused.because("id", "campaigns.result.there");
            }
            return written.write(attempt, chosen, choice, who);
        });
        changed(done.campaignId());
        return done;
    }

    /**
     * Another result for an attempt, with a trace of who said so and why. It is the call's from now on; a task of what was promised is
     * cancelled, and one of what is promised now made. The entry goes where that leads unless it was tried again meanwhile.
     *
     * @param choice its note is left out; the time of a callback counts
     * @throws Refused if nobody answered, it is a colleague's and they are an agent, or something is missing
     */
    public Attempt correct(UUID attemptId, Choice choice, String why, StaffMember by) {
        String reason = AttemptResults.line("why", why);
        if (reason == null) {
            throw Refused.because("why", "campaigns.correct.why");
        }
        CampaignResult chosen = written.chosen(choice.because(reason));
        Attempt done = transaction.execute(status -> {
            Attempt attempt =
                    attempts.toChange(attemptId).orElseThrow(() -> Refused.because("id", "campaigns.attempt.unknown"));
            if (by.role() == Role.AGENT && !by.id().equals(attempt.staffId())) {
                throw Refused.because("id", "campaigns.attempt.not-yours");
            }
            if (attempt.state() != Attempt.State.ENDED || attempt.technical() != TechnicalResult.ANSWERED) {
                throw Refused.because("id", "campaigns.result.nobody-spoke");
            }
            return written.correct(attempt, chosen, choice, reason, by);
        });
        changed(done.campaignId());
        return done;
    }

    /** As {@link #correct(UUID, Choice, String, StaffMember)}, to a result that promises nothing. */
    public Attempt correct(UUID attemptId, UUID disposition, String why, StaffMember by) {
        return correct(attemptId, Choice.of(disposition), why, by);
    }

    /** One attempt; empty when there is none. */
    public Optional<Attempt> attempt(UUID id) {
        return attempts.find(id);
    }

    /** The newest that was this call of the log; empty for a call that was made for no list. */
    public Optional<Attempt> attemptOfCall(UUID call) {
        return attempts.ofCalls(List.of(call)).stream().max(Comparator.comparing(Attempt::createdAt));
    }

    public Optional<Entry> entry(UUID id) {
        return entries.find(id);
    }

    /** Oldest first. */
    public List<Attempt> attemptsOf(UUID entry) {
        return attempts.ofEntry(entry);
    }

    /** What agents have before them. */
    public List<Entry> withAgents(UUID campaign) {
        return reader.withAgents(campaign);
    }

    /** Attempts of a campaign that are not over, the oldest first. */
    public List<Attempt> goingOn(UUID campaign) {
        return attempts.goingOn(campaign);
    }

    /** Newest first. @param after id of the last one of the page before; null for the first */
    public List<Attempt> attemptsOfCampaign(UUID campaign, UUID after, int limit) {
        return attempts(new AttemptFilter(campaign, null, false, null), after, limit);
    }

    /** Newest first. @param after id of the last one of the page before; null for the first */
    public List<Attempt> attempts(AttemptFilter filter, UUID after, int limit) {
        return attempts.page(filter, after, limit);
    }

    public Map<UUID, List<Correction>> corrections(Collection<UUID> of) {
        return attempts.corrections(of);
    }

    /** @param after id of the last one of the page before; null for the first */
    public List<Entry> entries(EntryFilter filter, UUID after, int limit) {
        return reader.page(filter, after, limit);
    }

    /** Promises to call again, the soonest first. @param person theirs and anybody's; null for all */
    public List<Entry> promises(UUID campaign, UUID person, int limit) {
        return reader.promises(campaign, person, limit);
    }

    /** For when another call was promised in an attempt; empty where nothing was, or nothing is any more. */
    public Optional<Instant> promisedIn(UUID attempt) {
        return promises.dueOf(attempt);
    }

    /** In which zone the promise of each was said, where that is known. */
    public Map<UUID, ZoneId> zonesOfPromises(Collection<UUID> of) {
        return of.isEmpty() ? Map.of() : promises.zones(of);
    }

    /** Of what nobody says anything any more: leases that are over, and results that nobody chose. @return how many */
    public int tidyUp() {
        Instant now = clock.instant();
        var campaignsOf = new ArrayList<UUID>(transaction.execute(status -> entries.giveBackExpired(now)));
        for (Attempt late : attempts.wrappedUp(now)) {
            transaction.executeWithoutResult(status -> attempts.toChange(late.id())
                    .filter(one -> one.resultedAt() == null)
                    .ifPresent(one -> noResult(one, now)));
            campaignsOf.add(late.campaignId());
        }
        campaignsOf.stream().distinct().forEach(this::changed);
        return campaignsOf.size();
    }

    private void noResult(Attempt attempt, Instant now) {
        attempts.result(attempt.id(), null, null, null, now);
        outcomes.apply(attempts.find(attempt.id()).orElseThrow());
    }

    /** Attempts of which nothing was heard for long, oldest first. */
    public List<Attempt> openSince(Instant before, int most) {
        return attempts.openSince(before, most);
    }

    /**
     * Looks into the log for what became of an attempt of which nobody knows.
     *
     * @param call that came of its request, as far as call control knows; null for none
     * @param gone whether nothing can come of it any more
     */
    public void settle(UUID attemptId, UUID call, boolean gone) {
        change(attemptId, attempt -> {
            if (attempt.state().isOver()) {
                return;
            }
            Optional<Call> found = call == null ? written.callOf(attempt) : log.find(call);
            if (found.filter(Call::ended).isPresent()) {
                outcomes.ended(attempt, found.get());
            } else if (found.isEmpty() && gone) {
                outcomes.notPlaced(attempt);
            }
        });
    }

    private void changedEntry(UUID entryId) {
        entries.find(entryId).ifPresent(entry -> changed(entry.campaignId()));
    }

    private void changed(UUID campaign) {
        publisher.publishEvent(new CampaignChanged(campaign));
    }
}
