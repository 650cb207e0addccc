package org.ringbook.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

/**
 * When the company works. Pure; any thread. A day has one stretch of working hours or none; a short day ends an hour earlier.
 *
 * @param zone in which the hours are meant
 * @param from begin of a working day
 * @param to end of a working day, later than {@code from}; midnight is the end of the day
 * @param days of the week that are worked
 * @param special days that are not as their day of the week
 */
public record WorkingCalendar(
        ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days, Map<LocalDate, DayKind> special) {

    /** What a day is that is not as its day of the week. */
    public enum DayKind {
        WORK,
        /** Worked until an hour before the usual end. */
        SHORT,
        OFF
    }

    /** Whoever asks for more than this gets an answer within it, though nobody ever worked. */
    private static final int LONGEST_DAYS = 366;

    private static final Duration SHORTER = Duration.ofHours(1);

    public WorkingCalendar {
        days = Set.copyOf(days);
        special = Map.copyOf(special);
    }

    /** Monday to Friday, 9 to 18. */
    public static WorkingCalendar usual(ZoneId zone) {
        return new WorkingCalendar(
                zone,
                LocalTime.of(9, 0),
                LocalTime.of(18, 0),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                Map.of());
    }

    public boolean isWorking(Instant at) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return worked(day) && !at.isBefore(begin(day)) && at.isBefore(end(day));
    }

    private boolean worked(LocalDate day) {
        DayKind kind = special.get(day);
        return kind == null ? days.contains(day.getDayOfWeek()) : kind != DayKind.OFF;
    }

    private Instant begin(LocalDate day) {
        return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day) {
        ZonedDateTime usual =
                to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay(zone) : ZonedDateTime.of(day, to, zone);
        Instant end = usual.toInstant();
        return special.get(day) == DayKind.SHORT ? end.minus(SHORTER) : end;
    }

    /**
     * The moment at which so much working time has passed. What begins out of hours begins with the next working day.
     *
     * @param time not negative
     */
    public Instant plus(Instant start, Duration time) {
        Duration left = time;
        LocalDate day = start.atZone(zone).toLocalDate();
        for (int i = 0; i < LONGEST_DAYS; i++, day = day.plusDays(1)) {
            Instant since = latest(start, begin(day));
            if (!worked(day) || !since.isBefore(end(day))) {
                continue;
            }
            Duration today = Duration.between(since, end(day));
            if (left.compareTo(today) <= 0) {
                return since.plus(left);
            }
            left = left.minus(today);
        }
        return start.plus(time);
    }

    /** Working time between two moments; zero when the second is not later. At most a year is looked through. */
    public Duration between(Instant start, Instant end) {
        Duration sum = Duration.ZERO;
        LocalDate day = start.atZone(zone).toLocalDate();
        for (int i = 0; i <= LONGEST_DAYS && begin(day).isBefore(end); i++, day = day.plusDays(1)) {
            Instant since = latest(start, begin(day));
            Instant until = end.isBefore(end(day)) ? end : end(day);
            if (worked(day) && since.isBefore(until)) {
                sum = sum.plus(Duration.between(since, until));
            }
        }
        return sum;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
