package org.ringbook.derivation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.fold.PastCalls.Past;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.calls.log.CallRewrites.Rewrite;
import org.ringbook.derivation.DerivationRun.Change;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.telephony.RawHistory.Loss;

/** The calls of one source, derived again, beside those that the log has: decides what becomes of each. For one thread. */
final class SourceDerivation {

    /** Until then an ended call may still be added to as it goes. */
    static final Duration SETTLED = Duration.ofMinutes(5);
    /** No call goes on for longer: one that stands open in the log since then is a mistake. */
    private static final Duration LONGEST_CALL = Duration.ofHours(12);
    /** How the rules begin that tell what was not heard live. */
    private static final String HEALED = "healed.";

    private final DerivationRun run;
    private final String source;
    private final CallRewrites log;
    private final Predicate<UUID> goesOnNow;
    private final List<Loss> losses;
    private final Instant settledBefore;
    private final Instant longGone;
    private final Set<UUID> met = new HashSet<>();
    private final Set<String> legsOfNoCall = new HashSet<>();

    SourceDerivation(
            DerivationRun run,
            String source,
            CallRewrites log,
            Predicate<UUID> goesOnNow,
            List<Loss> losses,
            Instant now) {
        this.run = run;
        this.source = source;
        this.log = log;
        this.goesOnNow = goesOnNow;
        this.losses = losses;
        this.settledBefore = now.minus(SETTLED);
        this.longGone = now.minus(LONGEST_CALL);
    }

    /** Takes groups of legs, whether they make calls or not. @return what there is to write */
    List<Rewrite> take(List<Past> pasts) {
        var ours = new ArrayList<Past>();
        for (Past past : pasts) {
            if (past.call() == null) {
                if (past.whole() && past.over()) {
                    legsOfNoCall.addAll(past.legs());
                }
            } else if (isOfThePeriod(past.call())) {
                ours.add(past);
            }
        }
        Map<Past, List<Call>> logged = logged(ours);
        var rewrites = new ArrayList<Rewrite>();
        for (Past past : ours) {
            List<Call> known = logged.get(past);
            known.forEach(call -> met.add(call.id()));
            Outcome why = whyLeftAlone(past, known);
            if (why != null) {
                run.count(why);
            } else {
                compare(past.call(), known, rewrites);
            }
        }
        return rewrites;
    }

    private boolean isOfThePeriod(Call call) {
        return !call.startedAt().isBefore(run.wanted().from())
                && call.startedAt().isBefore(run.wanted().to());
    }

    private Map<Past, List<Call>> logged(List<Past> pasts) {
        var logged = new LinkedHashMap<Past, List<Call>>();
        if (pasts.isEmpty()) {
            return logged;
        }
        var ids = new ArrayList<UUID>();
        var legs = new ArrayList<String>();
        var pastOfLeg = new HashMap<String, Past>();
        var pastOfId = new HashMap<UUID, Past>();
        for (Past past : pasts) {
            logged.put(past, new ArrayList<>());
            ids.add(past.call().id());
            legs.addAll(past.legs());
            pastOfId.put(past.call().id(), past);
            past.legs().forEach(leg -> pastOfLeg.put(leg, past));
        }
        for (Call call : log.candidates(source, ids, legs)) {
            Past past = pastOfId.getOrDefault(call.id(), pastOfLeg.get(call.sourceId()));
            if (past == null) {
                past = log.idsMergedInto(call.id()).stream()
                        .map(pastOfId::get)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
            if (past != null) {
                logged.get(past).add(call);
            }
        }
        return logged;
    }

    private Outcome whyLeftAlone(Past past, List<Call> known) {
        Call call = past.call();
        boolean goesOn = !past.over()
                || !call.ended()
                || !call.endedAt().isBefore(settledBefore)
                || known.stream().anyMatch(this::mayGoOn);
        if (goesOn) {
            return Outcome.GOES_ON;
        }
        if (run.wanted().missing() && known.size() == 1 && known.get(0).ended()) {
            return Outcome.STANDS;
        }
        if (!past.whole()) {
            return Outcome.CUT;
        }
        if (isOfALoss(call.startedAt(), call.endedAt())) {
            return Outcome.LOST;
        }
        return known.stream().anyMatch(one -> healedOtherwise(one, call)) ? Outcome.HEALED : null;
    }

    private boolean mayGoOn(Call call) {
        // Whether a call goes on is known for sure where calls are heard; a command does not hear them.
        boolean unknown =
                !run.wanted().missing() && !call.ended() && call.startedAt().isAfter(longGone);
        return goesOnNow.test(call.id()) || unknown;
    }

    private boolean isOfALoss(Instant from, Instant to) {
        return losses.stream()
                .anyMatch(loss ->
                        !loss.first().isAfter(to.plus(SETTLED)) && !loss.last().isBefore(from.minus(SETTLED)));
    }

    /** A part of it is known otherwise than from messages: without that part it would be another call. */
    private static boolean healedOtherwise(Call logged, Call derived) {
        return logged.rules().stream()
                .filter(rule -> rule.rule().startsWith(HEALED))
                .anyMatch(rule ->
                        derived.rules().stream().noneMatch(one -> one.rule().equals(rule.rule())));
    }

    private void compare(Call derived, List<Call> known, List<Rewrite> rewrites) {
        if (known.isEmpty()) {
            met.add(derived.id());
            run.change(new Change(Outcome.NEW, derived, List.of()));
            rewrites.add(new Rewrite(null, derived, List.of(), List.of()));
            return;
        }
        List<Call> oldestFirst = known.stream()
                .sorted(Comparator.comparing(Call::startedAt).thenComparing(Call::id))
                .toList();
        Call before = oldestFirst.get(0);
        List<Call> joined = oldestFirst.subList(1, oldestFirst.size());
        Call after = Kept.of(before, joined, derived);
        List<CallDifference.Field> fields = CallDifference.between(before, after);
        if (fields.isEmpty() && joined.isEmpty()) {
            run.count(Outcome.SAME);
            return;
        }
        run.change(new Change(joined.isEmpty() ? Outcome.CHANGED : Outcome.JOINED, after, fields));
        rewrites.add(new Rewrite(before, after, joined, fields));
    }

    /** Looks at what the log has besides. @return calls to be taken out of it */
    List<Rewrite> whatIsLeft() {
        var gone = new ArrayList<Rewrite>();
        log.each(source, run.wanted().from(), run.wanted().to(), call -> {
            if (met.contains(call.id())) {
                return;
            }
            if (mayGoOn(call)) {
                run.count(Outcome.GOES_ON);
            } else if (run.wanted().missing() && call.ended()) {
                run.count(Outcome.STANDS);
            } else if (!legsOfNoCall.contains(call.sourceId())) {
                run.count(Outcome.NOTHING_KEPT);
            } else if (isOfALoss(call.startedAt(), call.endedAt() == null ? call.startedAt() : call.endedAt())) {
                run.count(Outcome.LOST);
            } else if (call.rules().stream().anyMatch(rule -> rule.rule().startsWith(HEALED))) {
                run.count(Outcome.HEALED);
            } else {
                run.change(new Change(Outcome.GONE, call, List.of()));
                gone.add(new Rewrite(call, null, List.of(), List.of()));
            }
        });
        return gone;
    }
}
