package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody, or a team, is to reach in a month.
 *
 * @param id null for one that is not kept yet
 * @param staffId null of a team's
 * @param team null of a person's
 * @param since first day of whoever is new in the month: the plan counts in proportion to the working days that are left then; null of
 *     all others
 */
public record Plan(
        UUID id, YearMonth month, UUID staffId, String team, Indicator indicator, BigDecimal value, LocalDate since) {

    public enum Indicator {
        /** Sum of deals that were won. */
        WON_SUM,
        WON_COUNT,
        /** Money that came. */
        PAID_SUM,
        /** Of won deals whose cost is known. */
        MARGIN,
        NEW_DEALS;

        /** In addresses and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Indicator> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }
}
