package org.ringbook.segments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A group of clients.
 *
 * @param rule of those that are found by one; null of one that is chosen by hand
 * @param refreshedAt when it was counted last; null for never
 * @param createdBy null for the program
 * @param version counts changes of name, note and rule
 */
public record Segment(
        UUID id,
        String name,
        String note,
        Kind kind,
        SegmentRule rule,
        Instant refreshedAt,
        Instant createdAt,
        UUID createdBy,
        Instant changedAt,
        UUID changedBy,
        int version) {

    public enum Kind {
        /** Somebody chooses each of them. */
        HAND,
        /** Whoever fits. */
        RULE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean byHand() {
        return kind == Kind.HAND;
    }
}
