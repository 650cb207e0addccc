package org.ringbook.deals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;

/** When something happens to a deal: as fine as the database keeps it, and on which day of the company. Of a day only, it was at noon. */
record Moments(Clock clock, WorkingCalendar calendar) {

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    ZoneId zone() {
        return calendar.zone();
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone());
    }

    Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(zone()).toInstant();
    }

    /**
     * When a deal was closed on a day: now, if that is today, and never before it began.
     *
     * @throws Refused if the day is not over, or was before the deal
     */
    Instant closedOn(LocalDate day, Deal deal, Instant now) {
        if (day.equals(day(now))) {
            return now;
        }
        Instant noon = noon(day);
        if (noon.isAfter(now)) {
            throw Refused.because("closedOn", "deals.closed-on.future");
        }
        if (day.isBefore(day(deal.createdAt()))) {
            throw Refused.because("closedOn", "deals.closed-on.before");
        }
        return noon.isBefore(deal.createdAt()) ? deal.createdAt() : noon;
    }
}
