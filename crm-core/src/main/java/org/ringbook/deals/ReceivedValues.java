package org.ringbook.deals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.deals.Deal.Content;

/**
 * What another program told of a deal, each thing by a mark: told once more, it is known, and what people did here meanwhile stays. Of what
 * was said only the mark is kept. Pure.
 */
final class ReceivedValues {

    private static final int MARK_BYTES = 12;

    private final Content content;
    private final UUID stage;
    private final Map<String, ?> fields;
    private final Map<String, String> marks = new HashMap<>();

    ReceivedValues(Content content, UUID stage, Map<String, ?> fields) {
        this.content = content;
        this.stage = stage;
        this.fields = fields == null ? Map.of() : fields;
        mark("title", content.title());
        mark("partyId", content.partyId());
        mark("entityId", content.entityId());
        mark("contactId", content.contactId());
        mark("responsibleId", content.responsibleId());
        mark("amount", plain(DealNumbers.money("amount", content.amount())));
        mark("currency", content.currency());
        mark("amountFrom", content.amountFrom());
        mark("probability", plain(DealNumbers.percent("probability", content.probability())));
        mark("expectedClose", content.expectedClose());
        mark("competitor", content.competitor());
        mark("stageId", stage);
        this.fields.forEach((key, value) -> marks.put("fields." + key, marked(Objects.toString(value, ""))));
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    /** What is left out is not told. */
    private void mark(String name, Object value) {
        if (value != null) {
            marks.put(name, marked(value.toString()));
        }
    }

    private static String marked(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java has SHA-256.", never);
        }
    }

    /** @param before all marks of what was told until now */
    Map<String, String> over(Map<String, String> before) {
        var all = new HashMap<>(before);
        all.putAll(marks);
        return all;
    }

    private <T> T news(String name, T value, Map<String, String> before) {
        return value == null || marks.get(name).equals(before.get(name)) ? null : value;
    }

    /** What is another than was told before; null for all else. */
    Content content(Map<String, String> before) {
        return new Content(
                news("title", content.title(), before),
                news("partyId", content.partyId(), before),
                news("entityId", content.entityId(), before),
                news("contactId", content.contactId(), before),
                news("responsibleId", content.responsibleId(), before),
                news("amount", content.amount(), before),
                news("currency", content.currency(), before),
                news("amountFrom", content.amountFrom(), before),
                news("probability", content.probability(), before),
                news("expectedClose", content.expectedClose(), before),
                news("competitor", content.competitor(), before));
    }

    /** As {@link #content}; null for where it stands. */
    UUID stage(Map<String, String> before) {
        return news("stageId", stage, before);
    }

    /** As {@link #content}. */
    Map<String, Object> fields(Map<String, String> before) {
        var news = new HashMap<String, Object>();
        fields.forEach((key, value) -> {
            String name = "fields." + key;
            if (!marks.get(name).equals(before.get(name))) {
                news.put(key, value);
            }
        });
        return news;
    }
}
