package org.ringbook.reports;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallIds;
import org.ringbook.numbers.PhoneNumber;

/** Calls of every kind that a company has, made up from a seed: answered, missed, transferred, in queues, over midnight, going on. */
final class ManyCalls {

    private final Random random;
    private final Instant from;
    private final long seconds;

    ManyCalls(long seed, Instant from, Duration during) {
        this.random = new Random(seed);
        this.from = from;
        this.seconds = during.toSeconds();
    }

    List<Call> of(int count) {
        var calls = new ArrayList<Call>();
        for (int i = 0; i < count; i++) {
            calls.add(one(i));
        }
        return calls;
    }

    private Call one(int number) {
        Instant start = from.plusMillis((long) (random.nextDouble() * seconds * 1000));
        return random.nextInt(10) < 6
                ? inbound(number, start)
                : random.nextInt(5) == 0 ? internal(number, start) : outbound(number, start);
    }

    private Call.Draft draft(int number, Instant start, Call.Direction direction) {
        var draft = new Call.Draft();
        draft.source = random.nextInt(4) == 0 ? "branch" : "office";
        draft.sourceId = "many-" + number;
        draft.id = CallIds.of(draft.source, draft.sourceId, start);
        draft.direction = direction;
        draft.state = Call.State.ENDED;
        draft.startedAt = start;
        draft.line = random.nextInt(12) == 0 ? null : PhoneNumber.of("+7495777000" + (1 + random.nextInt(5)));
        draft.external = direction == Call.Direction.INTERNAL || random.nextInt(30) == 0
                ? null
                : PhoneNumber.of("+7916" + (1_000_000 + random.nextInt(800)));
        if (random.nextInt(40) == 0) {
            draft.rules = List.of(new Call.FiredRule("healed.calls", start, null, null));
        }
        return draft;
    }

    private String telephone() {
        return Integer.toString(101 + random.nextInt(12));
    }

    private static BigDecimal between(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    private Instant later(Instant at, int atMostSeconds) {
        return at.plusMillis(1 + random.nextInt(atMostSeconds * 1000));
    }

    private Call inbound(int number, Instant start) {
        Call.Draft draft = draft(number, start, Call.Direction.INBOUND);
        var legs = new ArrayList<Leg>();
        Instant entered = later(start, 20);
        Instant turn = later(entered, 90);
        boolean queued = random.nextInt(3) > 0;
        boolean answered = random.nextInt(4) > 0;
        if (queued) {
            draft.queue = random.nextBoolean() ? "sales" : "support";
            legs.add(new Leg(
                    draft.queue,
                    LegKind.QUEUE,
                    entered,
                    null,
                    turn,
                    answered
                            ? LegOutcome.ANSWERED
                            : random.nextBoolean() ? LegOutcome.CANCELLED : LegOutcome.NO_ANSWER));
        }
        String first = telephone();
        if (answered) {
            answered(draft, legs, first, entered, turn);
        } else {
            draft.result = random.nextInt(8) == 0 ? Call.Result.BUSY : Call.Result.MISSED;
            draft.reason = Call.Reason.ABANDONED;
            draft.endedAt = turn;
            draft.rang = List.of(first);
            draft.waitSeconds = between(start, turn);
            legs.add(new Leg(
                    first,
                    LegKind.AGENT,
                    entered,
                    null,
                    turn,
                    random.nextBoolean() ? LegOutcome.NO_ANSWER : LegOutcome.CANCELLED));
        }
        draft.legs = legs;
        return draft.call();
    }

    private void answered(Call.Draft draft, List<Leg> legs, String first, Instant rang, Instant turn) {
        Instant end = later(turn, random.nextInt(20) == 0 ? 5_000 : 400);
        String second = telephone();
        boolean handedOn = random.nextInt(6) == 0 && !second.equals(first);
        Instant part = handedOn
                ? later(turn, Math.max(1, (int) Duration.between(turn, end).toSeconds()))
                : end;
        Instant change = part.isAfter(end) ? end : part;
        draft.result = Call.Result.ANSWERED;
        draft.answeredAt = turn;
        draft.endedAt = end;
        draft.waitSeconds = between(draft.startedAt, turn);
        draft.talkSeconds = between(turn, end);
        draft.holdSeconds = BigDecimal.ZERO;
        draft.agent = handedOn ? second : first;
        draft.answeredBy = handedOn ? List.of(first, second) : List.of(first);
        draft.rang = draft.answeredBy;
        legs.add(new Leg(first, LegKind.AGENT, rang, turn, handedOn ? change : end, LegOutcome.ANSWERED));
        if (handedOn) {
            legs.add(new Leg(second, LegKind.AGENT, change, change, end, LegOutcome.ANSWERED));
            draft.transfers = List.of(new Call.Transfer(first, second, Call.TransferKind.BLIND, change));
        }
    }

    private Call outbound(int number, Instant start) {
        Call.Draft draft = draft(number, start, Call.Direction.OUTBOUND);
        String who = telephone();
        draft.agent = who;
        boolean goesOn = random.nextInt(50) == 0;
        boolean answered = random.nextInt(3) > 0;
        Instant turn = later(start, 30);
        Instant end = later(turn, 300);
        draft.legs = List.of(
                new Leg(who, LegKind.AGENT, null, start, goesOn ? null : answered ? end : turn, LegOutcome.ANSWERED));
        if (goesOn) {
            draft.state = Call.State.RINGING;
        } else if (answered) {
            draft.result = Call.Result.ANSWERED;
            draft.answeredAt = turn;
            draft.endedAt = end;
            draft.waitSeconds = between(start, turn);
            draft.talkSeconds = between(turn, end);
            draft.answeredBy = List.of(who);
        } else {
            draft.result = random.nextBoolean() ? Call.Result.NO_ANSWER : Call.Result.FAILED;
            draft.reason = Call.Reason.CANCELLED;
            draft.endedAt = turn;
        }
        return draft.call();
    }

    private Call internal(int number, Instant start) {
        Call.Draft draft = draft(number, start, Call.Direction.INTERNAL);
        Instant turn = later(start, 10);
        Instant end = later(turn, 100);
        String one = telephone();
        String other = one.equals("101") ? "102" : "101";
        draft.agent = other;
        draft.result = Call.Result.ANSWERED;
        draft.answeredAt = turn;
        draft.endedAt = end;
        draft.talkSeconds = between(turn, end);
        draft.answeredBy = List.of(other);
        draft.legs = List.of(
                new Leg(one, LegKind.AGENT, null, start, end, LegOutcome.ANSWERED),
                new Leg(other, LegKind.AGENT, start, turn, end, LegOutcome.ANSWERED));
        return draft.call();
    }
}
