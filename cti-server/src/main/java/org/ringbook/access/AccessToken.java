package org.ringbook.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A personal token, as its owner sees it later: without the secret.
 *
 * @param scope what programs that sign in with it may do, of what its owner may
 * @param lastUsedAt to the minute; null when never
 * @param expiresAt null for a token of an earlier version that was revoked before each had an end
 * @param endGiven whether it had no end until an update gave it one
 */
public record AccessToken(
        UUID id,
        String name,
        Scope scope,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean endGiven,
        Instant revokedAt) {

    /** What a token may do; each may also do what the ones before it may. */
    public enum Scope {
        /** To read over the API. */
        READ,
        /** To place and command calls, and to follow what happens to its owner. */
        DIAL,
        /** All that its owner may over the API, but for passwords and tokens. */
        ALL;

        /** As it is written. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for anything else than a code */
        public static Optional<Scope> of(String code) {
            return Arrays.stream(values())
                    .filter(scope -> scope.code().equals(code))
                    .findFirst();
        }
    }

    /** Whether programs can still sign in with it. */
    public boolean valid(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** @param secret what the program sends; told once and kept nowhere */
    public record Made(AccessToken token, String secret) {

        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    /** @param owner on the staff list */
    public record Owned(UUID owner, AccessToken token) {}
}
