package org.ringbook.dialrules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/**
 * In which hours of each day of the week it may be dialled, and in which of a holiday. One stretch a day or none; what is not named is
 * closed. Written {@code mon-fri 09:00-20:00, sat 10:00-18:00, holiday 10:00-18:00}; 24:00 is the end of a day. A moment is inside from
 * the first minute's begin until just before the last one's end. Pure; any thread.
 *
 * @param days stretches by day of the week
 * @param holiday the stretch of a holiday; null when nothing is dialled on one
 */
public record WeekHours(Map<DayOfWeek, Stretch> days, Stretch holiday) {

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern PART =
            Pattern.compile("([a-z]{3,7})(?:-([a-z]{3}))? (\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");
    private static final int DAY = 24 * 60;
    private static final int LONGEST_TEXT = 300;

    /**
     * Minutes of the day.
     *
     * @param from 0 to 1439
     * @param to not included; later than {@code from}, at most 1440
     */
    public record Stretch(int from, int to) {
        public Stretch {
            if (from < 0 || from >= to || to > DAY) {
                throw new IllegalArgumentException("No hours of a day: " + from + " to " + to);
            }
        }

        @Override
        public String toString() {
            return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
        }
    }

    public WeekHours {
        days = Map.copyOf(days);
    }

    /** Of one day. @param isHoliday whether it is none of the week's days but a holiday; null when it is closed */
    public Stretch of(DayOfWeek day, boolean isHoliday) {
        return isHoliday ? holiday : days.get(day);
    }

    /** Whether it matters what is a holiday, and which Saturday is worked. */
    public boolean asksTheCalendar() {
        return holiday == null
                || DayOfWeek.values().length != days.size()
                || days.values().stream().anyMatch(stretch -> !stretch.equals(holiday));
    }

    /** @throws Refused in words if it is anything else than the text that {@link #toString} writes */
    @JsonCreator
    public static WeekHours of(String text) {
        var days = new EnumMap<DayOfWeek, Stretch>(DayOfWeek.class);
        Stretch holiday = null;
        String whole = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (whole.isEmpty() || whole.length() > LONGEST_TEXT) {
            throw unreadable(text);
        }
        for (String part : whole.split(",")) {
            Matcher matcher = PART.matcher(part.strip().replaceAll(" +", " "));
            if (!matcher.matches()) {
                throw unreadable(text);
            }
            Stretch stretch = stretch(matcher, text);
            if (matcher.group(1).equals("holiday") && matcher.group(2) == null) {
                holiday = stretch;
                continue;
            }
            int first = NAMES.indexOf(matcher.group(1));
            int last = matcher.group(2) == null ? first : NAMES.indexOf(matcher.group(2));
            if (first < 0 || last < first) {
                throw unreadable(text);
            }
            for (int day = first; day <= last; day++) {
                days.put(DayOfWeek.of(day + 1), stretch);
            }
        }
        return new WeekHours(days, holiday);
    }

    private static Stretch stretch(Matcher matcher, String text) {
        int fromMinute = Integer.parseInt(matcher.group(4));
        int toMinute = Integer.parseInt(matcher.group(6));
        int from = Integer.parseInt(matcher.group(3)) * 60 + fromMinute;
        int to = Integer.parseInt(matcher.group(5)) * 60 + toMinute;
        if (fromMinute > 59 || toMinute > 59 || from >= to || to > DAY) {
            throw unreadable(text);
        }
        return new Stretch(from, to);
    }

    private static Refused unreadable(String text) {
        String shown = text == null ? "" : text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return Refused.because("hours", "dialrules.hours.unreadable", shown);
    }

    @Override
    @JsonValue
    public String toString() {
        var parts = new ArrayList<String>();
        for (int day = 0; day < NAMES.size(); ) {
            Stretch stretch = days.get(DayOfWeek.of(day + 1));
            int last = day;
            while (stretch != null && last + 1 < NAMES.size() && stretch.equals(days.get(DayOfWeek.of(last + 2)))) {
                last++;
            }
            if (stretch != null) {
                parts.add(NAMES.get(day) + (last > day ? "-" + NAMES.get(last) : "") + " " + stretch);
            }
            day = last + 1;
        }
        if (holiday != null) {
            parts.add("holiday " + holiday);
        }
        return String.join(", ", parts);
    }
}
