package org.ringbook.telephony.mango;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Fields as Mango sends them: texts as numbers and numbers as texts, empty where they mean nothing. */
final class Fields {

    /** Of a time in seconds, some year after 2255: whatever is larger is none. */
    private static final long LAST_SECOND = 9_000_000_000L;

    private static final int LONGEST = 300;

    private Fields() {}

    /** @return null when it is absent, empty, or no plain value */
    static String text(JsonNode node, String name) {
        JsonNode field = node.path(name);
        if (!field.isString() && !field.isNumber()) {
            return null;
        }
        String text = field.asString().strip();
        return text.isEmpty() || text.length() > LONGEST ? null : text;
    }

    static long number(JsonNode node, String name, long otherwise) {
        String text = text(node, name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    static boolean is(JsonNode node, String name) {
        return node.path(name).isBoolean() ? node.path(name).booleanValue() : "true".equals(text(node, name));
    }

    /** @return null when it is absent, 0, or no time */
    static Instant time(JsonNode node, String name) {
        long seconds = number(node, name, 0);
        return seconds <= 0 || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds);
    }
}
