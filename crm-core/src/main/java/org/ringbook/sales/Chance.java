package org.ringbook.sales;

import java.util.Map;
import java.util.UUID;

/**
 * How likely an open deal is won: what somebody set by hand, else what history says of its stage, (won + 0.1) / (won + lost + 0.2) of the
 * deals that ever reached it, else, under thirty of them, what the stage says.
 *
 * @param history by stage
 */
record Chance(Map<UUID, History> history) {

    private static final int ENOUGH = 30;

    /** Deals of the last twelve months that ever were in a stage. */
    record History(int won, int lost) {

        Double probability() {
            return won + lost < ENOUGH ? null : (won + 0.1) / (won + lost + 0.2);
        }
    }

    Chance {
        history = Map.copyOf(history);
    }

    double of(DealRow deal, Stage stage) {
        if (deal.probability() != null) {
            return deal.probability();
        }
        History known = history.get(stage.id());
        Double counted = known == null ? null : known.probability();
        return counted == null ? stage.probability() : counted;
    }
}
