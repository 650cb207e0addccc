package org.ringbook.calls.log;

import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads the times of a logged call, of which each leg has three: as this program and PostgreSQL write them in UTC at once, and any
 * other form as everybody reads it. A list of fifty thousand calls spends a fifth of its time on them otherwise. Pure.
 */
final class QuickInstant extends StdDeserializer<Instant> {

    /** As far as the seconds: 2026-03-02T09:00:00. */
    private static final int SECONDS = 19;

    QuickInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        Instant quick = json.hasToken(JsonToken.VALUE_STRING) ? read(json.getString()) : null;
        return quick != null ? quick : InstantDeserializer.INSTANT.deserialize(json, context);
    }

    /** @return null when it is not written in the usual way, and so may be anything */
    static Instant read(String text) {
        int zone = text.endsWith("Z") ? text.length() - 1 : text.endsWith("+00:00") ? text.length() - 6 : -1;
        if (zone < SECONDS || zone == SECONDS + 1 || zone > SECONDS + 10 || !hasMarks(text, zone)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS);
        int fraction = zone == SECONDS ? 0 : digits(text, SECONDS + 1, zone);
        // In every month there are 28 days; the few that are later are looked at more closely.
        boolean usual = year >= 1 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || exists(year, month, day));
        if (!usual || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * 86_400 + hour * 3_600L + minute * 60L + second, nanos(fraction, zone - SECONDS - 1));
    }

    private static boolean hasMarks(String text, int zone) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (zone == SECONDS || text.charAt(SECONDS) == '.');
    }

    private static boolean exists(int year, int month, int day) {
        return day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private static long nanos(int fraction, int places) {
        long nanos = fraction;
        for (int i = Math.max(places, 0); i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** @return negative when something else stands there */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
