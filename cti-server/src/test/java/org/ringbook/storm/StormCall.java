package org.ringbook.storm;

import java.time.Instant;
import java.util.List;

/**
 * A call that is played, and what the log must say of it.
 *
 * @param sourceId the source's own id of the call
 * @param external E.164 with the plus; null for an internal call
 * @param result as the log has it, in small letters
 * @param answeredBy who spoke, in order
 * @param talkSeconds whole seconds; negative where the source does not tell it
 * @param letters what is told of it, in order
 */
public record StormCall(
        String sourceId,
        String direction,
        String external,
        String result,
        List<String> answeredBy,
        int talkSeconds,
        List<Letter> letters) {

    /**
     * One delivery.
     *
     * @param at when it would go out, if nothing delayed it
     * @param path below {@code /hooks/NAME/}
     */
    public record Letter(Instant at, String path, String contentType, String body) {

        Letter at(Instant time) {
            return new Letter(time, path, contentType, body);
        }

        /** Cut off in the middle. */
        Letter torn() {
            return new Letter(at, path, contentType, body.substring(0, body.length() / 2));
        }
    }
}
