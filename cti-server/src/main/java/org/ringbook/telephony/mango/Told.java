package org.ringbook.telephony.mango;

import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kept message, taken apart.
 *
 * @param path what it is: "events/call"
 * @param json null when it is not readable
 */
record Told(String path, JsonNode json) {

    /** What was asked for stands under this among what is kept; no webhook comes to it. */
    private static final String PULLED = "pull/";

    static final String HISTORY = PULLED + "stats/calls";
    static final String VISIT = PULLED + "visit";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Told of(byte[] message) {
        RawHook raw = RawHook.of(message);
        String path = path(raw.path());
        try {
            String text =
                    isPulled(path) ? raw.text() : Delivery.form(raw.text()).get("json");
            return new Told(path, json(text));
        } catch (IllegalArgumentException noForm) {
            return new Told(path, null);
        }
    }

    static boolean isPulled(String path) {
        return path.startsWith(PULLED);
    }

    /** A base address with a slash at its end makes two of them. */
    static String path(String path) {
        return path.replaceAll("/{2,}", "/").replaceAll("^/|/$", "");
    }

    /** @return null when it is no object */
    static JsonNode json(String text) {
        try {
            JsonNode json = text == null ? null : MAPPER.readTree(text);
            return json != null && json.isObject() ? json : null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
