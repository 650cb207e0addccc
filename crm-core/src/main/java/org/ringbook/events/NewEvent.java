package org.ringbook.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is to be added to the timeline.
 *
 * @param at when it happened; null for now
 * @param dealId the deal that it is of; null for none
 * @param parties contacts and companies, by id; of a deal there may be none
 * @param source with {@code externalId} the name that another program has for it: told again, it changes nothing; both or none
 */
public record NewEvent(
        EventKind kind,
        String direction,
        Instant at,
        Instant endsAt,
        String subject,
        String text,
        UUID callId,
        UUID taskId,
        UUID dealId,
        List<UUID> parties,
        String source,
        String externalId) {

    /** Of no deal. */
    public NewEvent(
            EventKind kind,
            String direction,
            Instant at,
            Instant endsAt,
            String subject,
            String text,
            UUID callId,
            UUID taskId,
            List<UUID> parties,
            String source,
            String externalId) {
        this(kind, direction, at, endsAt, subject, text, callId, taskId, null, parties, source, externalId);
    }

    public static NewEvent note(String text, UUID party) {
        return new NewEvent(EventKind.NOTE, null, null, null, null, text, null, null, List.of(party), null, null);
    }
}
