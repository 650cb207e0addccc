package org.ringbook.flights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.telephony.inbox.Masks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A call and settings in which the masks hide the same as in the messages. */
final class MaskedCall {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** They stand in the messages, too, and stay there: without them nothing belongs together. */
    private static final Set<String> IDS = Set.of("id", "source", "sourceId", "leg");

    private MaskedCall() {}

    static Call of(Call call, Masks masks) {
        return JSON.treeToValue(masked(JSON.valueToTree(call), masks), Call.class);
    }

    private static JsonNode masked(JsonNode value, Masks masks) {
        if (value instanceof ObjectNode object) {
            ObjectNode masked = JSON.createObjectNode();
            object.properties()
                    .forEach(each -> masked.set(
                            each.getKey(),
                            IDS.contains(each.getKey()) ? each.getValue() : masked(each.getValue(), masks)));
            return masked;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode masked = JSON.createArrayNode();
            array.forEach(each -> masked.add(masked(each, masks)));
            return masked;
        }
        return value.isString() ? JsonNodeFactory.instance.stringNode(masks.text(value.asString())) : value;
    }

    static Map<String, Object> settings(Map<String, Object> settings, Masks masks) {
        var masked = new LinkedHashMap<String, Object>();
        settings.forEach((key, value) -> masked.put(key, setting(value, masks)));
        return masked;
    }

    private static Object setting(Object value, Masks masks) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> setting(each, masks)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var masked = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> masked.put(masks.text(key.toString()), setting(each, masks)));
            return masked;
        }
        return value instanceof String text ? masks.text(text) : value;
    }
}
