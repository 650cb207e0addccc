package org.ringbook.telephony.mango;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What brought a caller: the number that they dialled was shown to one visitor of a site, or stands for one advertisement
 * (call tracking, {@code queries/user_info_by_dct_number}).
 *
 * @param entry the call
 * @param words source, medium, campaign, widget and page, as far as they are told
 */
record Visit(String entry, Instant at, String words) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 300;

    /**
     * The answer to a query, as it is kept.
     *
     * @param answer with or without a wrapper around what it tells
     * @return null when it tells of nobody
     */
    static String kept(String entry, String number, Instant at, JsonNode answer) {
        JsonNode visitor = answer.path("data").isObject() ? answer.path("data") : answer;
        return visitor.path("widget_name").isMissingNode()
                        && visitor.path("channel").isMissingNode()
                ? null
                : MAPPER.writeValueAsString(Map.of(
                        "entry_id", entry, "number", number, "timestamp", at.getEpochSecond(), "visitor", visitor));
    }

    /** @return null when it cannot be read */
    static Visit of(JsonNode kept, Receipt receipt) {
        String entry = Fields.text(kept, "entry_id");
        Instant at = Fields.time(kept, "timestamp", receipt);
        JsonNode visitor = kept.path("visitor");
        JsonNode channel = visitor.path("channel");
        String words = Stream.of(
                        Fields.text(channel, "source"),
                        Fields.text(channel, "medium"),
                        Fields.text(channel, "campaign"),
                        Fields.text(channel, "content"),
                        Fields.text(channel, "term"),
                        Fields.text(visitor, "widget_name"),
                        page(Fields.text(visitor.path("current_page"), "url")))
                .filter(word -> word != null && !word.isBlank())
                .collect(Collectors.joining(" / "));
        return entry == null || at == null || words.isEmpty()
                ? null
                : new Visit(entry, at, words.substring(0, Math.min(words.length(), LONGEST)));
    }

    /** Without what stands after the path: it may tell who the visitor is. */
    private static String page(String url) {
        try {
            URI page = url == null ? null : URI.create(url);
            return page == null || page.getHost() == null ? null : page.getHost() + page.getPath();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
