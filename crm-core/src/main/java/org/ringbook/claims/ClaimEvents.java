package org.ringbook.claims;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.staff.StaffMember;

/**
 * Claims in the timelines of clients: that one was taken, closed, opened again. The line says its number alone, since a client's timeline
 * is read by more people than the claim. In the caller's transaction.
 */
final class ClaimEvents {

    /** By which a line of the timeline leads to its claim: {@code externalId} is its id, what happened, and how often. */
    static final String SOURCE = "claim";

    private final Events events;

    ClaimEvents(Events events) {
        this.events = events;
    }

    void tell(Claim claim, String what, Instant at, StaffMember by) {
        if (claim.about().partyId() == null || claim.doubtful() != null) {
            return;
        }
        events.add(
                new NewEvent(
                        EventKind.CLAIM,
                        null,
                        at,
                        null,
                        "№ " + claim.number(),
                        null,
                        null,
                        null,
                        List.of(claim.about().partyId()),
                        SOURCE,
                        name(claim.id(), what, claim.reopened())),
                null,
                by);
    }

    private static String name(UUID claim, String what, int time) {
        return claim + ":" + what + ":" + time;
    }
}
