package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What a deal adds to what somebody has won, or takes from it again.
 *
 * @param person null where nobody answered for it
 * @param at when it counts
 * @param amount of the deal's currency; negative where it is taken back
 * @param deals 1 as it is won, -1 as it is taken back, 0 where its amount alone is another
 * @param won for when it was won: days are told until then
 */
record Credit(UUID person, Instant at, BigDecimal amount, int deals, Instant won) {

    Credit at(Instant other) {
        return new Credit(person, other, amount, deals, won);
    }

    Credit takenBack(Instant then) {
        return new Credit(person, then, amount.negate(), -deals, won);
    }

    Credit and(Credit later) {
        return new Credit(person, later.at, amount.add(later.amount), deals + later.deals, later.won);
    }

    boolean isNothing() {
        return deals == 0 && amount.signum() == 0;
    }
}
