package org.ringbook.telephony.generic;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.times.TimeReader;
import org.ringbook.times.TimeReading;
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
            throw Refused.because("fields", "telephony.setting.fields-call");
        }
        if (json) {
            fields.forEach((field, place) -> {
                if (!place.startsWith("/")) {
                    throw Refused.because("fields", "telephony.setting.pointer", field.setting(), place);
                }
            });
        }
        values.getOrDefault(EVENTS, Map.of()).values().forEach(Meaning::of);
        values.getOrDefault(RESULTS, Map.of()).values().forEach(Ending::of);
        values.getOrDefault(DIRECTIONS, Map.of()).values().forEach(Dictionary::direction);
        values.getOrDefault(ENDINGS, Map.of()).values().forEach(Dictionary::endedBy);
        times(time, timeZone);
    }

    /** @throws IllegalArgumentException in words, for a form or a zone that is none */
    private static TimeReader times(String time, String timeZone) {
        ZoneId zone;
        try {
            zone = ZoneId.of(timeZone.strip());
        } catch (DateTimeException none) {
            throw Refused.because("time-zone", "telephony.setting.time-zone", timeZone);
        }
        try {
            return new TimeReader(time, zone);
        } catch (IllegalArgumentException none) {
            throw Refused.because("time", "telephony.setting.time", time);
        }
    }

    private static Direction direction(String setting) {
        return switch (setting.strip()) {
            case "inbound" -> Direction.INBOUND;
            case "outbound" -> Direction.OUTBOUND;
            case "internal" -> Direction.INTERNAL;
            default ->
                throw Refused.because(
                        "directions", "telephony.setting.no-direction", setting, "inbound, outbound, internal");
        };
    }

    private static EndedBy endedBy(String setting) {
        return switch (setting.strip()) {
            case "external" -> EndedBy.EXTERNAL;
            case "agent" -> EndedBy.AGENT;
            default -> throw Refused.because("ended-by", "telephony.setting.no-ended-by", setting, "external, agent");
        };
    }

    /** @return null for a message that tells of no call */
    Said read(String body, Instant received) {
        return read(body, new Receipt(received, new NotUnderstood(), TimeReading.OLDEST));
    }

    /**
     * @param receipt takes what could not be understood
     * @return null for a message that tells of no call
     */
    Said read(String body, Receipt receipt) {
        Map<Field, String> reported = reported(body);
        String call = reported.get(Field.CALL);
        if (call == null) {
            return null;
        }
        var values = new Values(this, reported, times(time, timeZone), receipt);
        Instant received = receipt.at();
        Meaning meaning =
                fields.containsKey(Field.EVENT) ? values.named(Field.EVENT, EVENTS, Meaning::of) : Meaning.CALL;
        Instant at = values.time(Field.AT);
        Instant start = values.time(Field.START);
        Duration waited = values.duration(Field.WAIT);
        Duration talked = values.duration(Field.TALK);
        // The whole call is told when it is over.
        boolean justOver = meaning == Meaning.CALL && start == null && at == null;
        Instant begins = justOver ? received.minus(sum(waited, talked)) : start;
        return new Said(
                meaning,
                call,
                values.named(Field.DIRECTION, DIRECTIONS, Dictionary::direction),
                number(reported.get(Field.EXTERNAL)),
                employee(reported.get(Field.EMPLOYEE)),
                number(reported.get(Field.LINE)),
                reported.get(Field.QUEUE),
                employee(reported.get(Field.TO)),
                at == null ? received : at,
                at != null,
                begins,
                waited,
                talked,
                values.named(Field.RESULT, RESULTS, Ending::of),
                values.named(Field.ENDED_BY, ENDINGS, Dictionary::endedBy),
                reported.get(Field.RECORDING),
                reported.get(Field.REQUEST));
    }

    static Duration sum(Duration waited, Duration talked) {
        return (waited == null ? Duration.ZERO : waited).plus(talked == null ? Duration.ZERO : talked);
    }

    private Map<Field, String> reported(String body) {
        var reported = new EnumMap<Field, String>(Field.class);
        try {
            JsonNode tree = json ? MAPPER.readTree(body) : null;
            Map<String, String> form = json ? Map.of() : Delivery.form(body);
            fields.forEach((field, place) -> {
                String text = json ? text(tree.at(JsonPointer.compile(place))) : form.get(place);
                if (text != null && !text.isBlank() && text.length() <= LONGEST) {
                    reported.put(field, text.strip());
                }
            });
        } catch (JacksonException | IllegalArgumentException unreadable) {
            reported.clear();
        }
        return reported;
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    /** What the settings say that a value means, in small letters or large ones; null when they do not name it. */
    String meaning(String kind, String value) {
        Map<String, String> named = values.getOrDefault(kind, Map.of());
        return named.containsKey(value)
                ? named.get(value)
                : named.entrySet().stream()
                        .filter(one -> one.getKey().strip().equalsIgnoreCase(value))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private String employee(String text) {
        return text == null ? null : values.getOrDefault(EMPLOYEES, Map.of()).getOrDefault(text, number(text));
    }

    /** A SIP address stands for the user in it. */
    static String number(String text) {
        return text == null ? null : text.replaceFirst("^(sips?|tel):", "").replaceFirst("[@;].*$", "");
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
