package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The rates of VAT in Russia, with their dates. A line may have another one, and is told then. Pure. */
final class VatRates {

    /** @param until the first day on which it is a rate no more; null for no end */
    private record Rate(int percent, LocalDate since, LocalDate until) {

        boolean holds(LocalDate day) {
            return !day.isBefore(since) && (until == null || day.isBefore(until));
        }
    }

    private static final LocalDate OF_18 = LocalDate.of(2004, 1, 1);
    private static final LocalDate OF_20 = LocalDate.of(2019, 1, 1);
    private static final LocalDate OF_5_AND_7 = LocalDate.of(2025, 1, 1);
    private static final LocalDate OF_22 = LocalDate.of(2026, 1, 1);

    private static final List<Rate> RATES = List.of(
            new Rate(0, OF_18, null),
            new Rate(10, OF_18, null),
            new Rate(18, OF_18, OF_20),
            new Rate(20, OF_20, OF_22),
            new Rate(5, OF_5_AND_7, null),
            new Rate(7, OF_5_AND_7, null),
            new Rate(22, OF_22, null));

    private VatRates() {}

    /** @param rate percent; null for none, which is always one */
    static boolean isOne(BigDecimal rate, LocalDate day) {
        return rate == null
                || RATES.stream()
                        .anyMatch(one -> one.holds(day) && rate.compareTo(BigDecimal.valueOf(one.percent())) == 0);
    }
}
