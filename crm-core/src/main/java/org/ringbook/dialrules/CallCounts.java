package org.ringbook.dialrules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Earlier calls, counted against a cap. A day is that of the called person: where several zones are possible, the one in which most of
 * the calls are of one day counts.
 */
final class CallCounts {

    private final Collection<ZoneId> zones;
    private final List<PastCall> calls;
    private final Instant at;

    /** @param calls of whoever is counted; later ones than the moment count nothing */
    CallCounts(Collection<ZoneId> zones, List<PastCall> calls, Instant at) {
        this.zones = zones;
        this.at = at;
        this.calls = calls.stream()
                .filter(call -> !call.at().isAfter(at))
                .sorted(Comparator.comparing(PastCall::at))
                .toList();
    }

    /**
     * A cap that is used up.
     *
     * @param until the first moment at which one more is allowed; null for never
     * @param by the calls that use it up, the oldest first
     */
    record Full(Instant until, List<PastCall> by) {}

    CallCounts of(Predicate<PastCall> wanted) {
        return new CallCounts(zones, calls.stream().filter(wanted).toList(), at);
    }

    int most(int days) {
        return zones.stream().mapToInt(zone -> within(days, zone).size()).max().orElse(0);
    }

    private List<PastCall> within(int days, ZoneId zone) {
        if (calls.isEmpty()) {
            return calls;
        }
        LocalDate first = at.atZone(zone).toLocalDate().minusDays(days - 1L);
        return calls.stream()
                .filter(call -> !call.at().atZone(zone).toLocalDate().isBefore(first))
                .toList();
    }

    /** @param days today and so many less one before it; null when one more is allowed */
    Full fullInDays(int most, int days) {
        Full full = null;
        for (ZoneId zone : zones) {
            List<PastCall> counted = within(days, zone);
            if (counted.size() < most) {
                continue;
            }
            Instant until = most == 0
                    ? null
                    : counted.get(counted.size() - most)
                            .at()
                            .atZone(zone)
                            .toLocalDate()
                            .plusDays(days)
                            .atStartOfDay(zone)
                            .toInstant();
            if (full == null || until != null && full.until() != null && until.isAfter(full.until())) {
                full = new Full(until, counted);
            }
        }
        return full;
    }

    /** Null when one more is allowed. */
    Full fullIn(int most, Duration span) {
        Instant since = at.minus(span);
        List<PastCall> counted =
                calls.stream().filter(call -> call.at().isAfter(since)).toList();
        if (counted.size() < most) {
            return null;
        }
        return new Full(
                most == 0 ? null : counted.get(counted.size() - most).at().plus(span), counted);
    }

    /** Ever. Null when one more is allowed. */
    Full full(int most) {
        return calls.size() < most ? null : new Full(null, calls);
    }
}
