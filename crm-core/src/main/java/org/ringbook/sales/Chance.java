package org.ringbook.sales;

import java.util.Map;
import java.util.UUID;
import org.ringbook.deals.Probability.History;

/**
 * How likely an open deal is won: what somebody set by hand, else what history says of its stage, else, while that is too short, what the
 * stage says. The same as its card shows, but for the rounding.
 *
 * @param history by stage, of the last twelve months
 */
record Chance(Map<UUID, History> history) {

    Chance {
        history = Map.copyOf(history);
    }

    double of(DealRow deal, Stage stage) {
        return deal.probability() != null
                ? deal.probability()
                : history.getOrDefault(stage.id(), History.EMPTY).share().orElse(stage.probability());
    }
}
