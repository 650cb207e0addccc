package org.ringbook.sales;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.sales.Stage.Kind;

/**
 * Deals that were closed, won and lost, both by the day of closing: a rate of two different days is none. What was no demand is left out.
 */
final class Outcomes {

    /**
     * @param person who answered for it at its closing; may be null
     * @param stage the last open one; may be null
     */
    record Outcome(DealRow deal, boolean won, UUID person, Stage stage) {}

    /** Some of them. Not for several threads. */
    static final class Group {
        private final List<UUID> won = new ArrayList<>();
        private final List<UUID> lost = new ArrayList<>();
        private final List<UUID> corrected = new ArrayList<>();
        private BigDecimal correctedSum = BigDecimal.ZERO;
        private BigDecimal wonSum = BigDecimal.ZERO;
        private BigDecimal lostSum = BigDecimal.ZERO;

        void add(Outcome one) {
            if (one.won()) {
                won.add(one.deal().id());
                wonSum = wonSum.add(one.deal().money());
            } else {
                lost.add(one.deal().id());
                lostSum = lostSum.add(one.deal().money());
            }
        }

        void add(DealRow deal, Credit credit) {
            BigDecimal amount = deal.isForeign() ? BigDecimal.ZERO : credit.amount();
            if (credit.deals() > 0) {
                won.add(deal.id());
                wonSum = wonSum.add(amount);
            } else {
                corrected.add(deal.id());
                correctedSum = correctedSum.add(amount);
            }
        }

        List<UUID> won() {
            return won;
        }

        /** Won before, and taken back, or of another amount since. */
        List<UUID> corrected() {
            return corrected;
        }

        BigDecimal correctedSum() {
            return correctedSum;
        }

        List<UUID> lost() {
            return lost;
        }

        BigDecimal wonSum() {
            return wonSum;
        }

        BigDecimal lostSum() {
            return lostSum;
        }

        /** Won of closed. */
        Double rate() {
            return Ratio.of(won.size(), won.size() + lost.size());
        }

        /** The same of their sums. */
        Double rateOfSum() {
            return Ratio.of(wonSum, wonSum.add(lostSum));
        }
    }

    private Outcomes() {}

    /** Null for a deal that is open, or was no demand. */
    static Outcome of(DealHistory story, Stages stages, Set<UUID> noDemand) {
        DealRow deal = story.deal();
        Kind kind = stages.kind(deal.stage());
        boolean left = kind == Kind.OPEN
                || kind == Kind.LOST && deal.lostReason() != null && noDemand.contains(deal.lostReason());
        return left ? null : new Outcome(deal, kind == Kind.WON, story.closedBy(), story.lastOpen(stages));
    }

    /** @param key of the group; an empty one stands for nothing said, and is a group of its own */
    static Map<String, Group> grouped(Iterable<Outcome> outcomes, Function<Outcome, String> key) {
        var groups = new TreeMap<String, Group>();
        for (Outcome one : outcomes) {
            groups.computeIfAbsent(key.apply(one), each -> new Group()).add(one);
        }
        return groups;
    }
}
