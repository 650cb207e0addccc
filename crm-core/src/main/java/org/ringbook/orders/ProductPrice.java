package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A price of one kind, such as retail, from a day on until the next one of that kind.
 *
 * @param since the first day
 */
public record ProductPrice(String kind, LocalDate since, BigDecimal value) {

    /** The price of a kind that holds on a day; empty when there is none yet. Pure. */
    public static Optional<BigDecimal> on(List<ProductPrice> prices, String kind, LocalDate day) {
        return prices.stream()
                .filter(one -> one.kind().equals(kind) && !one.since().isAfter(day))
                .max(Comparator.comparing(ProductPrice::since))
                .map(ProductPrice::value);
    }
}
