package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Picks out of the rows of CEL, newest first, those of a time and the earlier ones of the same calls. */
final class RowsOfCalls {

    /** Asterisk's threads write side by side: the order of rows is that of their times but for this. */
    private static final Duration DISORDER = Duration.ofSeconds(10);

    private final Instant back;
    private final Instant from;
    private final Instant to;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final List<Row> newestFirst = new ArrayList<>();

    /** @param back how early a call may have begun */
    RowsOfCalls(Instant back, Instant from, Instant to) {
        this.back = back;
        this.from = from;
        this.to = to;
    }

    /** @return false when no older row can be wanted */
    boolean take(Row row) {
        if (row.at().isAfter(to)) {
            return true;
        }
        boolean within = !row.at().isBefore(from);
        if (within) {
            ids.addAll(idsOf(row));
        }
        if (within || idsOf(row).stream().anyMatch(ids::contains)) {
            newestFirst.add(row);
            if (row.get("eventtype").equals("CHAN_START")) {
                begun.add(row.get("uniqueid"));
            }
        }
        boolean maybeMore = row.at().isAfter(from.minus(DISORDER)) || !begun.containsAll(ids);
        return maybeMore && !row.at().isBefore(back);
    }

    static List<String> idsOf(Row row) {
        return List.of(row.get("uniqueid"), row.get("linkedid"));
    }

    List<Row> inOrder() {
        var rows = new ArrayList<>(newestFirst);
        Collections.reverse(rows);
        return rows;
    }
}
