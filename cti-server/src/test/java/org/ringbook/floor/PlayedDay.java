package org.ringbook.floor;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.numbers.PhoneNumber;

/** Callers in two queues, made up of a seed: answered, with a hold and without, given up, let go into the other queue. */
final class PlayedDay {

    private final Random random;
    private final Instant from;
    private final int seconds;
    private final Map<String, Instant> freeAt = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    PlayedDay(long seed, Instant from, Duration during, List<String> telephones, int count) {
        this.random = new Random(seed);
        this.from = from;
        this.seconds = Math.toIntExact(during.toSeconds());
        telephones.forEach(telephone -> freeAt.put(telephone, from));
        random.ints(count, 0, seconds).sorted().forEach(start -> calls.add(call(from.plusSeconds(start))));
    }

    private Instant later(Instant at, int least, int most) {
        return at.plusMillis(least * 1000L + random.nextInt((most - least) * 1000));
    }

    private Call call(Instant start) {
        Instant entered = later(start, 1, 5);
        String queue = random.nextBoolean() ? "sales" : "support";
        var legs = new ArrayList<Leg>();
        if (random.nextInt(5) == 0) {
            Instant left = later(entered, 5, 60);
            legs.add(new Leg(queue, LegKind.QUEUE, entered, null, left, LegOutcome.NO_ANSWER, List.of()));
            entered = left;
            queue = queue.equals("sales") ? "support" : "sales";
        }
        Instant rings = later(entered, 1, 20);
        Instant turn = later(rings, 1, 30);
        String agent = freeAt.entrySet().stream()
                .filter(one -> !one.getValue().isAfter(rings))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
        boolean answered = agent != null && random.nextInt(4) > 0;
        Instant end = answered ? later(turn, 5, 240) : turn;
        legs.add(new Leg(
                queue,
                LegKind.QUEUE,
                entered,
                null,
                turn,
                answered ? LegOutcome.ANSWERED : random.nextInt(3) > 0 ? LegOutcome.CANCELLED : LegOutcome.NO_ANSWER,
                List.of()));
        if (agent != null) {
            legs.add(new Leg(
                    agent,
                    LegKind.AGENT,
                    rings,
                    answered ? turn : null,
                    end,
                    answered ? LegOutcome.ANSWERED : LegOutcome.NO_ANSWER,
                    answered && random.nextInt(3) == 0 ? hold(turn, end) : List.of()));
            // Not before the work after a call is over.
            freeAt.put(agent, end.plusSeconds(16));
        }
        return whole(start, answered ? turn : null, end, legs);
    }

    private static List<Call.Span> hold(Instant turn, Instant end) {
        Duration third = Duration.between(turn, end).dividedBy(3);
        return List.of(new Call.Span(turn.plus(third), end.minus(third)));
    }

    private Call whole(Instant start, Instant answered, Instant end, List<Leg> legs) {
        int number = calls.size();
        return Call.of(draft -> {
            draft.id = new UUID(0x0000000000227000L, 0x8000000000000000L + number);
            draft.source = "office";
            draft.sourceId = "played-" + number;
            draft.direction = Call.Direction.INBOUND;
            draft.external = PhoneNumber.of("+7916" + (1_000_000 + number));
            draft.startedAt = start;
            draft.answeredAt = answered;
            draft.endedAt = end;
            draft.result = answered == null ? Call.Result.MISSED : Call.Result.ANSWERED;
            draft.reason = answered == null ? Call.Reason.ABANDONED : null;
            draft.legs = legs;
        });
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** When anything happens in it. */
    static TreeSet<Instant> moments(Call call) {
        var moments = new TreeSet<Instant>();
        Stream.concat(
                        Stream.of(call.startedAt(), call.answeredAt(), call.endedAt()),
                        call.legs().stream()
                                .flatMap(leg -> Stream.concat(
                                        Stream.of(leg.ringAt(), leg.answeredAt(), leg.endedAt()),
                                        leg.holds().stream().flatMap(span -> Stream.of(span.from(), span.to())))))
                .filter(Objects::nonNull)
                .forEach(moments::add);
        return moments;
    }

    /** What is known of it at a moment. */
    static Call asOf(Call whole, Instant at) {
        List<Leg> legs = whole.legs().stream()
                .filter(leg -> !leg.ringAt().isAfter(at))
                .map(leg -> asOf(leg, at))
                .toList();
        return whole.with(draft -> {
            draft.answeredAt = past(whole.answeredAt(), at);
            draft.endedAt = past(whole.endedAt(), at);
            draft.legs = legs;
            draft.state = state(draft, legs);
            draft.result = draft.endedAt == null ? null : whole.result();
            draft.reason = draft.endedAt == null ? null : whole.reason();
            draft.waitSeconds = draft.answeredAt == null ? null : seconds(whole.startedAt(), draft.answeredAt);
            draft.talkSeconds =
                    draft.answeredAt == null || draft.endedAt == null ? null : seconds(draft.answeredAt, draft.endedAt);
            draft.queue = legs.stream()
                    .filter(leg -> leg.kind() == LegKind.QUEUE)
                    .max(Comparator.comparing(Leg::ringAt))
                    .map(Leg::party)
                    .orElse(null);
            draft.answeredBy = legs.stream()
                    .filter(leg -> leg.kind() == LegKind.AGENT && leg.answeredAt() != null)
                    .map(Leg::party)
                    .toList();
            draft.agent = draft.answeredBy.isEmpty() ? null : draft.answeredBy.get(0);
        });
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    private static Instant past(Instant time, Instant at) {
        return time == null || time.isAfter(at) ? null : time;
    }

    private static Leg asOf(Leg leg, Instant at) {
        Instant ended = past(leg.endedAt(), at);
        return new Leg(
                leg.party(),
                leg.kind(),
                leg.ringAt(),
                past(leg.answeredAt(), at),
                ended,
                ended == null ? null : leg.outcome(),
                leg.holds().stream()
                        .filter(span -> !span.from().isAfter(at))
                        .map(span -> new Call.Span(span.from(), past(span.to(), at)))
                        .toList());
    }

    private static Call.State state(Call.Draft draft, List<Leg> legs) {
        if (draft.endedAt != null) {
            return Call.State.ENDED;
        }
        if (draft.answeredAt != null) {
            boolean held = legs.stream().flatMap(leg -> leg.holds().stream()).anyMatch(span -> span.to() == null);
            return held ? Call.State.HELD : Call.State.TALKING;
        }
        boolean rings = legs.stream().anyMatch(leg -> leg.kind() == LegKind.AGENT && leg.endedAt() == null);
        return rings ? Call.State.RINGING : Call.State.QUEUED;
    }
}
