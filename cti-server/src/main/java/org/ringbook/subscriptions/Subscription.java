package org.ringbook.subscriptions;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportQuery;

/**
 * A report that is sent again and again.
 *
 * @param at by the company's clock
 * @param file xlsx or csv; null for no file
 * @param webhook null for none
 * @param language in which it is written: ru or en
 * @param owner whose rights count
 * @param scheduledAt the moment of the schedule that is next: of its days the report is, however late it is made
 * @param dueAt when it is made: then, or later when it failed
 */
public record Subscription(
        UUID id,
        String report,
        Filter filter,
        Every every,
        LocalTime at,
        String file,
        UUID webhook,
        String language,
        UUID owner,
        Instant scheduledAt,
        Instant dueAt,
        Sent sent) {

    /** Of which calls it is; null means any. */
    public record Filter(
            Call.Direction direction,
            Call.Result result,
            String line,
            String queue,
            UUID person,
            String team,
            int minutes) {

        public static Filter of(ReportQuery query) {
            return new Filter(
                    query.direction(),
                    query.result(),
                    query.line(),
                    query.queue(),
                    query.person(),
                    query.team(),
                    query.minutes());
        }

        /** @param people whose calls may be seen; null for everybody's */
        public ReportQuery in(Period period, Collection<UUID> people) {
            return new ReportQuery(period, direction, result, line, queue, person, team, minutes, people);
        }
    }

    /**
     * What came of it so far.
     *
     * @param period null when it was never sent
     * @param version of the days of that period, as they were sent
     * @param digest of its figures as they were sent; null when it was never sent
     * @param times how often something was sent
     * @param tries in vain, since the last one that went well
     * @param failure key of a text; null when the last try went well
     */
    public record Sent(
            Period period,
            long version,
            Instant at,
            String digest,
            int times,
            int tries,
            int correctionTries,
            String failure) {}
}
