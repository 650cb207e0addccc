package org.ringbook.leads;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * Somebody wants something of us, and nobody has said yet what becomes of it.
 *
 * @param number counts up, for people to name it by
 * @param source where it came from: the form's name, our number that was called, or what somebody wrote; may be null
 * @param marks utm_source, roistat and the like, as they came
 * @param doubtful why it looks like spam; null when it does not
 * @param partyId who it is, when that is known
 * @param repeatOf an earlier lead of the same; null for none
 * @param touches how often they asked
 * @param callId the call that it came of; null when it came otherwise
 * @param dueAt until when somebody should have answered
 * @param firstResponseBy our person who answered first
 * @param version counts changes; whoever changes says which they saw
 */
public record Lead(
        UUID id,
        long number,
        State state,
        Channel channel,
        String source,
        String queue,
        String name,
        String company,
        PhoneNumber phone,
        String email,
        String text,
        String page,
        Map<String, String> marks,
        String doubtful,
        UUID partyId,
        UUID repeatOf,
        UUID responsibleId,
        int touches,
        UUID callId,
        Instant createdAt,
        Instant lastAt,
        Instant dueAt,
        Instant firstResponseAt,
        UUID firstResponseBy,
        int reopened,
        Instant closedAt,
        String closeReason,
        int version) {

    public enum State {
        NEW,
        IN_WORK,
        CONVERTED,
        LOST,
        JUNK;

        public boolean isOpen() {
            return this == NEW || this == IN_WORK;
        }
    }

    public enum Channel {
        CALL,
        FORM,
        HAND
    }

    /** Whether somebody should have answered by then, and nobody has. */
    public boolean isLate(Instant now) {
        return state.isOpen() && firstResponseAt == null && dueAt.isBefore(now);
    }

    /** One thing that happened with a lead. @param by our person; null for the program */
    public record Event(Instant at, String kind, String text, UUID callId, UUID by) {}

    /**
     * Somebody who asks for something, before it is known what it becomes.
     *
     * @param queue null for the usual one
     * @param doubtful why it looks like spam; null when it does not
     * @param answeredBy our person who spoke with them; null when nobody did
     */
    public record Incoming(
            Channel channel,
            String source,
            String queue,
            String name,
            String company,
            PhoneNumber phone,
            String email,
            String text,
            String page,
            Map<String, String> marks,
            String doubtful,
            UUID callId,
            UUID answeredBy,
            Instant at) {}
}
