package org.ringbook.calendar;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar.DayKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.calendar}.
 *
 * @param zone of the company, such as Europe/Moscow; empty for that of this machine
 * @param days of the week that are worked
 * @param from begin of a working day, 09:00
 * @param to its end, 18:00; 00:00 is midnight
 * @param file holidays, short days, working Saturdays, of the company and of countries; empty for none
 */
@ConfigurationProperties("ringbook.calendar")
record CalendarSettings(
        @DefaultValue("") String zone,

        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        Set<DayOfWeek> days,

        @DefaultValue("09:00") String from,
        @DefaultValue("18:00") String to,
        @DefaultValue("") String file) {

    /** So many days off of a year, without a country, are its holidays: fewer are days of the company. */
    private static final int FEWEST_HOLIDAYS = 8;

    private static final int SECONDS_OF_AN_HOUR = 3_600;

    /** @throws CalendarMisconfigured if something in it cannot be used */
    WorkingCalendar calendar() {
        LocalTime begin = time("from", from);
        LocalTime end = time("to", to);
        if (!end.equals(LocalTime.MIDNIGHT) && !begin.isBefore(end)) {
            throw new CalendarMisconfigured("ringbook.calendar.from must be before ringbook.calendar.to.");
        }
        if (days.isEmpty()) {
            throw new CalendarMisconfigured("ringbook.calendar.days names no day. Name those that are worked.");
        }
        return new WorkingCalendar(zoneId(), begin, end, days, special().getOrDefault(SpecialDays.OWN, Map.of()));
    }

    private Map<String, Map<LocalDate, DayKind>> special() {
        return file.isBlank() ? Map.of() : SpecialDays.read(Path.of(file));
    }

    /**
     * What is a holiday in which country: what the program brings, and before it what the file says. Lines without a country are the
     * home country's, too; but a working Saturday or two of the company's own say nothing of the holidays of that year.
     *
     * @param home ISO 3166 code
     */
    PublicHolidays holidays(String home) {
        var all = new HashMap<String, Map<LocalDate, DayKind>>();
        SpecialDays.shipped().forEach((country, days) -> all.put(country, new HashMap<>(days)));
        Map<String, Map<LocalDate, DayKind>> ofFile = new HashMap<>(special());
        Map<LocalDate, DayKind> own = ofFile.getOrDefault(SpecialDays.OWN, Map.of());
        ofFile.remove(SpecialDays.OWN);
        ofFile.forEach((country, days) ->
                all.computeIfAbsent(country, another -> new HashMap<>()).putAll(days));
        Map<String, Set<Integer>> years = PublicHolidays.yearsOf(all);
        Set<Integer> whole = yearsOfHolidays(own);
        if (!whole.isEmpty()) {
            years.computeIfAbsent(home, another -> new HashSet<>()).addAll(whole);
        }
        all.computeIfAbsent(home, another -> new HashMap<>()).putAll(own);
        return new PublicHolidays(all, years);
    }

    private static Set<Integer> yearsOfHolidays(Map<LocalDate, DayKind> own) {
        Map<Integer, Long> off = own.entrySet().stream()
                .filter(day -> day.getValue() == DayKind.OFF)
                .collect(Collectors.groupingBy(day -> day.getKey().getYear(), Collectors.counting()));
        return off.entrySet().stream()
                .filter(year -> year.getValue() >= FEWEST_HOLIDAYS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private ZoneId zoneId() {
        try {
            return region(zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone.strip()));
        } catch (DateTimeException unknown) {
            throw new CalendarMisconfigured(
                    "ringbook.calendar.zone is \"" + zone + "\", which is no time zone. Write it as Europe/Moscow.");
        }
    }

    /**
     * The same zone by a name that Java and the database read alike: PostgreSQL takes UTC+3 for three hours to the west.
     *
     * @throws DateTimeException if there is none
     */
    private static ZoneId region(ZoneId zone) {
        if (ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            return zone;
        }
        int seconds = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        int hours = seconds / SECONDS_OF_AN_HOUR;
        // Of these names the sign is turned round: Etc/GMT-3 is three hours to the east.
        String name = hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
        if (seconds % SECONDS_OF_AN_HOUR != 0 || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw new DateTimeException(zone.getId());
        }
        return ZoneId.of(name);
    }

    private static LocalTime time(String name, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException unfit) {
            throw new CalendarMisconfigured(
                    "ringbook.calendar." + name + " is \"" + text + "\". Write hours and minutes, such as \"09:00\".");
        }
    }
}
