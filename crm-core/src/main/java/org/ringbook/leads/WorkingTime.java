package org.ringbook.leads;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When the company works: the same hours each working day. Pure.
 *
 * @param days on which it works, but for {@code holidays}
 * @param from first minute, {@code to} the one after the last, in {@code zone}
 */
record WorkingTime(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays) {

    /** Beyond this nobody waits for a working day. */
    private static final int MOST_DAYS = 3_660;

    WorkingTime {
        if (days.isEmpty() || !from.isBefore(to)) {
            throw new IllegalArgumentException("Working time needs a day, and an end after its start");
        }
    }

    boolean isOpen(Instant at) {
        var there = at.atZone(zone);
        return isWorkingDay(there.toLocalDate())
                && !there.toLocalTime().isBefore(from)
                && there.toLocalTime().isBefore(to);
    }

    private boolean isWorkingDay(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    private Instant opens(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant closes(LocalDate day) {
        return day.atTime(to).atZone(zone).toInstant();
    }

    /** When so much working time has passed since then. */
    Instant after(Instant start, Duration time) {
        Duration left = time;
        LocalDate day = start.atZone(zone).toLocalDate();
        for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
            Instant begin = later(start, opens(day));
            if (isWorkingDay(day) && begin.isBefore(closes(day))) {
                Duration today = Duration.between(begin, closes(day));
                if (left.compareTo(today) <= 0) {
                    return begin.plus(left);
                }
                left = left.minus(today);
            }
        }
        return start.plus(time);
    }

    /** How much working time lies between the two; none when the second is not later. */
    Duration between(Instant start, Instant end) {
        Duration all = Duration.ZERO;
        LocalDate last = end.atZone(zone).toLocalDate();
        for (LocalDate day = start.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Instant begin = later(start, opens(day));
            Instant until = end.isBefore(closes(day)) ? end : closes(day);
            if (isWorkingDay(day) && begin.isBefore(until)) {
                all = all.plus(Duration.between(begin, until));
            }
        }
        return all;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
