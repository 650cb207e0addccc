package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.times.DurationReader;
import org.ringbook.times.TimeReader;
import tools.jackson.databind.JsonNode;

/** Fields as Mango sends them: texts as numbers and numbers as texts, empty where they mean nothing. */
final class Fields {

    private static final TimeReader TIMES = new TimeReader("epoch", ZoneId.of("Europe/Moscow"));
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

    /**
     * A time in seconds, or as it is written where Mango writes texts.
     *
     * @return null when it is absent, unset, or cannot be; what cannot be is noted
     */
    static Instant time(JsonNode node, String name, Receipt receipt) {
        return receipt.time(TIMES, name, text(node, name));
    }

    /** Zero when it is absent, or no duration. */
    static Duration duration(JsonNode node, String name) {
        Duration duration = DurationReader.read(text(node, name));
        return duration == null ? Duration.ZERO : duration;
    }
}
