package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal as reports see it.
 *
 * @param responsible today
 * @param probability 0 to 1, where somebody set it by hand; null else
 * @param closedAt null while it is open
 * @param cost of its parts; null unless each that is not cancelled says what it costs
 */
record DealRow(
        UUID id,
        UUID pipeline,
        UUID stage,
        UUID party,
        UUID responsible,
        BigDecimal amount,
        String currency,
        Double probability,
        LocalDate expectedClose,
        Instant createdAt,
        Instant closedAt,
        UUID lostReason,
        String competitor,
        BigDecimal cost) {

    /** The company's; what is in another one is counted and named, and never added up. */
    static final String CURRENCY = "RUB";

    boolean isForeign() {
        return amount != null && !CURRENCY.equals(currency);
    }

    /** What of it can be added up; zero for nothing. */
    BigDecimal money() {
        return amount == null || isForeign() ? BigDecimal.ZERO : amount;
    }

    /** Null where its cost is not known. */
    BigDecimal margin() {
        return cost == null || amount == null || isForeign() ? null : amount.subtract(cost);
    }
}
