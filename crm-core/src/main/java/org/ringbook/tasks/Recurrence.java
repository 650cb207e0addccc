package org.ringbook.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringbook.refusals.Refused;

/**
 * On which days something is to be done again. Pure. A day has its time where the zone is, whatever its clocks do: what is due at 10:00
 * is due at 10:00 in summer and in winter; a time that a clock leaves out is as much later as it is moved, and one that comes twice is the first.
 *
 * @param step every so many days, weeks, months or years, 1 to 99
 * @param weekdays of weeks; empty for the weekday of {@code from}
 * @param from the first day; the 31st is the last day of shorter months, the 29th of February the 28th
 * @param time null for the whole day
 * @param until the last day; null for no end
 */
public record Recurrence(
        Every every, int step, Set<DayOfWeek> weekdays, LocalDate from, LocalTime time, ZoneId zone, LocalDate until) {

    private static final int LARGEST_STEP = 99;

    public enum Every {
        @JsonProperty("day")
        DAY,
        @JsonProperty("week")
        WEEK,
        @JsonProperty("month")
        MONTH,
        @JsonProperty("year")
        YEAR
    }

    /** @throws Refused if the step is none, or it ends before it begins */
    public Recurrence {
        weekdays = weekdays == null ? Set.of() : Set.copyOf(weekdays);
        if (step < 1 || step > LARGEST_STEP) {
            throw Refused.because("step", "tasks.repeat.step", LARGEST_STEP);
        }
        if (until != null && until.isBefore(from)) {
            throw Refused.because("until", "tasks.repeat.until");
        }
    }

    /** The first day of it after {@code day}; empty when it has ended by then. */
    public Optional<LocalDate> after(LocalDate day) {
        LocalDate least = day.isBefore(from) ? from : day.plusDays(1);
        LocalDate next = switch (every) {
            case DAY -> day(least);
            case WEEK -> week(least);
            case MONTH -> counted(least, ChronoUnit.MONTHS);
            case YEAR -> counted(least, ChronoUnit.YEARS);
        };
        return until != null && next.isAfter(until) ? Optional.empty() : Optional.of(next);
    }

    private LocalDate day(LocalDate least) {
        long days = ChronoUnit.DAYS.between(from, least);
        return from.plusDays((days + step - 1) / step * step);
    }

    private LocalDate week(LocalDate least) {
        LocalDate firstMonday = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long weeks = ChronoUnit.WEEKS.between(firstMonday, least);
        LocalDate monday = firstMonday.plusWeeks(weeks / step * step);
        return Stream.of(monday, monday.plusWeeks(step))
                .flatMap(this::daysOf)
                .filter(one -> !one.isBefore(least))
                .findFirst()
                .orElseThrow();
    }

    private Stream<LocalDate> daysOf(LocalDate monday) {
        Set<DayOfWeek> days = weekdays.isEmpty() ? Set.of(from.getDayOfWeek()) : weekdays;
        return days.stream().sorted(Comparator.naturalOrder()).map(one -> monday.plusDays(one.getValue() - 1L));
    }

    /** From the first day each time: the 31st of January leads over the 28th of February to the 31st of March. */
    private LocalDate counted(LocalDate least, ChronoUnit unit) {
        long steps = Math.max(0, unit.between(from, least) / step - 1);
        LocalDate next = from.plus(steps * step, unit);
        while (next.isBefore(least)) {
            steps++;
            next = from.plus(steps * step, unit);
        }
        return next;
    }

    /** When what is to be done on that day is due; null for the whole day. */
    public Instant dueAt(LocalDate day) {
        return time == null ? null : day.atTime(time).atZone(zone).toInstant();
    }

    /** Its days of [start, end), at most {@code most}. */
    public List<LocalDate> between(LocalDate start, LocalDate end, int most) {
        return Stream.iterate(
                        after(start.minusDays(1)),
                        one -> one.isPresent() && one.get().isBefore(end),
                        one -> after(one.orElseThrow()))
                .limit(most)
                .map(Optional::orElseThrow)
                .toList();
    }
}
