package org.ringbook.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * One stretch of time in which a telephone was somebody's.
 *
 * @param telephone an extension, or a mobile in E.164 with the plus
 * @param source name of the telephone source at which it was theirs; null for any
 * @param since inclusive; null when it was theirs before anybody kept track
 * @param until exclusive; null while it is theirs
 * @param notedAt when this was written down
 * @param place on the person's list; null for what is no longer on it
 */
public record StaffTelephone(
        long id,
        UUID memberId,
        String telephone,
        String source,
        Instant since,
        Instant until,
        Instant notedAt,
        Integer place) {

    public boolean mobile() {
        return telephone.startsWith("+");
    }

    public boolean open() {
        return until == null;
    }

    /** Whether it was theirs at that moment. */
    public boolean covers(Instant at) {
        return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
    }

    /** Whether it is taken to have been theirs, because nobody else is on file and nobody kept track then. */
    public boolean assumedAt(Instant at) {
        return since == null && at.isBefore(notedAt);
    }

    boolean sameTelephoneAs(StaffTelephone other) {
        return telephone.equals(other.telephone) && java.util.Objects.equals(source, other.source);
    }

    boolean empty() {
        return since != null && since.equals(until);
    }

    StaffTelephone from(Instant newSince) {
        return new StaffTelephone(id, memberId, telephone, source, newSince, until, notedAt, place);
    }

    StaffTelephone to(Instant newUntil) {
        return new StaffTelephone(id, memberId, telephone, source, since, newUntil, notedAt, place);
    }
}
