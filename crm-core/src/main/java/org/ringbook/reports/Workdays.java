package org.ringbook.reports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.ringbook.calendar.WorkingCalendar;

/**
 * By how many days the mean of a weekday is divided: by those of the period that had working hours and have begun; by all such days where
 * none had any, as Sundays mostly. Pure.
 */
final class Workdays {

    private final WorkingCalendar calendar;

    Workdays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** @return by ISO number of the weekday */
    Map<Integer, Integer> of(Period period, LocalDate today) {
        var worked = new HashMap<Integer, Integer>();
        var all = new HashMap<Integer, Integer>();
        LocalDate last = period.last().isAfter(today) ? today : period.last();
        for (LocalDate day = period.first(); !day.isAfter(last); day = day.plusDays(1)) {
            int weekday = day.getDayOfWeek().getValue();
            all.merge(weekday, 1, Integer::sum);
            if (isWorked(day)) {
                worked.merge(weekday, 1, Integer::sum);
            }
        }
        all.putAll(worked);
        return all;
    }

    private boolean isWorked(LocalDate day) {
        ZoneId zone = calendar.zone();
        return !calendar.between(
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant())
                .isZero();
    }
}
