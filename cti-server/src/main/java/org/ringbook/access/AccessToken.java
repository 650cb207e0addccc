package org.ringbook.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A personal token, as its owner sees it later: without the secret.
 *
 * @param lastUsedAt to the minute; null when never
 * @param expiresAt null when it does not expire
 */
public record AccessToken(
        UUID id, String name, Instant createdAt, Instant lastUsedAt, Instant expiresAt, Instant revokedAt) {

    /** @param secret what the program sends; told once and kept nowhere */
    public record Made(AccessToken token, String secret) {

        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }
}
