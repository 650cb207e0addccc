package org.ringbook.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an attempt does to its entry, once the call of the log is over and a person has chosen what came of it. In the transaction of
 * whoever calls, which holds the attempt.
 */
final class AttemptOutcomes {

    private static final Duration AFTER_NO_RESULT = Duration.ofHours(4);
    private static final Duration AFTER_UNKNOWN = Duration.ofMinutes(15);
    private static final Duration TWINS_WAIT = Duration.ofHours(24);
    private static final Duration LATER = Duration.ofDays(3);

    private final CampaignRows campaigns;
    private final EntryRows entries;
    private final AttemptRows attempts;
    private final PromiseRows promises;
    private final Promises promised;
    private final CampaignResults results;
    private final Quotas quotas;
    private final ZoneId zone;

    /** @param zone of whoever's is not known */
    AttemptOutcomes(JdbcClient jdbc, CampaignResults results, Quotas quotas, Promises promised, ZoneId zone) {
        this.campaigns = new CampaignRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.attempts = new AttemptRows(jdbc);
        this.promises = new PromiseRows(jdbc);
        this.promised = promised;
        this.results = results;
        this.quotas = quotas;
        this.zone = zone;
    }

    /** The line to them is there: they talk. */
    void answered(Attempt attempt, UUID call, Instant at) {
        attempts.hasCall(attempt.id(), call);
        attempts.answered(attempt.id(), at);
        attempts.is(attempt.id(), Attempt.State.PLACED);
        // Where nobody knew of it meanwhile the card comes back to whoever talks.
        if (isItsOwn(attempt)) {
            entries.talks(attempt.entryId(), attempt.staffId());
        }
    }

    /** The call of the log is over; told again of a call that is not as it was, it is looked at again while nothing else came of it. */
    void ended(Attempt attempt, Call call) {
        TechnicalResult technical = TechnicalResult.of(call);
        boolean sameAsKnown = attempt.state().isOver() && technical == attempt.technical();
        if (sameAsKnown) {
            if (!call.id().equals(attempt.callId())) {
                attempts.hasCall(attempt.id(), call.id());
            }
            return;
        }
        if (technical == TechnicalResult.AGENT_UNREACHABLE) {
            notPlaced(attempt, call);
            return;
        }
        boolean again = attempt.state() == Attempt.State.ENDED;
        Campaign campaign = campaigns.find(attempt.campaignId()).orElseThrow();
        boolean chosen = attempt.resultedAt() != null;
        boolean talked = technical == TechnicalResult.ANSWERED;
        Instant until = talked && !chosen ? call.endedAt().plusSeconds(campaign.wrapUpSeconds()) : null;
        attempts.ended(
                attempt.id(),
                Attempt.State.ENDED,
                call.id(),
                technical,
                rangAt(call),
                pickedUpAt(attempt, call, technical),
                call.answeredAt(),
                call.endedAt(),
                call.talkSeconds(),
                until);
        entries.tried(attempt.entryId(), technical, technical.countsForThePerson() && !again, talked, call.endedAt());
        if (technical.countsForThePerson() && !again) {
            entries.twinsWait(
                    attempt.entryId(), attempt.number().e164(), call.endedAt().plus(TWINS_WAIT));
        }
        recycle(attempt, technical, call.endedAt());
        if (chosen) {
            apply(attempts.find(attempt.id()).orElseThrow());
        } else if (talked) {
            if (isWithItsAgent(attempt)) {
                entries.is(attempt.entryId(), Entry.State.WRAP_UP);
            }
        } else if (isItsOwn(attempt)) {
            goOn(attempt, null, call.endedAt());
        }
    }

