package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How many calls were begun in the last minute and the last day, by whom. Pure but for what it remembers; for one thread at a time. */
final class DialCounts {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Times of calls, oldest first; never more than a day's budget. */
    private final Map<String, Deque<Instant>> begun = new HashMap<>();

    /**
     * A budget that is used up.
     *
     * @param subject whose: {@code person}, {@code all}, {@code campaign}, {@code callback}
     * @param day whether it is the day's, not the minute's
     * @param again when there is room again
     */
    record Over(String subject, boolean day, int limit, Instant again) {}

    private record Counted(String subject, String key) {}

    /** Which budgets a call is counted in. */
    private static List<Counted> countedIn(UUID person, Entrance entrance) {
        return switch (entrance) {
            case CAMPAIGN -> List.of(new Counted("campaign", "campaign"));
            case CALLBACK -> List.of(new Counted("callback", "callback"));
            case PAGE, API, SESSION -> List.of(new Counted("person", person.toString()), new Counted("all", "all"));
        };
    }

    /**
     * Counts a call, unless a budget is used up.
     *
     * @return the budget that is; nothing was counted then
     */
    Optional<Over> take(UUID person, Entrance entrance, Map<String, Budget> budgets, Instant now) {
        var counted = new ArrayList<Deque<Instant>>(2);
        for (Counted one : countedIn(person, entrance)) {
            Deque<Instant> times = begun.computeIfAbsent(one.key(), key -> new ArrayDeque<>());
            forget(times, now);
            Optional<Over> over = over(one.subject(), times, budgets.get(one.subject()), now);
            if (over.isPresent()) {
                return over;
            }
            counted.add(times);
        }
        counted.forEach(times -> times.addLast(now));
        return Optional.empty();
    }

    /** What call lists may begin now. Counts nothing. */
    DialLimits.Left leftOfCampaigns(Map<String, Budget> budgets, Instant now) {
        Deque<Instant> times = begun.computeIfAbsent("campaign", key -> new ArrayDeque<>());
        forget(times, now);
        long inMinute = 0;
        for (var latest = times.descendingIterator(); latest.hasNext(); inMinute++) {
            if (!latest.next().isAfter(now.minus(MINUTE))) {
                break;
            }
        }
        Budget budget = budgets.get("campaign");
        return new DialLimits.Left(
                (int) Math.max(0, budget.perMinute() - inMinute), Math.max(0, budget.perDay() - times.size()));
    }

    void clear() {
        begun.clear();
    }

    /** One that was begun before the server started. */
    void remember(UUID person, Entrance entrance, Instant at) {
        countedIn(person, entrance)
                .forEach(one -> begun.computeIfAbsent(one.key(), key -> new ArrayDeque<>())
                        .addLast(at));
    }

    private static void forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(DAY))) {
            times.removeFirst();
        }
    }

    private static Optional<Over> over(String subject, Deque<Instant> times, Budget budget, Instant now) {
        if (times.size() >= budget.perDay()) {
            Instant again = times.isEmpty() ? now.plus(DAY) : times.peekFirst().plus(DAY);
            return Optional.of(new Over(subject, true, budget.perDay(), again));
        }
        Instant oldest = null;
        int inMinute = 0;
        for (var latest = times.descendingIterator(); latest.hasNext(); inMinute++) {
            Instant at = latest.next();
            if (!at.isAfter(now.minus(MINUTE))) {
                break;
            }
            oldest = at;
        }
        if (inMinute >= budget.perMinute()) {
            Instant again = (oldest == null ? now : oldest).plus(MINUTE);
            return Optional.of(new Over(subject, false, budget.perMinute(), again));
        }
        return Optional.empty();
    }
}
