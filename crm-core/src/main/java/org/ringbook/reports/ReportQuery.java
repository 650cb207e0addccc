package org.ringbook.reports;

import java.util.Collection;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.refusals.Refused;

/**
 * Of which calls a report is.
 *
 * @param direction null for any, and so are those that follow
 * @param line our number, E.164 with the plus
 * @param person of ours, who had a part in the call
 * @param team of the staff: somebody who was in it then had a part in the call
 * @param minutes length of an interval, where the report has intervals: 15, 30 or 60
 * @param people whose calls may be seen; null for everybody's
 */
public record ReportQuery(
        Period period,
        Call.Direction direction,
        Call.Result result,
        String line,
        String queue,
        UUID person,
        String team,
        int minutes,
        Collection<UUID> people) {

    public ReportQuery {
        if (minutes != 15 && minutes != 30 && minutes != 60) {
            throw Refused.because("minutes", "reports.minutes", minutes);
        }
        people = people == null ? null : java.util.Set.copyOf(people);
    }

    public static ReportQuery of(Period period) {
        return new ReportQuery(period, null, null, null, null, null, null, 60, null);
    }

    public ReportQuery in(Period other) {
        return new ReportQuery(other, direction, result, line, queue, person, team, minutes, people);
    }

    public ReportQuery asked(UUID byPerson) {
        return new ReportQuery(period, direction, result, line, queue, byPerson, team, minutes, people);
    }

    /** Whether every call of the period counts: sums of days know nothing of filters. */
    boolean isWhole() {
        return direction == null
                && result == null
                && line == null
                && queue == null
                && person == null
                && team == null
                && people == null;
    }
}
