package org.ringbook.telephony.megafon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kept message, taken apart.
 *
 * @param path what it is
 * @param fields null when it is not readable
 */
record Told(String path, Fields fields) {

    /** What the PBX sent; the address that it came to says nothing. */
    static final String HOOK = "hook";
    /** What was read by ourselves; no webhook comes to these. */
    static final String ROW = "pull/history";

    static final String CSV_ROW = "pull/history.csv";
    static final String INNER_ROW = "pull/inner";
    /** Who works there, as it was read. */
    static final String USERS = "pull/users";
    /** What we asked the PBX to dial. */
    static final String DIALLED = "dialled";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Told of(byte[] message) {
        RawHook raw = RawHook.of(message);
        return new Told(raw.path(), fields(raw.path(), raw.text()));
    }

    private static Fields fields(String path, String text) {
        try {
            if (path.equals(CSV_ROW)) {
                return CsvRow.fields(text);
            }
            return text.stripLeading().startsWith("{") ? json(text) : new Fields(Delivery.form(text));
        } catch (IllegalArgumentException noForm) {
            return null;
        }
    }

    /** @return null when it is no object */
    private static Fields json(String text) {
        JsonNode json = tree(text);
        return json != null && json.isObject() ? Fields.of(json) : null;
    }

    /** @return null when it is no JSON */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /**
     * The parameters of a webhook, wherever they stand: in the address, in a form, or in a JSON object.
     *
     * @throws IllegalArgumentException when one of them stands twice
     */
    static Fields parameters(Delivery delivery) {
        var all = new LinkedHashMap<String, String>();
        if (delivery.query() != null) {
            all.putAll(Delivery.form(delivery.query()));
        }
        Fields body = fields(HOOK, delivery.text());
        for (Map.Entry<String, String> each : body == null
                ? Map.<String, String>of().entrySet()
                : body.values().entrySet()) {
            if (all.put(each.getKey(), each.getValue()) != null) {
                throw new IllegalArgumentException("A parameter stands twice");
            }
        }
        return new Fields(all);
    }
}
