package org.ringbook.reports;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What people were when, for reports: whoever keeps the ledger of states brings it. Any thread; it may wait for the database. */
public interface StateIntervals {

    /**
     * One state of one person.
     *
     * @param state offline, available, paused …, as the ledger names it
     * @param reason of a pause; null for none
     * @param until exclusive; null while it lasts
     */
    record Interval(UUID staffId, String state, String reason, Instant since, Instant until) {}

    /**
     * Pauses of one person for one reason. Times are milliseconds, as far as they lie in what was asked; of a pause that lasts, until now.
     *
     * @param reason null where none was chosen
     */
    record Pauses(UUID staffId, String reason, long count, long millis, long longest) {}

    /** How long one person was in one state. Milliseconds, as far as they lie in what was asked; of what lasts, until now. */
    record Spent(UUID staffId, String state, long millis) {}

    /**
     * All states of [from, to), however many.
     *
     * @param people null for everybody's
     */
    List<Spent> spent(Collection<UUID> people, Instant from, Instant to);

    /**
     * All pauses of [from, to), however many.
     *
     * @param people null for everybody's
     */
    List<Pauses> pauses(Collection<UUID> people, Instant from, Instant to);

    /**
     * What was so in any moment of [from, to), oldest first of each person: of a person's day, or of everybody's moment.
     *
     * @param people null for everybody's
     */
    List<Interval> during(Collection<UUID> people, Instant from, Instant to);
}
