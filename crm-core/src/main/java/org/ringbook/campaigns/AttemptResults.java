package org.ringbook.campaigns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.events.Events;
import org.ringbook.events.Events.WrapUp;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;

/**
 * What people choose after attempts, and what they correct: the entry, the call's note and disposition, and the task of what was
 * promised go with it. In the transaction of whoever calls.
 */
final class AttemptResults {

    /** A promise is called to mind so long before. */
    static final Duration REMINDS_BEFORE = Duration.ofMinutes(10);

    private static final Duration AHEAD = Duration.ofDays(366);
    /** No version of a draft: the page of lists does not show what was written in the card. */
    private static final int UNSEEN = -1;

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TITLE = 255;

    private final EntryRows entries;
    private final AttemptRows attempts;
    private final PromiseRows promises;
    private final Promises promised;
    private final AttemptOutcomes outcomes;
    private final CampaignResults results;
    private final EntryGate gate;
    private final CallLog log;
    private final Events events;
    private final Tasks tasks;
    private final Staff staff;
    private final Clock clock;

    AttemptResults(
            EntryRows entries,
            AttemptRows attempts,
            PromiseRows promises,
            Promises promised,
            AttemptOutcomes outcomes,
            CampaignResults results,
            EntryGate gate,
            CallLog log,
            Events events,
            Tasks tasks,
            Staff staff,
            Clock clock) {
        this.entries = entries;
        this.attempts = attempts;
        this.promises = promises;
        this.promised = promised;
        this.outcomes = outcomes;
        this.results = results;
        this.gate = gate;
        this.log = log;
        this.events = events;
        this.tasks = tasks;
        this.staff = staff;
        this.clock = clock;
    }

    /** @throws Refused if there is none of that id, or something is missing that it asks for */
    CampaignResult chosen(Choice choice) {
        CampaignResult chosen = results.find(choice.disposition())
                .orElseThrow(() -> Refused.because("disposition", "campaigns.result.unknown"));
        String reason = line("reason", choice.reason());
        if (chosen.disposition().asksForReason() && reason == null) {
            throw Refused.because(
                    "reason", "campaigns.result.reason", chosen.disposition().name());
        }
        if (isCallback(chosen)) {
            Instant now = clock.instant();
            if (choice.callAt() == null) {
                throw Refused.because("callAt", "campaigns.callback.when");
            }
            if (choice.callAt().isBefore(now) || choice.callAt().isAfter(now.plus(AHEAD))) {
                throw Refused.because("callAt", "campaigns.callback.time");
            }
        }
        return chosen;
    }

    private static boolean isCallback(CampaignResult one) {
        return one.effect() == CampaignResult.Effect.CALLBACK;
    }

    /** @param attempt theirs, answered, without a result */
    Attempt write(Attempt attempt, CampaignResult chosen, Choice choice, StaffMember who) {
        Instant now = clock.instant();
        attempts.result(attempt.id(), chosen.id(), choice.reason(), who.id(), now);
        Entry entry = entries.find(attempt.entryId()).orElseThrow();
        boolean isItsOwn = outcomes.isItsOwn(attempt);
        if (isItsOwn) {
            promised.keep(entry);
        }
        if (chosen.effect() == CampaignResult.Effect.DO_NOT_CALL) {
            gate.doNotCall(attempt.number(), entry, choice.reason(), who, now);
            entries.number(attempt.numberId(), Entry.NumberState.DO_NOT_CALL, null, false);
        }
        Attempt written = attempts.find(attempt.id()).orElseThrow();
        if (isCallback(chosen)) {
            Task task = promise(entry, attempt, chosen, choice, who, who);
            if (isItsOwn) {
                promised(attempt, entry, chosen, choice, who, task);
            }
        }
        if (written.state() == Attempt.State.ENDED) {
            outcomes.apply(written);
        }
        noteOf(attempt, chosen, line("reason", choice.reason()), choice.note(), who);
        return written;
    }

    private void promised(
            Attempt attempt, Entry entry, CampaignResult chosen, Choice choice, StaffMember who, Task task) {
        entries.chosen(entry.id(), chosen.id(), true);
        entries.promised(
                entry.id(), choice.mine() ? who.id() : null, task.id(), beginning(choice.note()), choice.callAt());
        promises.made(attempt, who.id(), choice.callAt(), choice.zone(), clock.instant());
    }

