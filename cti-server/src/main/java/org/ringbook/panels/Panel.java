package org.ringbook.panels;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One panel.
 *
 * @param team whose people are shown; null for everybody's
 * @param language in which it is shown, "ru" or "en"
 * @param address a network that alone may look, such as 192.168.10.0/24; null for any
 * @param fullNames whether our people are shown by their whole names, not by their first ones
 * @param seenAt when it was looked at last; null for never
 */
public record Panel(
        UUID id,
        String name,
        Kind kind,
        String team,
        String language,
        String address,
        boolean fullNames,
        UUID createdBy,
        Instant createdAt,
        Instant seenAt) {

    /** What it is for. */
    public enum Kind {
        SALES,
        SUPPORT,
        LISTS;

        /** For programs, texts and the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is set.
     *
     * @param kind name of a {@link Kind}
     * @param fullNames null for no
     */
    public record Input(String name, String kind, String team, String language, String address, Boolean fullNames) {}

    /** @param secret of the link; this is the only time that it is told */
    public record Made(Panel panel, String secret) {

        /** Never the secret. */
        @Override
        public String toString() {
            return "Made[" + panel.id() + "]";
        }
    }
}
