package org.ringbook.telephony.megafon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.json.JsonMapper;

/** Hides in one message what others must not read. Ids, times and the words of the PBX stay, so that it still tells the same. */
final class MegaFonMasking {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> STAY = Set.of(
            "cmd", "type", "callid", "second_callid", "uid", "request", "answered", "start", "ext", "login", "user");

    /** A link to a recording opens it. */
    private static final Set<String> LINKS = Set.of("link", "record");

    private static final Set<String> HIDDEN = Set.of("crm_token", "note", "email", "data");

    private MegaFonMasking() {}

    static byte[] masked(byte[] message, Masks masks) {
        RawHook raw = RawHook.of(message);
        if (raw.path().equals(Told.CSV_ROW)) {
            return bytes(raw, masks.text(raw.text().replaceAll("https?://[^,\\s]+", "https://" + Masks.SECRET)));
        }
        if (raw.path().equals(Told.USERS)) {
            return bytes(raw, masks.text(raw.text()));
        }
        Fields fields = Told.of(message).fields();
        if (fields == null) {
            return bytes(raw, Masks.SECRET);
        }
        Map<String, String> open = hidden(fields, masks);
        return bytes(raw, raw.text().stripLeading().startsWith("{") ? MAPPER.writeValueAsString(open) : form(open));
    }

    private static Map<String, String> hidden(Fields fields, Masks masks) {
        var open = new LinkedHashMap<String, String>();
        fields.values().forEach((name, value) -> {
            if (HIDDEN.contains(name)) {
                open.put(name, Masks.SECRET);
            } else if (LINKS.contains(name)) {
                open.put(name, value.isBlank() ? value : "https://" + Masks.SECRET);
            } else if (name.endsWith("_name")) {
                open.put(name, masks.name(value));
            } else {
                open.put(name, STAY.contains(name) ? value : masks.text(value));
            }
        });
        return open;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(RawHook raw, String text) {
        return new RawHook(raw.path(), text.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
