package org.ringbook.events;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.calls.Call;

/**
 * Something that happened with a client, other than a call itself. Its texts are untrusted.
 *
 * @param direction "inbound" or "outbound"; null where there is none
 * @param at when it happened
 * @param endsAt null when it takes no time, or nobody said
 * @param authorId of the staff; null when the program wrote it
 * @param callId the call that it is of; null when none
 * @param dispositionId what was chosen after the call; null when nothing
 * @param dispositionReason why, where the choice asks for it
 * @param dealId the deal that it is of, beside what its call is of; null when none
 * @param source who told it, where that was another program; with {@code externalId} their name of it
 * @param processedAt when somebody took care of it; null when it still waits for that
 * @param parties contacts and companies in whose timeline it stands, by id
 * @param version rises with each change
 */
public record Event(
        UUID id,
        EventKind kind,
        String direction,
        Instant at,
        Instant endsAt,
        UUID authorId,
        String subject,
        String text,
        UUID callId,
        UUID dispositionId,
        String dispositionReason,
        UUID taskId,
        UUID dealId,
        String source,
        String externalId,
        Instant processedAt,
        List<UUID> parties,
        Instant changedAt,
        int version) {

    public Event {
        parties = List.copyOf(parties);
    }

    /** A line of the timeline that stands for a call of the log. */
    public static Event ofCall(Call call) {
        String direction =
                call.direction() == null ? null : call.direction().name().toLowerCase(Locale.ROOT);
        return new Event(
                call.id(),
                EventKind.CALL,
                direction,
                call.startedAt(),
                call.endedAt(),
                null,
                null,
                null,
                call.id(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                call.endedAt(),
                1);
    }
}
