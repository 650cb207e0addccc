package org.ringbook.times;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as other systems write them: ISO 8601 in all its forms and near to it, seconds and fractions of them since
 * 1970, days before months with dots between, dates of mail. What is ambiguous (months before days) is read by a pattern of the
 * settings alone. Any text may be read: nothing is thrown, and the work is bounded. Immutable.
 */
public final class TimeReader {

    /** A reader of times that tell their zone, or are those of UTC. */
    public static final TimeReader UTC = new TimeReader(ZoneOffset.UTC);

    private static final int LONGEST = 64;

    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,:](?<part>\\d{1,18}))?)?"
                    + "(?:\\s*(?<half>[AP])\\.?M\\.?)?";
    private static final String ZONE = "\\s*(?<zone>.*)";
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?<year>[+-]?\\d{4,6})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})(?:\\s*T\\s*|[\\s,;_]+|-)" + CLOCK
                    + ZONE);
    private static final Pattern BASIC = Pattern.compile("(?<year>\\d{4})-?(?<month>\\d{2})-?(?<day>\\d{2})[T\\s_-]?"
            + "(?<hour>\\d{2}):?(?<minute>\\d{2})(?::?(?<second>\\d{2})(?:[.,](?<part>\\d{1,18}))?)?(?<half>)" + ZONE);
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}|\\d{2})(?:\\s*T\\s*|[\\s,;_]+)" + CLOCK + ZONE);
    private static final Pattern OF_MAIL = Pattern.compile("(?:(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*\\.?,?\\s+)?"
            + "(?:(?<day>\\d{1,2})[\\s-](?<month>[A-Z]{3})[A-Z]*\\.?[\\s-]|(?<month2>[A-Z]{3})[A-Z]*\\.?\\s+(?<day2>\\d{1,2}),?\\s+)"
            + "(?:(?<year>\\d{4}),?\\s+)?" + CLOCK + "(?<zone>.*?)(?:\\s(?<year2>\\d{4}))?");
    private static final Pattern OF_JAVASCRIPT = Pattern.compile("\\\\?/DATE\\((-?\\d{1,16})(?:[+-]\\d{4})?\\)\\\\?/");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(?:[.,]\\d{1,20})?(?:E\\+?\\d{1,2})?");
    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC)?\\s*(?<sign>[+\\-\u2212]?)\\s*(?<hours>\\d{1,2})"
            + "(?::?(?<minutes>\\d{2}))?(?::?\\d{2})?(?:\\s*\\(.*\\)|\\s*\\[.*])?");
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    private final Written written;
    private final ZoneId zone;
    private final DateTimeFormatter pattern;

    /** How times are written, as the settings say. */
    private enum Written {
        ISO("iso"),
        SECONDS("epoch"),
        MILLISECONDS("epoch-ms"),
        PATTERN("");

        private final String setting;

        Written(String setting) {
            this.setting = setting;
        }

        static Written of(String form) {
            for (Written one : values()) {
                if (one.setting.equals(form)) {
                    return one;
                }
            }
            return PATTERN;
        }
    }

    /** @param zone of times that tell none */
    public TimeReader(ZoneId zone) {
        this("iso", zone);
    }

    /**
     * @param form {@code iso}, {@code epoch}, {@code epoch-ms}, or a pattern of {@link DateTimeFormatter}; what is
     *     written otherwise is read all the same when it can mean one thing only
     * @param zone of times that tell none
     * @throws IllegalArgumentException for a form that is none of these
     */
    public TimeReader(String form, ZoneId zone) {
        this.written = Written.of(form.strip());
        this.zone = zone;
        this.pattern = written != Written.PATTERN
                ? null
                : new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(form.strip())
                        .toFormatter(Locale.ENGLISH);
    }

    /**
     * @param text may be null
     * @param received when it was told, by our clock: what lies years before it, or more than a day behind, cannot be
     */
    public TimeReading read(String text, Instant received) {
        if (text == null || text.isBlank()) {
            return new TimeReading.Unset();
        }
        String bare = text.strip();
        String inCapitals = bare.toUpperCase(Locale.ROOT);
        if (bare.length() > LONGEST || inCapitals.length() != bare.length()) {
            return new TimeReading.Unreadable();
        }
        try {
            Instant patterned = patterned(bare);
            if (patterned != null) {
                return TimeReading.of(patterned, received, true);
            }
            return read(inCapitals, bare, received);
        } catch (DateTimeException | ArithmeticException none) {
            return new TimeReading.Unreadable();
        }
    }

    private TimeReading read(String text, String bare, Instant received) {
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(text, received);
        }
        Matcher milliseconds = OF_JAVASCRIPT.matcher(text);
        if (milliseconds.matches()) {
            return TimeReading.of(Instant.ofEpochMilli(Long.parseLong(milliseconds.group(1))), received, true);
        }
        for (Pattern way : new Pattern[] {YEAR_FIRST, BASIC, DAY_FIRST, OF_MAIL}) {
            Matcher parts = way.matcher(text);
            if (parts.matches()) {
                return ofParts(parts, way == OF_MAIL, bare, received);
            }
        }
        return new TimeReading.Unreadable();
    }

    private Instant patterned(String text) {
        if (pattern == null) {
            return null;
        }
        try {
            TemporalAccessor best = pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return best instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) best).atZone(zone).toInstant();
        } catch (DateTimeException otherwise) {
            return null;
        }
    }

    /** Digits alone: a basic date, or a count whose size tells its unit, because the times that can be are few. */
    private TimeReading ofNumber(String text, Instant received) {
        boolean digits = text.chars().allMatch(each -> each >= '0' && each <= '9');
        if (digits && (text.length() == 14 || text.length() == 12 && text.startsWith("20"))) {
            Matcher parts = BASIC.matcher(text);
            if (parts.matches()) {
                return ofParts(parts, false, text, received);
            }
        }
        BigDecimal count = new BigDecimal(text.replace(',', '.'));
        if (count.signum() <= 0) {
            return new TimeReading.Unset();
        }
        TimeReading asSet = counted(count, written == Written.MILLISECONDS ? 3 : 0, received, true);
        if (asSet instanceof TimeReading.At || asSet instanceof TimeReading.Unset) {
            return asSet;
        }
        for (int decimals : new int[] {0, 3, 6, 9}) {
            if (counted(count, decimals, received, written == Written.ISO) instanceof TimeReading.At otherwise) {
                return otherwise;
            }
        }
        return asSet;
    }

    private static TimeReading counted(BigDecimal count, int decimals, Instant received, boolean asSet) {
        BigDecimal nanos = count.scaleByPowerOfTen(9 - decimals).setScale(0, RoundingMode.HALF_UP);
        if (nanos.precision() - nanos.scale() > 25) {
            return new TimeReading.Unreadable();
        }
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return TimeReading.of(
                Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()), received, asSet);
    }

    private TimeReading ofParts(Matcher parts, boolean named, String bare, Instant received) {
        int year = year(parts, named, received);
        int month = named ? 1 + MONTHS.indexOf(either(parts, "month", "month2")) / 3 : number(parts, "month", 0);
        int day = named ? Integer.parseInt(either(parts, "day", "day2")) : number(parts, "day", 0);
        if (year == 0 || month == 0 || day == 0) {
            return new TimeReading.Unset();
        }
        if (named && MONTHS.indexOf(either(parts, "month", "month2")) % 3 != 0) {
            return new TimeReading.Unreadable();
        }
        int second = number(parts, "second", 0);
        String part = parts.group("part");
        LocalDateTime local = LocalDateTime.of(year, month, day, hour(parts), number(parts, "minute", 0))
                // A leap second is told as the 60th, and midnight as the 24th hour.
                .plusSeconds(Math.min(second, 60))
                .plusNanos(part == null ? 0 : Long.parseLong((part + "000000000").substring(0, 9)));
        if (second > 60) {
            return new TimeReading.Unreadable();
        }
        local = parts.group("hour").equals("24") ? local.plusDays(1) : local;
        ZoneId told =
                zone(bare.substring(parts.start("zone"), parts.end("zone")).strip());
        return told == null
                ? new TimeReading.Unreadable()
                : TimeReading.of(local.atZone(told).toInstant(), received, true);
    }

    private static int year(Matcher parts, boolean named, Instant received) {
        String told = named ? either(parts, "year", "year2") : parts.group("year");
        if (told == null) {
            return received.atZone(ZoneOffset.UTC).getYear();
        }
        int year = Integer.parseInt(told);
        return told.length() == 2 ? 2000 + year : year;
    }

    private static int hour(Matcher parts) {
        int hour = number(parts, "hour", 0);
        String half = parts.group("half");
        if (half == null || half.isEmpty()) {
            return hour == 24 ? 0 : hour;
        }
        return hour % 12 + (half.equals("P") ? 12 : 0);
    }

    /** @return null when nobody knows what is meant */
    private ZoneId zone(String text) {
        if (text.isEmpty()) {
            return zone;
        }
        String plain = text.toUpperCase(Locale.ROOT);
        if (plain.equals("MSK")) {
            return ZoneOffset.ofHours(3);
        }
        Matcher offset = OFFSET.matcher(plain);
        boolean clear = offset.matches() && (!offset.group("sign").isEmpty() || offset.group("minutes") != null);
        if (clear) {
            int hours = Integer.parseInt(offset.group("hours"));
            int minutes = offset.group("minutes") == null ? 0 : Integer.parseInt(offset.group("minutes"));
            // In a form whose plus was not encoded, a blank is left of it.
            boolean behind =
                    offset.group("sign").equals("-") || offset.group("sign").equals("\u2212");
            return behind ? ZoneOffset.ofHoursMinutes(-hours, -minutes) : ZoneOffset.ofHoursMinutes(hours, minutes);
        }
        try {
            return ZoneId.of(text.matches("\\[.*]") ? text.substring(1, text.length() - 1) : zoneName(text, plain));
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static String zoneName(String text, String plain) {
        return plain.matches("Z|UT|UTC|GMT") ? "Z" : text.replaceFirst("^Z?\\[(.*)]$", "$1");
    }

    private static String either(Matcher parts, String one, String other) {
        return parts.group(one) != null ? parts.group(one) : parts.group(other);
    }

    private static int number(Matcher parts, String name, int otherwise) {
        String text = parts.group(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
