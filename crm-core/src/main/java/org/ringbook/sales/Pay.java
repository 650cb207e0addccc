package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What somebody has earned in a month so far: of each rule the part of each deal, rounded to kopecks, and nothing else: the whole is the
 * sum of what is shown. Pure.
 *
 * @param lines one for each rule, what brings most first
 */
public record Pay(List<Line> lines) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * @param rate that was reached: percent, or money for a piece
     * @param next the step that comes next; null for none
     * @param reached what the steps are measured by; null where it is a plan and there is none, or it is not shown
     * @param deals how many there are, without those that were taken back
     */
    public record Line(
            PayRule rule, BigDecimal rate, BigDecimal reached, PayRule.Step next, int deals, List<Part> parts) {

        public Line {
            parts = List.copyOf(parts);
        }

        public BigDecimal sum() {
            return parts.stream().map(Part::pay).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Null where it is not shown. */
        public BigDecimal base() {
            return parts.stream().anyMatch(part -> part.base() == null)
                    ? null
                    : parts.stream().map(Part::base).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Without what would say what deals cost. */
        Line withoutMargin() {
            return rule.of() == PayRule.Of.MARGIN
                    ? new Line(
                            rule,
                            rate,
                            null,
                            null,
                            deals,
                            parts.stream().map(Part::withoutBase).toList())
                    : this;
        }
    }

    /**
     * What one deal adds.
     *
     * @param on the day of its closing, or of the payment
     * @param base what the rate is of; negative where it is taken back, null where it is not shown
     * @param days from the deal's creation until that day
     */
    public record Part(UUID deal, LocalDate on, BigDecimal base, long days, BigDecimal factor, BigDecimal pay) {

        Part withoutBase() {
            return new Part(deal, on, null, days, factor, pay);
        }

        /** Whether it takes back what another month gave. */
        public boolean isCorrection() {
            return pay.signum() < 0;
        }
    }

    /**
     * Something of a month that is paid for.
     *
     * @param deals how many it counts for: -1 where it is taken back, 0 where the amount alone is another
     */
    record Piece(UUID deal, LocalDate on, BigDecimal amount, long days, int deals) {}

    static BigDecimal deals(Collection<Piece> pieces) {
        return BigDecimal.valueOf(pieces.stream().mapToInt(Piece::deals).sum());
    }

    public Pay {
        lines = List.copyOf(lines);
    }

    /**
     * @param pieces what happened in the month of what a rule is of
     * @param planDone percent of the plan for what a rule is of that is done; null where there is no plan
     */
    static Pay of(
            Collection<PayRule> rules, Function<PayRule, List<Piece>> pieces, Function<PayRule, BigDecimal> planDone) {
        return new Pay(rules.stream()
                .map(rule -> line(rule, pieces.apply(rule), planDone.apply(rule)))
                .sorted(Comparator.comparing(Line::sum).reversed())
                .toList());
    }

    private static Line line(PayRule rule, List<Piece> pieces, BigDecimal planDone) {
        BigDecimal sum = pieces.stream().map(Piece::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal reached = rule.stepsBy() == PayRule.StepsBy.PLAN
                ? planDone
                : rule.kind() == PayRule.Kind.PIECE ? deals(pieces) : sum;
        BigDecimal rate = reached == null ? rule.rate() : rule.rateAt(reached);
        var parts = new ArrayList<Part>();
        for (Piece piece : pieces) {
            BigDecimal factor = rule.factorAt(piece.days());
            BigDecimal whole = rule.kind() == PayRule.Kind.PIECE
                    ? rate.multiply(BigDecimal.valueOf(piece.deals()))
                    : piece.amount().multiply(rate).divide(HUNDRED);
            parts.add(new Part(
                    piece.deal(),
                    piece.on(),
                    piece.amount(),
                    piece.days(),
                    factor,
                    whole.multiply(factor).setScale(2, RoundingMode.HALF_UP)));
        }
        return new Line(rule, rate, reached, next(rule, reached), deals(pieces).intValue(), parts);
    }

    private static PayRule.Step next(PayRule rule, BigDecimal reached) {
        return rule.steps().stream()
                .filter(step -> reached == null || step.from().compareTo(reached) > 0)
                .min(Comparator.comparing(PayRule.Step::from))
                .orElse(null);
    }

    Pay withoutMargin() {
        return new Pay(lines.stream().map(Line::withoutMargin).toList());
    }

    public BigDecimal sum() {
        return lines.stream().map(Line::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
