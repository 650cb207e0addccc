package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.times.TimeReader;
import org.ringbook.times.TimeReading;
import tools.jackson.databind.JsonNode;

/** Fields of a form, a JSON object or a CSV row, all as texts: the PBX sends numbers as texts, and nothing as "null". */
record Fields(Map<String, String> values) {

    private static final int LONGEST = 2000;
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    static Fields of(JsonNode object) {
        var values = new LinkedHashMap<String, String>();
        object.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (value.isString() || value.isNumber() || value.isBoolean()) {
                values.put(each.getKey(), value.asString());
            }
        });
        return new Fields(values);
    }

    /** @return null when it is absent, empty, or too long to be one */
    String text(String name) {
        String value = values.get(name);
        String text = value == null ? "" : value.strip();
        return text.isEmpty() || text.equals("null") || text.length() > LONGEST ? null : text;
    }

    String first(String... names) {
        for (String name : names) {
            if (text(name) != null) {
                return text(name);
            }
        }
        return null;
    }

    /** Whole seconds; -1 when they are absent, or none. */
    long seconds(String name, Receipt receipt) {
        Duration duration = receipt.duration(name, text(name));
        return duration == null ? -1 : duration.plusMillis(500).toSeconds();
    }

    /** @return null when it is absent, unset, or cannot be. A time without a zone is UTC */
    Instant time(String name, Receipt receipt) {
        return receipt.time(TimeReader.UTC, name, text(name));
    }

    /** Whether a text is written as a time, of whatever year; a number is none. */
    static boolean isTime(String text) {
        boolean divided = text.indexOf('T') > 0 || text.indexOf(':') > 0;
        return divided && !(TimeReader.UTC.read(text, Instant.EPOCH) instanceof TimeReading.Unreadable);
    }

    static String compact(Instant time) {
        return COMPACT.format(time.atOffset(ZoneOffset.UTC));
    }
}
