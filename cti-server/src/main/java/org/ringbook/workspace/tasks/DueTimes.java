package org.ringbook.workspace.tasks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** When something is to be done, as the buttons say it: in an hour, tomorrow at ten, on Monday at ten; or as it is typed. Pure. */
public final class DueTimes {

    /** As the buttons send it. */
    public static final List<String> QUICK = List.of("hour", "tomorrow", "monday");

    private static final LocalTime TEN = LocalTime.of(10, 0);

    private DueTimes() {}

    /**
     * @param when one of {@link #QUICK}; anything else means {@code at}
     * @param at date and time as a browser's field gives it, "2026-12-01T10:00"; may be empty
     * @return null for no time, and for what is none
     */
    public static Instant of(String when, String at, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (when == null ? "" : when) {
            case "hour" -> now.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
            case "tomorrow" -> at(today.plusDays(1), zone);
            case "monday" -> at(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone);
            default -> typed(at, zone);
        };
    }

    private static Instant at(LocalDate day, ZoneId zone) {
        return day.atTime(TEN).atZone(zone).toInstant();
    }

    private static Instant typed(String at, ZoneId zone) {
        try {
            return at == null || at.isBlank()
                    ? null
                    : LocalDateTime.parse(at).atZone(zone).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
