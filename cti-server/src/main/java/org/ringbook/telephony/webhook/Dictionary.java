package org.ringbook.telephony.webhook;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.telephony.webhooks.Delivery;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How one telephone system's messages are to be understood: where each thing stands, and which value means what. Immutable, and
 * the same as its settings, which are kept with flight files.
 *
 * @param json whether a message is JSON, its fields named by JSON pointers ({@code /call/id}); a form otherwise
 * @param fields where each field stands
 * @param values meaning by value, of the fields event, direction, result, ended-by; extension by the name of an employee
 */
record Dictionary(
        boolean json,
        Map<Field, String> fields,
        Map<String, Map<String, String>> values,
        String time,
        String timeZone) {

    static final String EVENTS = "events";
    static final String DIRECTIONS = "directions";
    static final String RESULTS = "results";
    static final String ENDINGS = "ended-by";
    static final String EMPLOYEES = "employees";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 500;

    /** @throws IllegalArgumentException in words that say what to set */
    Dictionary {
        if (fields.get(Field.CALL) == null) {
            throw new IllegalArgumentException(
                    "The setting fields.call is missing: it says where the id of the call stands in a message.");
        }
        if (json) {
            fields.forEach((field, place) -> {
                if (!place.startsWith("/")) {
                    throw new IllegalArgumentException("The setting fields." + field.setting()
                            + " must be a JSON pointer such as /call/id, and is \"" + place + "\".");
                }
            });
        }
        values.getOrDefault(EVENTS, Map.of()).values().forEach(Meaning::of);
        values.getOrDefault(RESULTS, Map.of()).values().forEach(Ending::of);
        values.getOrDefault(DIRECTIONS, Map.of()).values().forEach(Dictionary::direction);
        values.getOrDefault(ENDINGS, Map.of()).values().forEach(Dictionary::endedBy);
        new Clock(time, timeZone);
    }

    private static Direction direction(String setting) {
        return switch (setting.strip()) {
            case "inbound" -> Direction.INBOUND;
            case "outbound" -> Direction.OUTBOUND;
            case "internal" -> Direction.INTERNAL;
            default ->
                throw new IllegalArgumentException(
                        "\"" + setting + "\" is no direction. There are: inbound, outbound, internal.");
        };
    }

    private static EndedBy endedBy(String setting) {
        return switch (setting.strip()) {
            case "external" -> EndedBy.EXTERNAL;
            case "agent" -> EndedBy.AGENT;
            default ->
                throw new IllegalArgumentException(
                        "\"" + setting + "\" does not say who hung up. There are: external, agent.");
        };
    }

    /** @return null for a message that tells of no call */
    Said read(String body, Instant received) {
        Map<Field, String> told = told(body);
        String call = told.get(Field.CALL);
        if (call == null) {
            return null;
        }
        var clock = new Clock(time, timeZone);
        String event = told.get(Field.EVENT);
        String meaning = fields.containsKey(Field.EVENT) ? meaning(EVENTS, event) : "call";
        Instant at = clock.read(told.get(Field.AT));
        return new Said(
                meaning == null ? null : Meaning.of(meaning),
                call,
                text(meaning(DIRECTIONS, told.get(Field.DIRECTION)), Dictionary::direction),
                number(told.get(Field.EXTERNAL)),
                employee(told.get(Field.EMPLOYEE)),
                number(told.get(Field.LINE)),
                told.get(Field.QUEUE),
                employee(told.get(Field.TO)),
                at == null ? received : at,
                at != null,
                clock.read(told.get(Field.START)),
                seconds(told.get(Field.WAIT)),
                seconds(told.get(Field.TALK)),
                text(meaning(RESULTS, told.get(Field.RESULT)), Ending::of),
                text(meaning(ENDINGS, told.get(Field.ENDED_BY)), Dictionary::endedBy),
                told.get(Field.RECORDING),
                told.get(Field.REQUEST));
    }

    private static <T> T text(String text, java.util.function.Function<String, T> what) {
        return text == null ? null : what.apply(text);
    }

    private Map<Field, String> told(String body) {
        var told = new EnumMap<Field, String>(Field.class);
        try {
            JsonNode tree = json ? MAPPER.readTree(body) : null;
            Map<String, String> form = json ? Map.of() : Delivery.form(body);
            fields.forEach((field, place) -> {
                String text = json ? text(tree.at(JsonPointer.compile(place))) : form.get(place);
                if (text != null && !text.isBlank() && text.length() <= LONGEST) {
                    told.put(field, text.strip());
                }
            });
        } catch (JacksonException | IllegalArgumentException unreadable) {
            told.clear();
        }
        return told;
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    /** Of a value that the settings do not name: null. */
    private String meaning(String kind, String value) {
        return value == null ? null : values.getOrDefault(kind, Map.of()).get(value);
    }

    private String employee(String text) {
        return text == null ? null : values.getOrDefault(EMPLOYEES, Map.of()).getOrDefault(text, number(text));
    }

    /** A SIP address stands for the user in it. */
    static String number(String text) {
        return text == null ? null : text.replaceFirst("^(sips?|tel):", "").replaceFirst("[@;].*$", "");
    }

    private static Integer seconds(String text) {
        try {
            return text == null ? null : (int) Math.min(86_400, Math.max(0, Math.round(Double.parseDouble(text))));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** As it is kept; {@link #of} makes the same of it. */
    Map<String, Object> settings() {
        var where = new TreeMap<String, String>();
        fields.forEach((field, place) -> where.put(field.setting(), place));
        var all = new LinkedHashMap<String, Object>(values);
        all.put("fields", where);
        all.put("body", json ? "json" : "form");
        all.put("time", time);
        all.put("time-zone", timeZone);
        return all;
    }

    /** @throws IllegalArgumentException in words */
    static Dictionary of(Map<String, Object> settings) {
        var values = new TreeMap<String, Map<String, String>>();
        for (String kind : new String[] {EVENTS, DIRECTIONS, RESULTS, ENDINGS, EMPLOYEES}) {
            values.put(kind, texts(settings.get(kind)));
        }
        return new Dictionary(
                !"form".equals(settings.get("body")),
                fields(texts(settings.get("fields"))),
                values,
                String.valueOf(settings.getOrDefault("time", "iso")),
                String.valueOf(settings.getOrDefault("time-zone", "UTC")));
    }

    static Map<Field, String> fields(Map<String, String> settings) {
        var fields = new EnumMap<Field, String>(Field.class);
        settings.forEach((name, place) -> fields.put(Field.of(name), place.strip()));
        return fields;
    }

    private static Map<String, String> texts(Object map) {
        var texts = new TreeMap<String, String>();
        if (map instanceof Map<?, ?> pairs) {
            pairs.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }
}
