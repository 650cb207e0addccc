package org.ringbook.telephony.mango;

import org.ringbook.telephony.Delivery;
import org.ringbook.telephony.RawHook;
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

    /** Where records of the statistics stand among what is kept; no webhook comes to it. */
    static final String HISTORY = "pull/stats/calls";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Told of(byte[] message) {
        RawHook raw = RawHook.of(message);
        String path = path(raw.path());
        try {
            String text = path.equals(HISTORY)
                    ? raw.text()
                    : Delivery.form(raw.text()).get("json");
            return new Told(path, json(text));
        } catch (IllegalArgumentException noForm) {
            return new Told(path, null);
        }
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
