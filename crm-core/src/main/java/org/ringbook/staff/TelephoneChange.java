package org.ringbook.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * What was done to a telephone: a line of the log that people read, and what the calls have to follow.
 *
 * @param by login of who did it; null for the program
 * @param memberId whose telephone it is about
 * @param fromId who had it before; null when nobody had
 * @param since from when it is theirs; null for ever since
 * @param sinceBefore the same before a correction
 * @param affected null when no call that is written can have other people for it
 * @param appliedAt when the calls followed; null while they do not yet
 * @param calls how many have other people since; null while that is not known
 */
public record TelephoneChange(
        long id,
        Instant at,
        String by,
        What what,
        String telephone,
        String source,
        UUID memberId,
        UUID fromId,
        Instant since,
        Instant sinceBefore,
        Span affected,
        Instant appliedAt,
        Integer calls) {

    public enum What {
        GIVEN,
        TAKEN_OVER,
        GIVEN_BACK,
        CORRECTED
    }

    /**
     * A time of calls.
     *
     * @param from inclusive; null for no bound
     * @param to exclusive; null for no bound
     */
    public record Span(Instant from, Instant to) {

        public boolean contains(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
        }
    }
}
