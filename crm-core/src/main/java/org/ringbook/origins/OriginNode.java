package org.ringbook.origins;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One step of the way from an advertisement to a payment. Its texts are untrusted. Of what may not be seen nothing is told but its kind.
 *
 * @param id null for a source, and for what may not be seen
 * @param at when it came or was made; null where nobody knows, and for what may not be seen
 * @param name what it is called: a source, a number of a lead or a call, a title; null for none
 * @param detail more of it: campaign of a source, channel of a lead, direction of a call, kind of an event or a document; null for none
 * @param state of a lead, order, document or claim, as each has it; of a deal open, won or lost; null for none
 * @param amount in {@code currency}; null for none
 * @param address of its page; null for what may not be seen, and for an unknown source
 * @param below what came of it, the oldest first
 */
public record OriginNode(
        Kind kind,
        UUID id,
        Instant at,
        String name,
        String detail,
        String state,
        BigDecimal amount,
        String currency,
        String address,
        List<OriginNode> below) {

    public OriginNode {
        below = List.copyOf(below);
    }

    /** What a step is. */
    public enum Kind {
        SOURCE,
        LEAD,
        CALL,
        /** Mail, a message, a form or a meeting. */
        EVENT,
        DEAL,
        DOCUMENT,
        ORDER,
        PAYMENT,
        CLAIM;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is there, and that is all that is told. */
    static OriginNode hidden(Kind kind) {
        return new OriginNode(kind, null, null, null, null, null, null, null, null, List.of());
    }

    static OriginNode source(String name, String campaign) {
        String address = name == null
                ? null
                : "/deals?view=list&state=all&source=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return new OriginNode(Kind.SOURCE, null, null, name, campaign, null, null, null, address, List.of());
    }

    static OriginNode of(Kind kind, UUID id, Instant at, String name, String detail, String state, String address) {
        return new OriginNode(kind, id, at, name, detail, state, null, null, address, List.of());
    }

    OriginNode worth(BigDecimal sum, String of) {
        return new OriginNode(kind, id, at, name, detail, state, sum, sum == null ? null : of, address, below);
    }

    OriginNode with(List<OriginNode> more) {
        var all = new ArrayList<>(below);
        all.addAll(more);
        return new OriginNode(kind, id, at, name, detail, state, amount, currency, address, all);
    }

    @JsonProperty("visible")
    public boolean isVisible() {
        return kind == Kind.SOURCE || id != null;
    }
}
