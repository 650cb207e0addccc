package org.ringbook.sales;

import java.time.Instant;

/** By which of its dates a deal belongs to a period. */
public enum Basis {
    /** Those that were made in it. */
    CREATED,
    /** Those that were closed in it. */
    CLOSED;

    boolean holds(DealRow deal, Instant from, Instant to) {
        Instant at = this == CREATED ? deal.createdAt() : deal.closedAt();
        return at != null && !at.isBefore(from) && at.isBefore(to);
    }
}
