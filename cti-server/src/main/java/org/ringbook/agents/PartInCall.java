package org.ringbook.agents;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringbook.calls.Call;

/**
 * What one person has to do with a call, seen from their telephones. Pure.
 *
 * @param state never {@code ENDED}: a part that is over is no part
 * @param extensions their telephones that ring or speak
 * @param since when it began
 */
record PartInCall(PopUp.State state, List<String> extensions, Instant since) {

    /** @return null when no telephone of theirs rings, speaks or calls in it */
    static PartInCall of(Call call, Predicate<String> mine) {
        if (call.ended()) {
            return null;
        }
        List<Call.Leg> open =
                telephones(call, mine).filter(leg -> leg.endedAt() == null).toList();
        List<Call.Leg> up =
                open.stream().filter(leg -> leg.answeredAt() != null).toList();
        if (!up.isEmpty() && (call.state() == Call.State.TALKING || call.state() == Call.State.HELD)) {
            var state = call.state() == Call.State.HELD ? PopUp.State.HELD : PopUp.State.TALKING;
            return new PartInCall(state, parties(up), first(up.stream().map(Call.Leg::answeredAt), call));
        }
        boolean placed = placedByMe(call, mine);
        if (placed && (!up.isEmpty() || othersAreIn(call, mine))) {
            return new PartInCall(PopUp.State.CALLING, List.of(call.agent()), call.startedAt());
        }
        List<Call.Leg> rings = open.stream()
                .filter(leg -> leg.ringAt() != null && leg.answeredAt() == null)
                .toList();
        boolean rungHere = !rings.isEmpty() && !(placed && call.direction() == Call.Direction.INTERNAL);
        return rungHere
                ? new PartInCall(
                        PopUp.State.RINGING,
                        parties(rings),
                        first(rings.stream().map(Call.Leg::ringAt), call))
                : lastMoment(call, mine);
    }

    /**
     * The ringing of a telephone of theirs that began and ended between two looks at the call: a batch of messages tells all of a
     * call of a moment at once.
     *
     * @param before the call as it was told last; null when it was not
     * @return null when nothing rang that was not told before
     */
    static PartInCall rangUnseen(Call before, Call call, Predicate<String> mine) {
        List<Call.Leg> rung = rung(call, mine);
        int told = before == null ? 0 : rung(before, mine).size();
        boolean placed = placedByMe(call, mine);
        if (rung.size() <= told || placed && call.direction() == Call.Direction.INTERNAL) {
            return null;
        }
        List<Call.Leg> unseen = rung.subList(told, rung.size());
        return new PartInCall(
                placed && othersAreIn(call, mine) ? PopUp.State.CALLING : PopUp.State.RINGING,
                parties(unseen),
                first(unseen.stream().map(Call.Leg::ringAt), call));
    }

    private static List<Call.Leg> rung(Call call, Predicate<String> mine) {
        return telephones(call, mine).filter(leg -> leg.ringAt() != null).toList();
    }

    /**
     * Their telephone is down, or stopped ringing because the caller gave up, and nobody took over: the call ends in
     * this moment. How it came out comes with its end, so until then nothing changes for them.
     */
    private static PartInCall lastMoment(Call call, Predicate<String> mine) {
        List<Call.Leg> spoken =
                telephones(call, mine).filter(leg -> leg.answeredAt() != null).toList();
        if (!spoken.isEmpty()) {
            var state = call.state() == Call.State.HELD ? PopUp.State.HELD : PopUp.State.TALKING;
            return spoke(call, mine) && !handedOn(call, mine, spoken.get(0).answeredAt())
                    ? new PartInCall(
                            state, parties(spoken), first(spoken.stream().map(Call.Leg::answeredAt), call))
                    : null;
        }
        List<Call.Leg> rung =
                telephones(call, mine).filter(leg -> leg.ringAt() != null).toList();
        boolean callerGaveUp = !rung.isEmpty()
                && call.answeredAt() == null
                && rung.get(rung.size() - 1).outcome() == Call.LegOutcome.CANCELLED
                && call.legs().stream().noneMatch(leg -> leg.kind() != Call.LegKind.OUTSIDE && leg.endedAt() == null);
        return callerGaveUp
                ? new PartInCall(
                        PopUp.State.RINGING, parties(rung), first(rung.stream().map(Call.Leg::ringAt), call))
                : null;
    }

