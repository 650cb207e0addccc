package org.ringbook.reports;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Result;

/** The figures of reports once more, straight from the calls and in plain Java: nothing of it is shared with the database's way. */
final class PlainFold {

    private PlainFold() {}

    private static long millis(BigDecimal seconds) {
        return seconds == null ? 0 : seconds.movePointRight(3).longValue();
    }

    private static final class Tally {
        private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);

        private Tally(Figure.Facts facts) {
            for (Figure figure : Figure.values()) {
                if (figure.facts() == facts) {
                    figures.put(figure, 0L);
                }
            }
        }

        private void add(Figure figure, long value) {
            figures.merge(figure, value, Long::sum);
        }

        private void count(Figure figure, boolean counts) {
            add(figure, counts ? 1 : 0);
        }

        private void most(Figure figure, long value) {
            figures.merge(figure, value, Math::max);
        }
    }

    static <K extends Comparable<K>> Map<K, Sums> calls(Collection<Call> calls, Function<Call, K> group) {
        var groups = new TreeMap<K, Tally>();
        for (Call call : calls) {
            Tally tally = groups.computeIfAbsent(group.apply(call), key -> new Tally(Figure.Facts.CALLS));
            boolean in = call.direction() == Direction.INBOUND;
            boolean spoke = call.result() == Result.ANSWERED;
            long talk = millis(call.talkSeconds());
            tally.add(Figure.CALLS, 1);
            tally.count(Figure.INBOUND, in);
            tally.count(Figure.ANSWERED, in && spoke);
            tally.count(Figure.MISSED, in && call.result() == Result.MISSED);
            tally.count(Figure.BUSY, in && call.result() == Result.BUSY);
            tally.count(Figure.FAILED, in && (call.result() == Result.FAILED || call.result() == Result.NO_ANSWER));
            tally.count(Figure.GOING_ON, in && call.result() == null);
            tally.count(Figure.OUTBOUND, call.direction() == Direction.OUTBOUND);
            tally.count(Figure.REACHED, call.direction() == Direction.OUTBOUND && spoke);
            tally.count(Figure.INTERNAL, call.direction() == Direction.INTERNAL);
            tally.count(Figure.SHORT, spoke && talk < 10_000);
            tally.count(Figure.TARGET, in && spoke && talk >= 60_000);
            tally.count(Figure.MINUTE_TALKS, spoke && talk >= 60_000);
            tally.count(Figure.TALKS, spoke);
            tally.add(Figure.TALK, talk);
            tally.add(Figure.HOLD, millis(call.holdSeconds()));
            tally.add(Figure.WAIT, in && spoke ? millis(call.waitSeconds()) : 0);
            tally.most(Figure.LONGEST, talk);
            tally.count(Figure.HEALED, call.healed());
        }
        return sums(groups);
    }

    private static <K extends Comparable<K>> Map<K, Sums> sums(Map<K, Tally> groups) {
        var sums = new TreeMap<K, Sums>();
        groups.forEach((key, tally) -> sums.put(key, new Sums(tally.figures)));
        return sums;
    }

    /** By telephone. */
    static Map<String, Sums> people(Collection<Call> calls) {
        var groups = new TreeMap<String, Tally>();
        for (Call call : calls) {
            call.legs().stream()
                    .filter(leg -> leg.kind() == Call.LegKind.AGENT)
                    .map(Leg::party)
                    .distinct()
                    .forEach(telephone -> add(
                            groups.computeIfAbsent(telephone, key -> new Tally(Figure.Facts.PEOPLE)), call, telephone));
        }
        return sums(groups);
    }

    private static void add(Tally tally, Call call, String telephone) {
        List<Leg> legs = call.legs().stream()
                .filter(leg -> leg.kind() == Call.LegKind.AGENT && telephone.equals(leg.party()))
                .toList();
        boolean spoke = call.answeredAt() != null && legs.stream().anyMatch(leg -> leg.answeredAt() != null);
        boolean last = telephone.equals(call.agent());
        boolean out = call.direction() == Direction.OUTBOUND;
        boolean in = call.direction() == Direction.INBOUND;
        boolean answered = call.result() == Result.ANSWERED;
        boolean rang = legs.stream().anyMatch(leg -> leg.ringAt() != null);
        boolean rangOut = legs.stream().anyMatch(leg -> leg.outcome() == LegOutcome.NO_ANSWER)
                && legs.stream().noneMatch(leg -> leg.answeredAt() != null);
        long talk = united(call, legs);
        tally.add(Figure.PARTS, 1);
        tally.count(Figure.SPOKE, spoke);
        tally.count(Figure.PERSON_ANSWERED, in && answered && last);
        tally.count(Figure.PERSON_PLACED, out && last);
        tally.count(Figure.PERSON_REACHED, out && last && answered);
        tally.count(Figure.PERSON_MISSED, in && rang && !spoke && (call.result() == Result.MISSED || rangOut));
        tally.count(Figure.PERSON_MINUTE_TALKS, talk >= 60_000);
        tally.add(Figure.PERSON_TALK, talk);
        tally.most(Figure.PERSON_LONGEST, talk);
        long at = call.startedAt().toEpochMilli();
        tally.figures.merge(Figure.FIRST_AT, at, (one, other) -> one == 0 ? other : Math.min(one, other));
        tally.most(Figure.LAST_AT, at);
    }

    /** Each moment once, however many legs. */
    private static long united(Call call, List<Leg> legs) {
        if (call.answeredAt() == null || call.endedAt() == null) {
            return 0;
        }
        var spans = new ArrayList<Instant[]>();
        for (Leg leg : legs) {
            if (leg.answeredAt() != null) {
                Instant from = leg.answeredAt().isBefore(call.answeredAt()) ? call.answeredAt() : leg.answeredAt();
                Instant end =
                        leg.endedAt() == null || leg.endedAt().isAfter(call.endedAt()) ? call.endedAt() : leg.endedAt();
                spans.add(new Instant[] {from, end});
            }
        }
        spans.sort(Comparator.comparing(span -> span[0]));
        long sum = 0;
        Instant upTo = Instant.MIN;
        for (Instant[] span : spans) {
            Instant from = span[0].isBefore(upTo) ? upTo : span[0];
            if (span[1].isAfter(from)) {
                sum += Duration.between(from, span[1]).toMillis();
                upTo = span[1];
            }
        }
        return sum;
    }
}
