package org.ringbook.times;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as other systems write them: seconds, also with a fraction; a clock ({@code 1:12}, {@code 00:01:12}, {@code
 * 1.02:03:04}); ISO 8601; words ({@code 1 min 12 s}, {@code 1 мин 12 сек}, {@code 72000 ms}). Any text may be read.
 */
public final class DurationReader {

    /** No call is longer; what is, was meant otherwise. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_TEXT = 64;
    private static final Pattern SECONDS = Pattern.compile("\\+?\\d{1,18}(?:[.,]\\d{1,18})?(?:E\\+?\\d{1,2})?");
    private static final Pattern CLOCK = Pattern.compile(
            "(?:(\\d{1,4})(?:\\.|\\s*(?:DAYS?|D|ДН\\.?|ДЕНЬ|ДНЯ|ДНЕЙ),?)\\s*)?(?:(\\d{1,4}):)?(\\d{1,6}):(\\d{2})(?:[.,](\\d{1,9}))?\\d*");
    private static final Pattern WORDS =
            Pattern.compile("(\\d{1,9}(?:[.,]\\d{1,9})?)\\s*([^\\d\\s.,]{1,12})\\.?,?\\s*");
    private static final Map<String, Long> MILLIS = new HashMap<>();

    static {
        unit(1, "MS|MSEC|MSECS|MILLIS|MILLISECOND|MILLISECONDS|МС|МСЕК");
        unit(1_000, "S|SEC|SECS|SECOND|SECONDS|С|СЕК|СЕКУНДА|СЕКУНДЫ|СЕКУНД|\"|″");
        unit(60_000, "M|MIN|MINS|MINUTE|MINUTES|М|МИН|МИНУТА|МИНУТЫ|МИНУТ|'|′");
        unit(3_600_000, "H|HR|HRS|HOUR|HOURS|Ч|ЧАС|ЧАСА|ЧАСОВ");
        unit(86_400_000, "D|DAY|DAYS|Д|ДН|ДЕНЬ|ДНЯ|ДНЕЙ");
    }

    private DurationReader() {}

    /**
     * @param text may be null
     * @return null for what is no duration, is negative (so programs say that there is none), or longer than {@link #LONGEST}
     */
    public static Duration read(String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            return null;
        }
        try {
            Duration read = written(text.strip().toUpperCase(Locale.ROOT));
            return read == null || read.isNegative() || read.compareTo(LONGEST) > 0 ? null : read;
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    private static Duration written(String text) {
        if (SECONDS.matcher(text).matches()) {
            return millis(new BigDecimal(text.replace(',', '.')), 1000);
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return ofClock(clock);
        }
        return text.startsWith("P") ? Duration.parse(text.replace(',', '.')) : ofWords(text);
    }

    private static Duration ofClock(Matcher clock) {
        int seconds = Integer.parseInt(clock.group(4));
        long minutes = Long.parseLong(clock.group(3));
        boolean hours = clock.group(2) != null;
        if (seconds > 59 || hours && minutes > 59 || clock.group(1) != null && !hours) {
            return null;
        }
        String part = clock.group(5) == null ? "0" : clock.group(5);
        return Duration.ofDays(clock.group(1) == null ? 0 : Long.parseLong(clock.group(1)))
                .plusHours(hours ? Long.parseLong(clock.group(2)) : 0)
                .plusMinutes(minutes)
                .plusSeconds(seconds)
                .plusMillis(Long.parseLong((part + "000").substring(0, 3)));
    }

    private static Duration ofWords(String text) {
        Matcher words = WORDS.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (words.find() && words.start() == at) {
            Long unit = MILLIS.get(words.group(2));
            if (unit == null) {
                return null;
            }
            sum = sum.plus(millis(new BigDecimal(words.group(1).replace(',', '.')), unit));
            at = words.end();
        }
        return at == 0 || at < text.length() ? null : sum;
    }

    private static void unit(long millis, String names) {
        for (String name : names.split("\\|")) {
            MILLIS.put(name, millis);
        }
    }

    private static Duration millis(BigDecimal count, long unit) {
        BigDecimal millis = count.multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
        return millis.precision() > 15 ? LONGEST.plusDays(1) : Duration.ofMillis(millis.longValueExact());
    }
}
