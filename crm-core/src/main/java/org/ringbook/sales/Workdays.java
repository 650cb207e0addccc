package org.ringbook.sales;

import java.time.LocalDate;
import java.time.ZoneId;
import org.ringbook.calendar.WorkingCalendar;

/** How many days of a stretch have working hours. Pure. */
final class Workdays {

    private final WorkingCalendar calendar;

    Workdays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** @param last inclusive; before the first one there is none */
    int between(LocalDate first, LocalDate last) {
        int days = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            days += isWorked(day) ? 1 : 0;
        }
        return days;
    }

    private boolean isWorked(LocalDate day) {
        ZoneId zone = calendar.zone();
        return !calendar.between(
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant())
                .isZero();
    }
}
