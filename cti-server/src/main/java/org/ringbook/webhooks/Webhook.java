package org.ringbook.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.feed.ChangeType;

/**
 * An address of another system that is told what becomes of calls.
 *
 * @param events types of the changes that are sent, in the order of {@link ChangeType}
 * @param offReason {@code gone} when Ringbook switched it off, because the receiver said that it is there no more (410); else null
 */
public record Webhook(
        UUID id, String name, String url, List<String> events, boolean active, String offReason, Instant createdAt) {

    /**
     * What an administrator sets.
     *
     * @param events null for all
     * @param active null for on, or as it is
     */
    public record Input(String name, String url, List<String> events, Boolean active) {}

    /**
     * @param secret signs what is sent; this is the only time that it is told
     */
    public record Made(Webhook webhook, String secret) {

        /** Never the secret. */
        @Override
        public String toString() {
            return "Made[" + webhook.id() + "]";
        }
    }

    @JsonIgnore
    boolean isGone() {
        return "gone".equals(offReason);
    }
}
