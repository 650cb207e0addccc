package org.ringbook.telephony.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.inbox.Masks;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A message of which only that is left which the settings name: nobody knows what stands in the other fields. */
final class Masked {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Masked() {}

    /** @param secretField null when a message carries no secret */
    static String text(String text, Dictionary dictionary, String secretField, Masks masks) {
        try {
            return dictionary.json()
                    ? json(text, dictionary, secretField, masks)
                    : form(text, dictionary, secretField, masks);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return Masks.SECRET;
        }
    }

    private static String form(String text, Dictionary dictionary, String secretField, Masks masks) {
        return Delivery.form(text).entrySet().stream()
                .filter(one -> !one.getKey().equals(secretField))
                .filter(one -> dictionary.fields().containsValue(one.getKey()))
                .map(one -> encoded(one.getKey()) + "="
                        + encoded(value(field(dictionary, one.getKey()), one.getValue(), masks)))
                .collect(Collectors.joining("&"));
    }

    private static Field field(Dictionary dictionary, String place) {
        return dictionary.fields().entrySet().stream()
                .filter(one -> one.getValue().equals(place))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static String json(String text, Dictionary dictionary, String secretField, Masks masks) {
        JsonNode tree = MAPPER.readTree(text);
        ObjectNode masked = MAPPER.createObjectNode();
        for (String place : new TreeSet<>(dictionary.fields().values())) {
            JsonNode value = tree.at(JsonPointer.compile(place));
            if (value.isValueNode() && !value.isNull() && !place.equals(secretField)) {
                put(masked, JsonPointer.compile(place), value(field(dictionary, place), value.asString(), masks));
            }
        }
        return MAPPER.writeValueAsString(masked);
    }

    private static void put(ObjectNode to, JsonPointer place, String value) {
        ObjectNode node = to;
        JsonPointer at = place;
        while (at.tail() != null && !at.tail().matches()) {
            JsonNode next = node.get(at.getMatchingProperty());
            node = next instanceof ObjectNode there ? there : node.putObject(at.getMatchingProperty());
            at = at.tail();
        }
        node.put(at.getMatchingProperty(), value);
    }

    private static String value(Field field, String value, Masks masks) {
        return switch (field) {
            case EXTERNAL, EMPLOYEE, TO -> masks.text(value);
            case RECORDING -> Masks.SECRET;
            default -> value;
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