    /** On one line, as it may be kept; null when nothing is left. */
    static String line(String field, String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        if (line.indexOf('\0') >= 0) {
            throw Refused.because(field, "campaigns.unfit");
        }
        if (line.length() > LONGEST_LINE) {
            throw Refused.because(field, "campaigns.long", LONGEST_LINE);
        }
        return line.isEmpty() ? null : line;
    }

    /** The whole note stands at the call. */
    private static String beginning(String note) {
        String line = note == null ? "" : note.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), LONGEST_LINE));
    }

    /** On the call: its note and disposition, as from its card. What is written of it there already stays, with this behind it. */
    private void noteOf(Attempt attempt, CampaignResult chosen, String reason, String note, StaffMember who) {
        callOf(attempt).ifPresent(call -> events.wrapUp(call, who, new WrapUp(note, chosen.id(), reason, UNSEEN)));
    }

    /** The call of the log that it was, as far as that is known. */
    Optional<Call> callOf(Attempt attempt) {
        Optional<Call> known = attempt.callId() == null ? Optional.empty() : log.find(attempt.callId());
        return known.isPresent() || attempt.requestId() == null ? known : log.findByRequest(attempt.requestId());
    }

    private Task promise(
            Entry entry, Attempt attempt, CampaignResult chosen, Choice choice, StaffMember doer, StaffMember author) {
        String title = chosen.disposition().name() + ": " + entry.title();
        Instant remind = choice.callAt().minus(REMINDS_BEFORE);
        return tasks.add(
                new NewTask(
                        Task.What.CALL,
                        title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title,
                        null,
                        doer.id(),
                        null,
                        choice.callAt(),
                        null,
                        remind.isBefore(clock.instant()) ? choice.callAt() : remind,
                        entry.partyId(),
                        attempt.number(),
                        callOf(attempt).map(Call::id).orElse(null)),
                author);
    }

    /** @param attempt answered and over, which they may correct @param why in a line */
    Attempt correct(Attempt attempt, CampaignResult chosen, Choice choice, String why, StaffMember by) {
        Instant now = clock.instant();
        if (attempt.resultedAt() == null) {
            attempts.result(attempt.id(), chosen.id(), why, by.id(), now);
        }
        attempts.corrected(attempt.id(), attempt.dispositionId(), chosen.id(), why, by.id());
        Attempt corrected = attempts.find(attempt.id()).orElseThrow();
        Entry entry = entries.toChange(attempt.entryId()).orElseThrow();
        boolean decides = isNewest(attempt) && (!entry.state().isWithAnAgent() || entry.state() == Entry.State.WRAP_UP);
        if (chosen.effect() == CampaignResult.Effect.DO_NOT_CALL) {
            gate.doNotCall(attempt.number(), entry, why, by, now);
        }
        if (decides) {
            takeBack(attempt, entry, why, by, now);
            if (isCallback(chosen)) {
                StaffMember doer = Optional.ofNullable(attempt.staffId())
                        .flatMap(staff::find)
                        .filter(StaffMember::active)
                        .orElse(by);
                promised(attempt, entry, chosen, choice, doer, promise(entry, attempt, chosen, choice, doer, by));
            }
            outcomes.apply(corrected);
        }
        noteOf(attempt, chosen, why, null, by);
        return corrected;
    }

    private boolean isNewest(Attempt attempt) {
        return attempts.newestOf(attempt.entryId())
                .map(Attempt::id)
                .filter(attempt.id()::equals)
                .isPresent();
    }

    /** What the result meant that is not true any more: a promise, a number that is bad. Do-not-call stays until a supervisor ends it. */
    private void takeBack(Attempt attempt, Entry entry, String why, StaffMember by, Instant now) {
        promised.withdraw(entry, why, by, now);
        Optional<CampaignResult> was = results.find(attempt.dispositionId());
        boolean spoilt = was.filter(one -> one.effect() == CampaignResult.Effect.BAD_NUMBER
                        || one.effect() == CampaignResult.Effect.DO_NOT_CALL)
                .isPresent();
        if (spoilt && attempt.numberId() != null) {
            entries.number(attempt.numberId(), Entry.NumberState.GOOD, null, false);
        }
    }
}
