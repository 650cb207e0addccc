package org.ringbook.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.ringbook.pacing.Pacing;
import org.ringbook.pacing.PacingState;

/**
 * Plays a campaign to its end on a virtual clock, by the rules with which it is dialled: how many lines are begun, and when an entry is tried
 * again. The same model and seed play the same. Pure; not for several threads.
 */
final class CampaignSimulation {

    private static final Duration LOOKS_AHEAD = Duration.ofDays(60);
    private static final Duration AFTER_TALK = Duration.ofHours(4);
    /** How many calls a person may have within a time, as the limits come. */
    private static final Map<Duration, Integer> CAPS =
            Map.of(Duration.ofHours(24), 2, Duration.ofDays(7), 5, Duration.ofDays(30), 10);

    private static final double[] NONE = {};

    private final SimulationModel model;
    private final Random random;
    private final Pacing policy = Pacing.progressive();
    private final Instant begin;
    private final PriorityQueue<Card> waiting = new PriorityQueue<>();
    /** When each agent is free again. */
    private final PriorityQueue<Instant> busy = new PriorityQueue<>();

    private Instant now;
    private Instant last;
    private double shift;
    private double worked;
    private long contacts;
    private int mostLines;

    private static final class Card implements Comparable<Card> {
        private Instant at;
        private int attempts;
        /** Those that count for the person. */
        private final List<Instant> tries = new ArrayList<>();

        private final Map<TechnicalResult, Integer> times = new EnumMap<>(TechnicalResult.class);

        Card(SimulationModel.Waiting one) {
            at = one.at();
            attempts = one.attempts();
        }

        @Override
        public int compareTo(Card other) {
            return at.compareTo(other.at);
        }
    }

    /**
     * What came of one play.
     *
     * @param finish when nobody was left to call; null when that was not seen
     * @param idle share of the agents' time without a call
     * @param contactsAnHour people spoken with in an hour of the shift
     */
    record Played(Instant finish, double idle, double contactsAnHour, int lines) {}

