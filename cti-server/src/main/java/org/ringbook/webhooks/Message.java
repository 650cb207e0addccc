package org.ringbook.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.feed.ChangeType;

/**
 * The body of what is sent.
 *
 * @param id the same whenever it is sent
 * @param number rises with each change; null of a test
 * @param time when it was written to the log
 * @param call as {@code GET /api/calls/{callId}} answers at the moment of sending, which may be later than this change; null when the
 *     log has no such call any more
 * @param callList of a result: what the call list says of it that the call was made for; null for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Message(
        String id, String type, Long number, Instant time, UUID callId, UUID mergedInto, Object call, Object callList) {

    static final String TEST = "webhook.test";

    static Message of(Delivery delivery, CallDocument calls) {
        return new Message(
                delivery.id(),
                delivery.type(),
                delivery.number(),
                delivery.at(),
                delivery.callId(),
                delivery.mergedInto(),
                calls.of(delivery.callId()).orElse(null),
                delivery.type().equals(ChangeType.RESULT.word())
                        ? calls.ofList(delivery.callId()).orElse(null)
                        : null);
    }

    static Message test(Instant now) {
        return new Message("test_" + UUID.randomUUID(), TEST, null, now, null, null, null, null);
    }
}
