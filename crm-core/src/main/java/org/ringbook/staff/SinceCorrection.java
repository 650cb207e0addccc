package org.ringbook.staff;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.refusals.Refused;

/**
 * What becomes of a telephone's history when somebody says that it was a person's since another moment: the boundary between
 * them and who had it before is moved. Pure.
 *
 * @param row as it was
 * @param since null for ever since
 * @param previous who had it before; null for nobody
 * @param changed the rows as they are to be
 * @param affected the time whose calls may have other people then; null when nothing changes
 */
public record SinceCorrection(
        StaffTelephone row, Instant since, UUID previous, List<StaffTelephone> changed, TelephoneChange.Span affected) {

    static SinceCorrection of(TelephoneBook book, long id, Instant since, Instant now) {
        StaffTelephone row = book.row(id);
        refuseIf(row == null, "staff.telephone.unknown");
        refuseIf(since != null && since.isAfter(now), "staff.since.future");
        refuseIf(since != null && row.until() != null && !since.isBefore(row.until()), "staff.since.after-until");
        StaffTelephone previous = previous(book, row);
        if (previous == null) {
            return new SinceCorrection(row, since, null, List.of(row.from(since)), span(row.since(), since));
        }
        boolean swallowed = since == null || previous.since() != null && !since.isAfter(previous.since());
        refuseIf(swallowed, "staff.since.swallows", row.telephone());
        boolean touches = Objects.equals(previous.until(), row.since());
        boolean cut = previous.until().isAfter(since);
        StaffTelephone ended = touches || cut ? previous.to(since) : previous;
        return new SinceCorrection(
                row, since, previous.memberId(), List.of(ended, row.from(since)), span(row.since(), since));
    }

    /** The last one of this very telephone who had it before. */
    private static StaffTelephone previous(TelephoneBook book, StaffTelephone row) {
        return row.since() == null
                ? null
                : book.of(row.telephone()).stream()
                        .filter(other -> other.id() != row.id() && other.sameTelephoneAs(row) && !other.empty())
                        .filter(other -> other.until() != null && !other.until().isAfter(row.since()))
                        .reduce((earlier, later) -> later)
                        .orElse(null);
    }

    private static TelephoneChange.Span span(Instant before, Instant after) {
        if (Objects.equals(before, after)) {
            return null;
        }
        if (before == null || after == null) {
            return new TelephoneChange.Span(null, before == null ? after : before);
        }
        return before.isBefore(after)
                ? new TelephoneChange.Span(before, after)
                : new TelephoneChange.Span(after, before);
    }

    private static void refuseIf(boolean wrong, String key, Object... args) {
        if (wrong) {
            throw Refused.because("since", key, args);
        }
    }
}
