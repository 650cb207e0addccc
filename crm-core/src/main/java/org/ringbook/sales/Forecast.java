package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ringbook.sales.Stage.Kind;

/**
 * What open deals will bring by the month in which they are expected to close: the sum of amount times probability. Those whose day has
 * passed stand apart, and so do those without one. Not for several threads.
 */
final class Forecast {

    /** Deals that are expected at one time. */
    static final class Expected {
        private final List<UUID> deals = new ArrayList<>();
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal weighted = BigDecimal.ZERO;

        private void add(DealRow deal, double chance) {
            deals.add(deal.id());
            sum = sum.add(deal.money());
            weighted = weighted.add(deal.money().multiply(BigDecimal.valueOf(chance)));
        }

        List<UUID> deals() {
            return deals;
        }

        BigDecimal sum() {
            return sum;
        }

        /** Each times how likely it is. */
        BigDecimal weighted() {
            return weighted;
        }
    }

    private final Stages stages;
    private final Chance chance;
    private final LocalDate today;
    private final Map<YearMonth, Expected> months = new TreeMap<>();
    private final Expected overdue = new Expected();
    private final Expected undated = new Expected();
    private final Foreign foreign = new Foreign();

    Forecast(Stages stages, Chance chance, LocalDate today) {
        this.stages = stages;
        this.chance = chance;
        this.today = today;
    }

    void add(DealRow deal) {
        Stage stage = stages.of(deal.stage());
        if (stage.kind() != Kind.OPEN) {
            return;
        }
        foreign.see(deal);
        expectedOf(deal).add(deal, chance.of(deal, stage));
    }

    private Expected expectedOf(DealRow deal) {
        if (deal.expectedClose() == null) {
            return undated;
        }
        return deal.expectedClose().isBefore(today)
                ? overdue
                : months.computeIfAbsent(YearMonth.from(deal.expectedClose()), month -> new Expected());
    }

    Map<YearMonth, Expected> months() {
        return Collections.unmodifiableMap(months);
    }

    Expected overdue() {
        return overdue;
    }

    Expected undated() {
        return undated;
    }

    Foreign foreign() {
        return foreign;
    }
}