    private CampaignSimulation(SimulationModel model, Instant begin, long seed) {
        this.model = model;
        this.begin = begin;
        this.now = begin;
        this.last = begin;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 7);
        model.entries().forEach(one -> waiting.add(new Card(one)));
    }

    static Played play(SimulationModel model, Instant begin, long seed) {
        return new CampaignSimulation(model, begin, seed).play();
    }

    private Played play() {
        Instant end = begin.plus(LOOKS_AHEAD);
        while (!waiting.isEmpty() && now.isBefore(end)) {
            if (!model.open().test(now)) {
                now = model.nextOpen().apply(now);
                continue;
            }
            free();
            dial();
            step();
        }
        busy.stream().filter(free -> free.isAfter(now)).forEach(free -> shift += seconds(Duration.between(now, free)));
        Instant over = waiting.isEmpty() ? last : null;
        double idle = shift == 0 ? 0 : Math.max(0, 1 - worked / shift);
        double hours = shift / 3600 / model.agents();
        return new Played(over, idle, hours == 0 ? 0 : contacts / hours, mostLines);
    }

    private void free() {
        while (!busy.isEmpty() && !busy.peek().isAfter(now)) {
            busy.poll();
        }
    }

    private void dial() {
        int ready = model.agents() - busy.size();
        int lines = policy.toDial(new PacingState(
                seconds(Duration.between(begin, now)), ready, NONE, NONE, NONE, 0, 0, contacts, model.agents()));
        for (int i = 0; i < lines && !waiting.isEmpty() && !waiting.peek().at.isAfter(now); i++) {
            call(waiting.poll());
        }
        mostLines = Math.max(mostLines, busy.size());
    }

    private void call(Card card) {
        boolean answers =
                random.nextDouble() < model.answered()[now.atZone(model.zone()).getHour()];
        TechnicalResult result = answers ? TechnicalResult.ANSWERED : inVain();
        double takes = answers
                ? sample(model.rings()) + sample(model.talks())
                : model.vainSeconds().getOrDefault(result, 20.0);
        Instant ended = now.plusMillis((long) (takes * 1000));
        double wrapUp = answers ? sample(model.wrapUps()) : 0;
        busy.add(ended.plusMillis((long) (wrapUp * 1000)));
        worked += takes + wrapUp;
        last = ended.isAfter(last) ? ended : last;
        if (result.countsForThePerson()) {
            card.attempts++;
            card.tries.add(now);
        }
        contacts += answers ? 1 : 0;
        again(card, result, ended);
    }

    private TechnicalResult inVain() {
        double at = random.nextDouble();
        TechnicalResult result = TechnicalResult.NO_ANSWER;
        for (Map.Entry<TechnicalResult, Double> one : model.inVain().entrySet()) {
            result = one.getKey();
            at -= one.getValue();
            if (at < 0) {
                break;
            }
        }
        return result;
    }

    private double sample(double[] seen) {
        return seen[random.nextInt(seen.length)];
    }

    /** As {@link AttemptOutcomes} has it: over, or to be tried again then. */
    private void again(Card card, TechnicalResult result, Instant ended) {
        if (result == TechnicalResult.ANSWERED) {
            if (random.nextDouble() < model.done()) {
                return;
            }
            card.at = ended.plus(AFTER_TALK);
        } else {
            int times = card.times.merge(result, 1, Integer::sum);
            Recycling.Next next = Recycling.after(result, times, ended, model.zone());
            if (next.state() != Entry.NumberState.GOOD) {
                return;
            }
            card.at = next.sameAt();
        }
        CAPS.forEach((time, most) -> {
            if (card.tries.size() >= most) {
                Instant free = card.tries.get(card.tries.size() - most).plus(time);
                card.at = card.at.isBefore(free) ? free : card.at;
            }
        });
        if (card.attempts < model.mostAttempts()) {
            waiting.add(card);
        }
    }

    /** To whatever comes next: an agent who is free, an entry whose time has come. */
    private void step() {
        if (waiting.isEmpty()) {
            return;
        }
        boolean free = busy.size() < model.agents();
        Instant due = waiting.peek().at;
        Instant next = free ? due : busy.peek();
        if (free && !busy.isEmpty() && busy.peek().isBefore(next)) {
            next = busy.peek();
        }
        if (!next.isAfter(now)) {
            next = now.plusMillis(1);
        }
        if (busy.isEmpty()) {
            // Nobody may be called before: that is no time of theirs.
            now = next;
        } else {
            pass(next);
        }
    }

    /** The shift goes on until then, or to its end. */
    private void pass(Instant to) {
        Instant end = now;
        while (end.isBefore(to) && model.open().test(end)) {
            Instant quarter = end.plusSeconds(900);
            end = quarter.isBefore(to) ? quarter : to;
        }
        shift += seconds(Duration.between(now, end)) * model.agents();
        now = to;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /** Of many plays: the quantiles of the end, the means of the rest. */
    static Forecast forecast(SimulationModel model, Instant begin, int seeds) {
        List<Played> played = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            played.add(play(model, begin, seed));
        }
        Instant[] ends = played.stream()
                .map(Played::finish)
                .map(end -> end == null ? Instant.MAX : end)
                .toArray(Instant[]::new);
        Arrays.sort(ends);
        int[] lines = played.stream().mapToInt(Played::lines).sorted().toArray();
        return new Forecast(
                begin,
                model.entries().size(),
                model.agents(),
                at(ends, 0.1),
                at(ends, 0.5),
                at(ends, 0.9),
                played.stream().mapToDouble(Played::idle).average().orElse(0),
                0,
                played.stream().mapToDouble(Played::contactsAnHour).average().orElse(0),
                lines[(int) Math.min(lines.length - 1, Math.floor(0.99 * lines.length))]);
    }

    private static Instant at(Instant[] ends, double share) {
        Instant end = ends[(int) Math.min(ends.length - 1, Math.floor(share * ends.length))];
        return end.equals(Instant.MAX) ? null : end;
    }
}
