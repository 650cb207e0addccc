package org.ringbook.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.imports.FileImport.Slashes;
import org.ringbook.refusals.Refused;

/**
 * A day, perhaps with a time, as it is written in Russian and English files: 31.12.2026, 31.12.2026 14:05, 2026-12-31, 31 декабря 2026,
 * Dec 31, 2026, 12/31/2026, or the number of a day in a workbook. Nothing is guessed: where a day could be either of two it is refused. Pure.
 *
 * @param time null for the day as a whole
 */
record WrittenTime(LocalDate day, LocalTime time) {

    private static final Pattern POINTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})(?:\\s*г\\.?)?");
    private static final Pattern DASHES = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})");
    private static final Pattern DAY_WORD =
            Pattern.compile("(\\d{1,2})[ -]([\\p{L}]{3,})\\.?,?[ -](\\d{4})(?:\\s*г(?:ода|\\.)?)?");
    private static final Pattern WORD_DAY = Pattern.compile("([\\p{L}]{3,})\\.? (\\d{1,2}),? (\\d{4})");
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(\\.\\d+)?");
    private static final Pattern WITH_TIME =
            Pattern.compile("(.+?)(?:,?\\s+|T)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\s*([AaPp][Mm])?");
    private static final List<String> RUSSIAN =
            List.of("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек");
    private static final List<String> ENGLISH =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final int SECONDS_A_DAY = 86_400;
    private static final int FIRST_YEAR = 1950;
    private static final int LAST_YEAR = 2200;
    private static final int CENTURY = 2000;
    private static final int NOON = 12;

    /**
     * @param slashes how 01/02/2026 is read; null to refuse it
     * @param workbook whether a number may be a day
     * @throws Refused when it is none, or could be either of two
     */
    static WrittenTime read(String text, Slashes slashes, boolean workbook) {
        try {
            WrittenTime read = of(text.strip(), slashes, workbook, text);
            if (read.day.getYear() >= FIRST_YEAR && read.day.getYear() <= LAST_YEAR) {
                return read;
            }
        } catch (DateTimeException | NumberFormatException unreadable) {
            // As below.
        }
        throw no(text);
    }

    private static Refused no(String text) {
        return Refused.because("day", "imports.day", FileTexts.shown(text));
    }

    private static WrittenTime of(String plain, Slashes slashes, boolean workbook, String text) {
        Matcher serial = SERIAL.matcher(plain);
        if (workbook && serial.matches()) {
            LocalDate day = DAY_ZERO.plusDays(Long.parseLong(serial.group(1)));
            return serial.group(2) == null
                    ? new WrittenTime(day, null)
                    : new WrittenTime(
                            day,
                            LocalTime.ofSecondOfDay(Math.min(
                                    SECONDS_A_DAY - 1L,
                                    Math.round(Double.parseDouble("0" + serial.group(2)) * SECONDS_A_DAY))));
        }
        Matcher timed = WITH_TIME.matcher(plain);
        if (timed.matches()) {
            return new WrittenTime(day(timed.group(1).strip(), slashes, text), time(timed));
        }
        return new WrittenTime(day(plain, slashes, text), null);
    }

    private static LocalTime time(Matcher timed) {
        int hour = Integer.parseInt(timed.group(2));
        if (timed.group(5) != null) {
            hour = hour % NOON + (timed.group(5).toLowerCase(Locale.ROOT).equals("pm") ? NOON : 0);
        }
        return LocalTime.of(
                hour, Integer.parseInt(timed.group(3)), timed.group(4) == null ? 0 : Integer.parseInt(timed.group(4)));
    }

    private static LocalDate day(String plain, Slashes slashes, String text) {
        Matcher one = POINTS.matcher(plain);
        if (one.matches()) {
            return LocalDate.of(year(one.group(3)), number(one, 2), number(one, 1));
        }
        one = DASHES.matcher(plain);
        if (one.matches()) {
            return LocalDate.of(number(one, 1), number(one, 2), number(one, 3));
        }
        one = SLASHES.matcher(plain);
        if (one.matches()) {
            return slashed(number(one, 1), number(one, 2), year(one.group(3)), slashes, text);
        }
        one = DAY_WORD.matcher(plain);
        if (one.matches()) {
            return LocalDate.of(number(one, 3), month(one.group(2), text), number(one, 1));
        }
        one = WORD_DAY.matcher(plain);
        if (one.matches()) {
            return LocalDate.of(number(one, 3), month(one.group(1), text), number(one, 2));
        }
        throw no(text);
    }

    private static int number(Matcher one, int group) {
        return Integer.parseInt(one.group(group));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 2 ? CENTURY + year : year;
    }

    private static LocalDate slashed(int first, int second, int year, Slashes slashes, String text) {
        boolean either = first <= NOON && second <= NOON && first != second;
        if (either && slashes == null) {
            throw Refused.because("day", "imports.day.either", FileTexts.shown(text));
        }
        boolean dayFirst = either ? slashes == Slashes.DAY_FIRST : first > NOON || first == second;
        return dayFirst ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
    }

    private static int month(String word, String text) {
        String low = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < NOON; i++) {
            if (low.startsWith(RUSSIAN.get(i)) || low.startsWith(ENGLISH.get(i))) {
                return i + 1;
            }
        }
        throw no(text);
    }

    /** A day as a whole begins as it does in the zone. */
    Instant at(ZoneId zone) {
        LocalDateTime local = time == null ? day.atStartOfDay() : day.atTime(time);
        return local.atZone(zone).toInstant();
    }
}
