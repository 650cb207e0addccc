package org.ringbook.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;

/**
 * What came of sending once.
 *
 * @param status of HTTP; null when there was no answer
 * @param reason stable word for why it failed: {@code status}, {@code redirect}, {@code timeout}, {@code unreachable}, {@code
 *     unknown_host}, {@code tls}, {@code address_refused}, {@code broken_off}, {@code secret_unreadable}; null when it arrived
 * @param answer the first characters of the answer's body; untrusted
 * @param tookMillis from the connection to the end of what was read of the answer
 * @param retryAfter how long the receiver wants to be left alone; null when it did not say
 */
public record Attempt(
        Instant at,
        Integer status,
        String reason,
        String answer,
        int tookMillis,
        @JsonIgnore Duration retryAfter) {

    public boolean arrived() {
        return reason == null;
    }

    static Attempt failed(Instant at, String reason, int tookMillis) {
        return new Attempt(at, null, reason, null, tookMillis, null);
    }
}
