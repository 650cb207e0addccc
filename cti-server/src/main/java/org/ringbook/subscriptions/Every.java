package org.ringbook.subscriptions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.ringbook.reports.Period;

/** How often a report is sent, and of which days it is then. Pure. */
public enum Every {
    /** Of the day before. */
    DAY,
    /** On Mondays, of the week before. */
    WEEK,
    /** On the first, of the month before. */
    MONTH;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The next moment after {@code now} at which it is due, by the clock of its zone. */
    ZonedDateTime next(ZonedDateTime now, LocalTime at) {
        LocalDate day = now.toLocalDate();
        for (LocalDate due = first(day); ; due = first(due.plusDays(1))) {
            ZonedDateTime moment = due.atTime(at).atZone(now.getZone());
            if (moment.isAfter(now)) {
                return moment;
            }
        }
    }

    /** The first day from this one on. */
    private LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.getDayOfMonth() == 1 ? day : day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }

    /** Of which days the report is that is due then. */
    Period of(ZonedDateTime due) {
        LocalDate day = due.toLocalDate();
        return switch (this) {
            case DAY -> new Period(day.minusDays(1), day.minusDays(1), due.getZone());
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Period(monday.minusDays(7), monday.minusDays(1), due.getZone());
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield new Period(first.minusMonths(1), first.minusDays(1), due.getZone());
            }
        };
    }
}
