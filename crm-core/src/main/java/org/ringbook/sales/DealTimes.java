package org.ringbook.sales;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** How long deals take. Pure. */
final class DealTimes {

    private DealTimes() {}

    /**
     * How long a deal was in each stage: all its stays together. Its last stay goes on until now; one that is closed stays nowhere.
     *
     * @param between time between two moments: of the calendar, or working time
     */
    static Map<UUID, Duration> stays(DealHistory story, Instant now, BiFunction<Instant, Instant, Duration> between) {
        var stays = new HashMap<UUID, Duration>();
        List<Move> moves = story.moves();
        for (int i = 0; i < moves.size(); i++) {
            boolean last = i + 1 == moves.size();
            if (last && story.deal().closedAt() != null) {
                break;
            }
            Instant since = moves.get(i).since();
            Instant until = last ? now : moves.get(i + 1).since();
            if (until.isBefore(since)) {
                // What follows is dated back to before it came here.
                continue;
            }
            stays.merge(moves.get(i).to(), between.apply(since, until), Duration::plus);
        }
        return stays;
    }

    /** From its first creation to its closing. @param story of a deal that is closed */
    static Duration cycle(DealHistory story, BiFunction<Instant, Instant, Duration> between) {
        return between.apply(story.begin(), story.deal().closedAt());
    }

    /** The middle one, or the mean of the two in the middle; null of none. */
    static Duration median(Collection<Duration> times) {
        return quantile(times, 0.5);
    }

    /** Between two of them in proportion; null of none. @param part 0 to 1 */
    static Duration quantile(Collection<Duration> times, double part) {
        if (times.isEmpty()) {
            return null;
        }
        List<Duration> sorted = times.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        Duration one = sorted.get(below);
        Duration next = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return one.plusMillis(Math.round((place - below) * next.minus(one).toMillis()));
    }

    /** Null of none. */
    static Duration mean(Collection<Duration> times) {
        return times.isEmpty()
                ? null
                : times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size());
    }
}