    /**
     * Whether this attempt may say what becomes of the entry: it was not tried again or taken off the list meanwhile, and nobody else has it. Nobody takes it
     * until the end of the transaction.
     */
    boolean isItsOwn(Attempt attempt) {
        boolean free = entries.toChange(attempt.entryId())
                .filter(entry -> entry.state() != Entry.State.WITHDRAWN)
                .filter(entry ->
                        entry.reservedBy() == null || entry.reservedBy().equals(attempt.staffId()))
                .isPresent();
        return free
                && attempts.newestOf(attempt.entryId())
                        .filter(newest -> newest.id().equals(attempt.id()))
                        .isPresent();
    }

    /** Whether nobody gave it away meanwhile, as when a call ends long after the lists were put in order again. */
    private boolean isWithItsAgent(Attempt attempt) {
        return entries.find(attempt.entryId())
                .filter(entry -> attempt.staffId() != null && attempt.staffId().equals(entry.reservedBy()))
                .isPresent();
    }

    private static Instant rangAt(Call call) {
        return call.legs().stream()
                .filter(leg -> leg.kind() == Call.LegKind.OUTSIDE && leg.ringAt() != null)
                .map(Call.Leg::ringAt)
                .findFirst()
                .orElse(null);
    }

    /** By the log; where that does not say, as it was heard. Who found nobody has picked up, whenever that was. */
    private static Instant pickedUpAt(Attempt attempt, Call call, TechnicalResult technical) {
        return call.legs().stream()
                .filter(leg -> leg.kind() == Call.LegKind.OUTSIDE && leg.answeredAt() != null)
                .map(Call.Leg::answeredAt)
                .findFirst()
                .or(() -> Optional.ofNullable(attempt.pickedUpAt()))
                .or(() -> Optional.ofNullable(call.answeredAt()))
                .orElse(technical == TechnicalResult.DROPPED ? call.endedAt() : null);
    }

    /** Nobody was called: nothing is counted, and the entry may be taken at once. */
    private void notPlaced(Attempt attempt, Call call) {
        attempts.ended(
                attempt.id(),
                Attempt.State.NOT_PLACED,
                call == null ? null : call.id(),
                TechnicalResult.AGENT_UNREACHABLE,
                null,
                null,
                null,
                call == null ? Instant.now() : call.endedAt(),
                null,
                null);
        promises.notBegun(attempt);
        entries.giveBackFromCall(attempt.entryId(), attempt.staffId());
    }

    /** The request was refused, or nobody was called. */
    void notPlaced(Attempt attempt) {
        if (!attempt.state().isOver()) {
            notPlaced(attempt, null);
        }
    }

    /** Nobody knows yet whether anybody was called: nothing is dialled again before the log has told. */
    void unknown(Attempt attempt, Instant now) {
        attempts.is(attempt.id(), Attempt.State.UNKNOWN);
        if (isItsOwn(attempt)) {
            entries.waits(attempt.entryId(), "unknown", now.plus(AFTER_UNKNOWN));
        }
    }

    private void recycle(Attempt attempt, TechnicalResult technical, Instant ended) {
        if (attempt.numberId() == null) {
            return;
        }
        int times = attempts.times(attempt.numberId(), technical);
        Recycling.Next next = technical == TechnicalResult.ANSWERED
                ? new Recycling.Next(Entry.NumberState.GOOD, ended.plus(AFTER_NO_RESULT), null)
                : Recycling.after(technical, times, ended, zoneOf(attempt));
        write(attempt, next, technical.countsForThePerson());
    }

    private void write(Attempt attempt, Recycling.Next next, boolean counts) {
        entries.number(attempt.numberId(), next.state(), next.sameAt(), counts);
        if (next.othersFrom() != null) {
            entries.othersFrom(attempt.entryId(), attempt.numberId(), next.othersFrom());
        } else if (next.state() == Entry.NumberState.GOOD) {
            entries.othersNotBefore(attempt.entryId(), attempt.numberId(), next.sameAt());
        }
    }

    private ZoneId zoneOf(Attempt attempt) {
        return entries.find(attempt.entryId())
                .map(Entry::timeZone)
                .map(ZoneId::of)
                .orElse(zone);
    }