    private static boolean handedOn(Call call, Predicate<String> mine, Instant answered) {
        boolean transferred =
                call.transfers().stream().anyMatch(transfer -> transfer.from() != null && mine.test(transfer.from()));
        return transferred
                || call.direction() != Call.Direction.INTERNAL
                        && call.legs().stream()
                                .filter(leg -> leg.kind() != Call.LegKind.OUTSIDE && leg.endedAt() == null)
                                .map(leg -> leg.ringAt() != null ? leg.ringAt() : leg.answeredAt())
                                .anyMatch(began -> began != null && began.isAfter(answered));
    }

    /**
     * Whom the person calls is being called. Until then a call that they placed is their own telephone alone: ringing,
     * when it was dialled at a click, or in the hand of somebody who is still dialling.
     */
    private static boolean othersAreIn(Call call, Predicate<String> mine) {
        return call.legs().stream()
                .anyMatch(leg -> leg.kind() == Call.LegKind.OUTSIDE || leg.party() != null && !mine.test(leg.party()));
    }

    /** How the call came out for somebody whose part in it is over. */
    static PopUp.Outcome outcome(Call call, Predicate<String> mine) {
        boolean spoke = spoke(call, mine);
        if (!call.ended()) {
            return spoke ? PopUp.Outcome.TRANSFERRED : outcomeOfRinging(call, mine);
        }
        if (placedByMe(call, mine) || spoke || call.result() != Call.Result.ANSWERED) {
            return rejectedHere(call, mine) ? PopUp.Outcome.REJECTED : resultOf(call);
        }
        return PopUp.Outcome.ANSWERED_ELSEWHERE;
    }

    private static boolean spoke(Call call, Predicate<String> mine) {
        boolean pickedUp = telephones(call, mine).anyMatch(leg -> leg.answeredAt() != null);
        return call.answeredBy().stream().anyMatch(mine)
                || pickedUp && (call.direction() == Call.Direction.INBOUND || call.answeredAt() != null);
    }

    private static PopUp.Outcome outcomeOfRinging(Call call, Predicate<String> mine) {
        if (rejectedHere(call, mine)) {
            return PopUp.Outcome.REJECTED;
        }
        boolean elsewhere = call.answeredAt() != null && !call.answeredBy().isEmpty()
                || telephones(call, mine).anyMatch(leg -> leg.outcome() == Call.LegOutcome.ANSWERED_ELSEWHERE);
        return elsewhere ? PopUp.Outcome.ANSWERED_ELSEWHERE : PopUp.Outcome.NO_ANSWER;
    }

    private static PopUp.Outcome resultOf(Call call) {
        return call.result() == null
                ? PopUp.Outcome.FAILED
                : switch (call.result()) {
                    case ANSWERED -> PopUp.Outcome.ANSWERED;
                    case MISSED -> PopUp.Outcome.MISSED;
                    case BUSY -> PopUp.Outcome.BUSY;
                    case NO_ANSWER -> PopUp.Outcome.NO_ANSWER;
                    case FAILED -> PopUp.Outcome.FAILED;
                };
    }

    private static boolean placedByMe(Call call, Predicate<String> mine) {
        return call.direction() != Call.Direction.INBOUND && call.agent() != null && mine.test(call.agent());
    }

    /** The last thing that their telephones did with the call was to refuse it. */
    private static boolean rejectedHere(Call call, Predicate<String> mine) {
        return call.direction() == Call.Direction.INBOUND
                && call.answeredBy().stream().noneMatch(mine)
                && telephones(call, mine)
                                .map(Call.Leg::outcome)
                                .filter(Objects::nonNull)
                                .reduce((earlier, later) -> later)
                                .orElse(null)
                        == Call.LegOutcome.REJECTED;
    }

    private static Stream<Call.Leg> telephones(Call call, Predicate<String> mine) {
        return call.legs().stream().filter(leg -> isTelephone(leg, call) && mine.test(leg.party()));
    }

    /** Whether it may be one of our people's: a telephone of the PBX, or a number that the call was sent on to. */
    static boolean isTelephone(Call.Leg leg, Call call) {
        return leg.party() != null
                && (leg.kind() == Call.LegKind.AGENT
                        || leg.kind() == Call.LegKind.OUTSIDE
                                && (call.external() == null
                                        || !leg.party().equals(call.external().toString())));
    }

    private static List<String> parties(List<Call.Leg> legs) {
        return legs.stream().map(Call.Leg::party).distinct().toList();
    }

    private static Instant first(Stream<Instant> times, Call call) {
        return times.min(Instant::compareTo).orElse(call.startedAt());
    }
}
