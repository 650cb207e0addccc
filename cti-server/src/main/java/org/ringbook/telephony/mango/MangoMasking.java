package org.ringbook.telephony.mango;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hides in one message what others must not read. Ids, times and the words of Mango stay, so that it still tells the same. */
final class MangoMasking {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Set<String> STAY = Set.of(
            "entry_id",
            "call_id",
            "external_call_id",
            "taken_from_call_id",
            "recording_id",
            "command_id",
            "call_state",
            "location",
            "transfer",
            "callback_initiator",
            "extension");

    /** What people wrote, or what tells who a visitor of a site is: nothing of a call is read from it. */
    private static final Set<String> HIDDEN = Set.of(
            "text",
            "call_comment",
            "comment",
            "dtmf",
            "custom",
            "ip",
            "email",
            "login",
            "name",
            "uid",
            "ga_cid",
            "ya_cid",
            "rs_cid");

    private MangoMasking() {}

    static byte[] masked(byte[] message, Masks masks) {
        RawHook raw = RawHook.of(message);
        Told told = Told.of(message);
        String text;
        if (Told.isPulled(told.path())) {
            text = told.json() == null ? Masks.SECRET : json(told.json(), masks);
        } else {
            text = form(raw.text(), told.json(), masks);
        }
        return new RawHook(raw.path(), text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static String form(String text, JsonNode json, Masks masks) {
        try {
            Map<String, String> fields = Delivery.form(text);
            String shown = json == null ? masks.prose(fields.getOrDefault("json", "")) : json(json, masks);
            return "vpbx_api_key=" + Masks.SECRET + "&sign=" + Masks.SECRET + "&json="
                    + URLEncoder.encode(shown, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noForm) {
            return Masks.SECRET;
        }
    }

    private static String json(JsonNode json, Masks masks) {
        JsonNode copy = json.deepCopy();
        hide(copy, masks);
        return MAPPER.writeValueAsString(copy);
    }

    private static void hide(JsonNode node, Masks masks) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : Set.copyOf(object.properties())) {
                hide(object, field.getKey(), field.getValue(), masks);
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> hide(each, masks));
        }
    }

    private static void hide(ObjectNode object, String name, JsonNode value, Masks masks) {
        if (value.isContainer()) {
            hide(value, masks);
        } else if (HIDDEN.contains(name)) {
            object.put(name, Masks.SECRET);
        } else if (!STAY.contains(name) && value.isString()) {
            boolean person = name.equals("caller_name") || name.equals("call_abonent_info");
            object.put(name, person ? masks.name(value.asString()) : masks.text(value.asString()));
        }
    }
}