    /** What was chosen becomes of the entry, unless somebody else has it. The attempt is over, and its result written. */
    void apply(Attempt attempt) {
        if (!isItsOwn(attempt)) {
            return;
        }
        Instant at = attempt.endedAt() == null ? attempt.resultedAt() : attempt.endedAt();
        Optional<CampaignResult> result = results.find(attempt.dispositionId());
        if (result.isEmpty()) {
            goOn(attempt, attempt.noResult() ? "no_result" : null, at.plus(AFTER_NO_RESULT));
            return;
        }
        apply(attempt, result.get(), at);
        quotas.settle(attempt.campaignId());
    }

    private void apply(Attempt attempt, CampaignResult chosen, Instant at) {
        entries.chosen(attempt.entryId(), chosen.id(), chosen.outcome().isReached());
        switch (chosen.effect()) {
            case SUCCESS -> over(attempt, chosen, Entry.State.SUCCESS, at);
            case REACHED -> over(attempt, chosen, Entry.State.DONE, at);
            case REFUSAL -> over(attempt, chosen, Entry.State.REFUSED, at);
            case DO_NOT_CALL -> entries.over(attempt.entryId(), Entry.State.DO_NOT_CALL, at);
            case BAD_NUMBER -> {
                number(attempt, Entry.NumberState.BAD, at);
                entries.othersFrom(attempt.entryId(), attempt.numberId(), at);
                goOn(attempt, null, at);
            }
            case MACHINE -> {
                int times = attempt.numberId() == null ? 1 : attempts.chosen(attempt.numberId(), chosen.id());
                if (attempt.numberId() != null) {
                    write(attempt, Recycling.afterMachine(times, at, zoneOf(attempt)), false);
                }
                goOn(attempt, null, at);
            }
            case WRONG_PERSON, LATER -> {
                Instant again = at.plus(chosen.againAfter() == null ? LATER : chosen.againAfter());
                number(attempt, Entry.NumberState.GOOD, again);
                goOn(attempt, chosen.effect() == CampaignResult.Effect.LATER ? "later" : null, again);
            }
            case CALLBACK -> entries.becomesPromise(attempt.entryId(), attempt.numberId());
        }
    }

    private void over(Attempt attempt, CampaignResult chosen, Entry.State how, Instant at) {
        if (chosen.isFinal()) {
            entries.over(attempt.entryId(), how, at);
        } else {
            goOn(attempt, "later", at.plus(chosen.againAfter() == null ? LATER : chosen.againAfter()));
        }
    }

    private void number(Attempt attempt, Entry.NumberState state, Instant at) {
        if (attempt.numberId() != null) {
            entries.number(attempt.numberId(), state, at, false);
        }
    }

    /** It is tried again, unless it was tried often enough, or none of its numbers is left. @param from at the earliest */
    private void goOn(Attempt attempt, String why, Instant from) {
        Entry entry = entries.find(attempt.entryId()).orElseThrow();
        Campaign campaign = campaigns.find(attempt.campaignId()).orElseThrow();
        Optional<Instant> next = entries.nextNumberAt(entry.id());
        if (next.isEmpty()) {
            boolean bad = entries.allBad(entry.id());
            givenUp(entry, bad ? Entry.State.BAD_NUMBERS : Entry.State.EXHAUSTED, from);
        } else if (entry.attempts() >= campaign.mostAttempts()) {
            givenUp(entry, Entry.State.EXHAUSTED, from);
        } else {
            Instant at = next.get().isAfter(from) ? next.get() : from;
            boolean promised = entry.callbackTask() != null && attempt.technical() != TechnicalResult.ANSWERED;
            if (promised) {
                entries.promiseWaits(entry.id(), why, at);
            } else {
                entries.waits(entry.id(), why, at);
            }
        }
    }

    /** Nobody tries again, so nobody has to keep what was promised. */
    private void givenUp(Entry entry, Entry.State how, Instant at) {
        promised.withdraw(entry, null, null, at);
        entries.over(entry.id(), how, at);
    }
}
