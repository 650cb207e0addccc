package org.ringbook.dialrules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.dialrules.WeekHours.Stretch;

/**
 * Hours of the called person: inside of them only when it is inside in every zone in which they may be, by every week that holds.
 *
 * @param zones in which they may be; not empty
 * @param weeks that hold all at once
 */
record DialHours(Collection<ZoneId> zones, List<Week> weeks, String country, PublicHolidays holidays) {

    /** After so many days without an open one there is none. */
    private static final int LOOKED_AHEAD_DAYS = 25;

    /** @param fixed whether it holds for calls by hand, too */
    record Week(WeekHours hours, boolean fixed) {}

    /** A zone and a week in which it is closed. @param today the stretch of that day; null when it has none */
    record Closed(ZoneId zone, Week week, ZonedDateTime local, Stretch today, boolean holiday) {}

    /** The first that is closed, those that hold for calls by hand before the others; null when all are open. */
    Closed closed(Instant at) {
        Closed found = null;
        for (ZoneId zone : zones) {
            ZonedDateTime local = at.atZone(zone);
            for (Week week : weeks) {
                Stretch today = stretch(week, local.toLocalDate());
                if (isInside(today, local.toLocalTime())) {
                    continue;
                }
                var closed = new Closed(zone, week, local, today, isHoliday(local.toLocalDate()));
                if (week.fixed()) {
                    return closed;
                }
                found = found == null ? closed : found;
            }
        }
        return found;
    }

    private static boolean isInside(Stretch stretch, LocalTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return stretch != null && stretch.from() <= minute && minute < stretch.to();
    }

    private Stretch stretch(Week week, LocalDate day) {
        return week.hours().of(holidays.countsAs(country, day), isHoliday(day));
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.isHoliday(country, day);
    }

    /** Whether the hours depend on a calendar that nobody entered for that moment's year. */
    boolean wantsCalendar(Instant at) {
        return weeks.stream().anyMatch(week -> week.hours().asksTheCalendar())
                && zones.stream()
                        .anyMatch(
                                zone -> !holidays.knows(country, at.atZone(zone).getYear()));
    }

    /** The first moment from then on that is inside everywhere; null when there is none for weeks. */
    Instant nextOpen(Instant from) {
        Instant farthest = from.plus(LOOKED_AHEAD_DAYS, ChronoUnit.DAYS);
        Instant candidate = from;
        while (candidate != null && candidate.isBefore(farthest)) {
            Instant later = latestBegin(candidate);
            if (candidate.equals(later)) {
                return candidate;
            }
            candidate = later;
        }
        return null;
    }

    /** When the last of those begins that are closed; the moment itself when all are open, null when one never begins. */
    private Instant latestBegin(Instant at) {
        Instant latest = at;
        for (ZoneId zone : zones) {
            ZonedDateTime local = at.atZone(zone);
            for (Week week : weeks) {
                if (isInside(stretch(week, local.toLocalDate()), local.toLocalTime())) {
                    continue;
                }
                Instant begin = nextBegin(week, zone, at);
                if (begin == null) {
                    return null;
                }
                latest = begin.isAfter(latest) ? begin : latest;
            }
        }
        return latest;
    }

    private Instant nextBegin(Week week, ZoneId zone, Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate();
        for (int i = 0; i <= LOOKED_AHEAD_DAYS; i++, day = day.plusDays(1)) {
            Stretch stretch = stretch(week, day);
            Instant begin = stretch == null ? null : moment(day, stretch.from(), zone);
            if (begin != null && begin.isAfter(after)) {
                return begin;
            }
        }
        return null;
    }

    /** Of a moment that is inside: until when it stays so. */
    Instant openUntil(Instant at) {
        Instant until = null;
        for (ZoneId zone : zones) {
            LocalDate day = at.atZone(zone).toLocalDate();
            for (Week week : weeks) {
                Stretch stretch = stretch(week, day);
                Instant end = stretch == null ? at : moment(day, stretch.to(), zone);
                until = until == null || end.isBefore(until) ? end : until;
            }
        }
        return until;
    }

    private static Instant moment(LocalDate day, int minute, ZoneId zone) {
        return minute == 24 * 60
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : ZonedDateTime.of(day, LocalTime.of(minute / 60, minute % 60), zone)
                        .toInstant();
    }
}
