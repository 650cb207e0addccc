package org.ringbook.telephony.megafon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Fields of a form, a JSON object or a CSV row, all as texts: the PBX sends numbers as texts, and nothing as "null". */
record Fields(Map<String, String> values) {

    private static final int LONGEST = 2000;
    private static final long MOST_SECONDS = 30L * 86_400;
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
    long seconds(String name) {
        String text = text(name);
        try {
            long seconds = text == null ? -1 : Long.parseLong(text.replaceFirst("\\.0+$", ""));
            return seconds > MOST_SECONDS ? -1 : Math.max(-1, seconds);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** Both forms are UTC. */
    static Instant time(String text) {
        try {
            if (text == null) {
                return null;
            }
            return text.indexOf('-') < 0
                    ? LocalDateTime.parse(text, COMPACT).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    static String compact(Instant time) {
        return COMPACT.format(time.atOffset(ZoneOffset.UTC));
    }
}
