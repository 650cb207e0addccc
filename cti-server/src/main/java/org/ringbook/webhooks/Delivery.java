package org.ringbook.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * One change that is sent to one webhook.
 *
 * @param number of the change in the feed
 * @param mergedInto the call that it is part of now; null unless it was merged
 * @param at when the change was written
 * @param nextTry null when it is not tried again
 * @param last what came of the last try; null when there was none
 */
public record Delivery(
        long number,
        String type,
        UUID callId,
        UUID mergedInto,
        Instant at,
        State state,
        int tries,
        Instant nextTry,
        Attempt last) {

    public enum State {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("delivered")
        DELIVERED,
        /** It did not arrive in the time that the settings give; it can be sent again by hand. */
        @JsonProperty("given_up")
        GIVEN_UP
    }

    /** The same whenever it is sent: a receiver that has seen it may leave it. Without a dot, which parts what is signed. */
    @JsonProperty("id")
    public String id() {
        return callId + "_" + number;
    }
}
