package org.ringbook.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar.DayKind;

/**
 * What is a holiday in which country, and which Saturday is worked there. Of a country of which nothing is kept no holidays are known,
 * and the days of its week alone count; of one of which years are kept, other years are not known. Pure; any thread.
 */
public final class PublicHolidays {

    /** Nothing is known of any country. */
    public static final PublicHolidays NONE = new PublicHolidays(Map.of());

    private final Map<String, Map<LocalDate, DayKind>> days;
    private final Map<String, Set<Integer>> years;

    /** @param days by ISO 3166 code; a year of which a day is kept is taken to be kept whole */
    public PublicHolidays(Map<String, Map<LocalDate, DayKind>> days) {
        this(days, yearsOf(days));
    }

    /**
     * @param days by ISO 3166 code
     * @param years that are kept whole, by country; of a country that is not there the days of the week count
     */
    PublicHolidays(Map<String, Map<LocalDate, DayKind>> days, Map<String, Set<Integer>> years) {
        var copied = new HashMap<String, Map<LocalDate, DayKind>>();
        days.forEach((country, kinds) -> copied.put(country, Map.copyOf(kinds)));
        this.days = Map.copyOf(copied);
        this.years = Map.copyOf(years);
    }

    static Map<String, Set<Integer>> yearsOf(Map<String, Map<LocalDate, DayKind>> days) {
        var known = new HashMap<String, Set<Integer>>();
        days.forEach((country, kinds) -> known.put(
                country, kinds.keySet().stream().map(LocalDate::getYear).collect(Collectors.toSet())));
        return known;
    }

    /** @param country null for an unknown one, which has no holidays */
    public boolean isHoliday(String country, LocalDate day) {
        return kind(country, day) == DayKind.OFF;
    }

    /** As which day of the week it counts: a Saturday or Sunday that is worked is as good as a Friday. */
    public DayOfWeek countsAs(String country, LocalDate day) {
        DayOfWeek usual = day.getDayOfWeek();
        boolean weekend = usual == DayOfWeek.SATURDAY || usual == DayOfWeek.SUNDAY;
        DayKind kind = kind(country, day);
        return weekend && (kind == DayKind.WORK || kind == DayKind.SHORT) ? DayOfWeek.FRIDAY : usual;
    }

    /** Whether it is known which days of that year are holidays there. */
    public boolean knows(String country, int year) {
        Set<Integer> kept = country == null ? null : years.get(country);
        return kept == null || kept.contains(year);
    }

    private DayKind kind(String country, LocalDate day) {
        Map<LocalDate, DayKind> kinds = country == null ? null : days.get(country);
        return kinds == null ? null : kinds.get(day);
    }
}
