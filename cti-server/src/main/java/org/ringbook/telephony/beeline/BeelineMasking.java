package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hides in one message what others must not read. Ids, times and the words of the PBX stay, so that it still tells the same. */
final class BeelineMasking {

    private static final Set<String> STAY =
            Set.of("id", "externalId", "callId", "externalTrackingId", "request", "tracking", "extension");
    private static final Set<String> NAMES = Set.of("firstName", "lastName", "name", "acdName");
    private static final Set<String> HIDDEN = Set.of("email", "comment", "uri");

    /** Elements of an event in which people, numbers or addresses stand. */
    private static final Pattern ELEMENT = Pattern.compile(
            "(<(?:[A-Za-z0-9]+:)?(address|userDN|userId|targetId|addressOfRecord|name|acdName|acdNumber|acdUserId"
                    + "|huntGroupUserId|uri|callingPartyInfo)(?:\\s[^>]*)?>)([^<]*)<");

    private BeelineMasking() {}

    static byte[] masked(byte[] message, Masks masks) {
        RawHook raw = RawHook.of(message);
        if (raw.path().equals(Told.EVENT)) {
            // Of what is no event nobody knows what is in it.
            boolean known = XsiEvent.read(raw.body()) != null;
            return Told.message(raw.path(), known ? event(raw.text(), masks) : Masks.SECRET);
        }
        JsonNode json = Told.json(raw.text());
        if (json == null) {
            return Told.message(raw.path(), Masks.SECRET);
        }
        hide(json, masks);
        return Told.message(raw.path(), Told.MAPPER.writeValueAsString(json));
    }

    private static String event(String text, Masks masks) {
        return ELEMENT.matcher(text).replaceAll(found -> {
            String name = found.group(2);
            String value = found.group(3);
            String shown =
                    HIDDEN.contains(name) ? Masks.SECRET : NAMES.contains(name) ? masks.name(value) : masks.text(value);
            return Matcher.quoteReplacement(found.group(1) + shown + "<");
        });
    }

    private static void hide(JsonNode json, Masks masks) {
        if (json instanceof ObjectNode object) {
            for (String field : Set.copyOf(object.propertyNames())) {
                JsonNode value = object.get(field);
                if (value.isString() && !STAY.contains(field)) {
                    object.put(field, hidden(field, value.asString(), masks));
                } else {
                    hide(value, masks);
                }
            }
        } else if (json.isArray()) {
            json.forEach(each -> hide(each, masks));
        }
    }

    private static String hidden(String field, String value, Masks masks) {
        return HIDDEN.contains(field) ? Masks.SECRET : NAMES.contains(field) ? masks.name(value) : masks.text(value);
    }

    /** The message without the secret of our address, which the PBX repeats in each. */
    static byte[] withoutSecret(byte[] body, String secret) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.replace(secret, Masks.SECRET).getBytes(StandardCharsets.UTF_8);
    }
}
