package org.ringbook.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.ringbook.refusals.Refused;

/**
 * The days of a report.
 *
 * @param last inclusive
 * @param zone in which days begin and end
 */
public record Period(LocalDate first, LocalDate last, ZoneId zone) {

    /** Whoever wants more years wants a report for each. */
    private static final int LONGEST_DAYS = 3 * 366;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /**
     * As somebody typed it: an empty zone is the company's.
     *
     * @throws Refused in words, when it is no period that can be counted
     */
    public static Period of(String first, String last, String zone, ZoneId company) {
        return of(day("from", first), day("to", last), zone(zone, company));
    }

    /** @throws Refused in words, when it is no period that can be counted */
    public static Period of(LocalDate first, LocalDate last, ZoneId zone) {
        if (last.isBefore(first)) {
            throw Refused.because("to", "reports.period.turned", first.toString(), last.toString());
        }
        if (ChronoUnit.DAYS.between(first, last) >= LONGEST_DAYS) {
            throw Refused.because("from", "reports.period.long", LONGEST_DAYS / 366);
        }
        if (first.isBefore(EARLIEST) || last.isAfter(LocalDate.now(zone).plusYears(1))) {
            throw Refused.because("from", "reports.period.far", EARLIEST.toString());
        }
        return new Period(first, last, zone);
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException | NullPointerException unreadable) {
            throw Refused.because(field, "reports.period.day", text == null ? "" : text);
        }
    }

    private static ZoneId zone(String text, ZoneId company) {
        if (text == null || text.isBlank()) {
            return company;
        }
        // The database reads UTC+3 as three hours to the west, and Java as three to the east: only names of regions
        // mean one thing.
        if (!ZoneId.getAvailableZoneIds().contains(text.strip())) {
            throw Refused.because("zone", "reports.period.zone", text.strip());
        }
        return ZoneId.of(text.strip());
    }

    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** Exclusive. */
    public Instant to() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** As many days just before it; of a whole calendar month, the month before. */
    public Period before() {
        boolean months = first.getDayOfMonth() == 1 && last.plusDays(1).getDayOfMonth() == 1;
        LocalDate from = months
                ? first.minusMonths(ChronoUnit.MONTHS.between(first, last.plusDays(1)))
                : first.minusDays(days());
        return new Period(from, first.minusDays(1), zone);
    }
}
