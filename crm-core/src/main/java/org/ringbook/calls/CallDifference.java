package org.ringbook.calls;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is not the same in two states of one call, field by field, in the words of its JSON. Pure. */
public final class CallDifference {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Fields that came to a call after the first release and are null in no call that was written since: null says that the call was
     * written before. Who adds such a field names it here.
     */
    private static final Set<String> ADDED = Set.of("rings");

    private CallDifference() {}

    /**
     * One field that is not the same.
     *
     * @param field its name in JSON, "result"
     * @param before its value as JSON without quotation marks, "missed"; empty when there was none
     */
    public record Field(String field, String before, String after) {}

    /**
     * Times count as the same to the microsecond, as they are kept. What became of a recording is no part of it: nothing that
     * the source told of the call says that.
     *
     * @return empty when they are the same; the id is not compared, nor is what an earlier version did not know of a call
     */
    public static List<Field> between(Call before, Call after) {
        ObjectNode old = JSON.valueToTree(before);
        ObjectNode now = JSON.valueToTree(after);
        var fields = new ArrayList<Field>();
        for (Map.Entry<String, JsonNode> each : now.properties()) {
            String name = each.getKey();
            JsonNode was = old.get(name);
            if (!name.equals("id") && !unknownThen(name, was) && !same(was, each.getValue())) {
                fields.add(new Field(name, text(was), text(each.getValue())));
            }
        }
        return fields;
    }

    private static boolean unknownThen(String field, JsonNode was) {
        return ADDED.contains(field) && (was == null || was.isNull());
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one == null || one.isNull()) {
            return other.isNull();
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size() && sameItems(one, other);
        }
        if (one.isObject() && other.isObject()) {
            return sameFields(one, other);
        }
        return one.equals(other) || one.isString() && other.isString() && sameTime(one.asString(), other.asString());
    }

    private static boolean sameItems(JsonNode one, JsonNode other) {
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameFields(JsonNode one, JsonNode other) {
        boolean recording = one.has("id") && one.has("status");
        return one.properties().stream()
                .filter(each -> !recording || each.getKey().equals("id"))
                .allMatch(each -> other.has(each.getKey()) && same(each.getValue(), other.get(each.getKey())));
    }

    private static boolean sameTime(String one, String other) {
        if (!one.endsWith("Z") || !other.endsWith("Z")) {
            return false;
        }
        try {
            return Instant.parse(one)
                    .truncatedTo(ChronoUnit.MICROS)
                    .equals(Instant.parse(other).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeParseException noTimes) {
            return false;
        }
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return new BigDecimal(value.asString()).toPlainString();
        }
        return value.isString() ? value.asString() : value.toString();
    }
}
