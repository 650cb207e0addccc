package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A deal came into a stage.
 *
 * @param from null as it was made
 * @param responsible who answered for it at that moment; may be null
 * @param amount of the deal at that moment; may be null
 * @param closedAt for when it closed the deal, which may be dated back; null where it did not, or nobody knows
 */
record Move(Instant at, UUID from, UUID to, UUID responsible, BigDecimal amount, Instant closedAt) {

    Move(Instant at, UUID from, UUID to, UUID responsible, BigDecimal amount) {
        this(at, from, to, responsible, amount, null);
    }

    /** Since when the deal stands there: one that is dated back since the day for which it was closed. */
    Instant since() {
        return closedAt != null && closedAt.isBefore(at) ? closedAt : at;
    }
}
