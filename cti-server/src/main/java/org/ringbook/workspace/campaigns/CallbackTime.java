package org.ringbook.workspace.campaigns;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to call again, as people say it on the telephone: "завтра 15", "tomorrow 15:30", "через 2 ч", "in 40 min", "пн 10", "15:00",
 * "3.12 14:00", in the time of the person who is called. Pure.
 */
final class CallbackTime {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.-](\\d{2}))?");
    private static final Pattern IN = Pattern.compile(
            "(?:через|in)?\\s*(\\d{1,3})\\s*(ч|час|часа|часов|h|hour|hours|м|мин|минут|минуты|m|min|minutes|д|дн|дня|дней|d|days)\\.?");
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}))?");
    private static final List<List<String>> WEEKDAYS = List.of(
            List.of("пн", "понедельник", "mon", "monday"),
            List.of("вт", "вторник", "tue", "tuesday"),
            List.of("ср", "среда", "среду", "wed", "wednesday"),
            List.of("чт", "четверг", "thu", "thursday"),
            List.of("пт", "пятница", "пятницу", "fri", "friday"),
            List.of("сб", "суббота", "субботу", "sat", "saturday"),
            List.of("вс", "воскресенье", "sun", "sunday"));

    private CallbackTime() {}

    /**
     * @param zone of the person who is called
     * @return null for what says no time
     */
    static Instant of(String text, Instant now, ZoneId zone) {
        String said = text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (said.isEmpty()) {
            return null;
        }
        try {
            Matcher in = IN.matcher(said);
            return in.matches() ? in(in, now) : at(said, now.atZone(zone));
        } catch (DateTimeException | NumberFormatException none) {
            return null;
        }
    }

    private static Instant in(Matcher in, Instant now) {
        long many = Long.parseLong(in.group(1));
        char unit = in.group(2).charAt(0);
        Duration after = unit == 'ч' || unit == 'h'
                ? Duration.ofHours(many)
                : unit == 'д' || unit == 'd' ? Duration.ofDays(many) : Duration.ofMinutes(many);
        return now.plus(after).truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant at(String said, ZonedDateTime now) {
        if (said.matches("\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}")) {
            return LocalDateTime.parse(said.toUpperCase(Locale.ROOT))
                    .atZone(now.getZone())
                    .toInstant();
        }
        String plain = said.replaceAll("(?:^| )(?:в|во|at|on)(?= )", " ").strip();
        int space = plain.lastIndexOf(' ');
        LocalDate day = day(space < 0 ? "" : plain.substring(0, space).strip(), now.toLocalDate());
        String clock = space < 0 ? plain : plain.substring(space + 1);
        if (space < 0
                && day(plain, now.toLocalDate()) != null
                && !CLOCK.matcher(plain).matches()) {
            return day(plain, now.toLocalDate())
                    .atTime(10, 0)
                    .atZone(now.getZone())
                    .toInstant();
        }
        Matcher time = CLOCK.matcher(clock);
        if (day == null && space >= 0 || !time.matches()) {
            return null;
        }
        LocalTime at = LocalTime.of(
                Integer.parseInt(time.group(1)), time.group(2) == null ? 0 : Integer.parseInt(time.group(2)));
        ZonedDateTime found = (day == null ? now.toLocalDate() : day).atTime(at).atZone(now.getZone());
        return (day == null && !found.isAfter(now) ? found.plusDays(1) : found).toInstant();
    }

    /** @return null for what says no day */
    private static LocalDate day(String said, LocalDate today) {
        if (said.equals("сегодня") || said.equals("today")) {
            return today;
        }
        if (said.equals("завтра") || said.equals("tomorrow")) {
            return today.plusDays(1);
        }
        if (said.equals("послезавтра")) {
            return today.plusDays(2);
        }
        for (int day = 0; day < WEEKDAYS.size(); day++) {
            if (WEEKDAYS.get(day).contains(said)) {
                return today.with(TemporalAdjusters.next(DayOfWeek.of(day + 1)));
            }
        }
        Matcher date = DATE.matcher(said);
        if (!date.matches()) {
            return null;
        }
        int year = date.group(3) == null ? today.getYear() : Integer.parseInt(date.group(3));
        LocalDate found = LocalDate.of(year, Integer.parseInt(date.group(2)), Integer.parseInt(date.group(1)));
        return date.group(3) == null && found.isBefore(today) ? found.plusYears(1) : found;
    }
}
