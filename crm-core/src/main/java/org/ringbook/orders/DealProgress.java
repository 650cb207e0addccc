package org.ringbook.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.orders.PartState.Kind;

/**
 * How far a deal is: "3 of 5 delivered, 60 % paid". What was cancelled counts nowhere. Pure.
 *
 * @param due what is to be paid: the amounts of its parts where each has one, else the deal's own
 * @param paidPercent whole ones, rounded down: 100 is only said when all is paid. Null where nothing is due
 */
public record DealProgress(int open, int done, int cancelled, BigDecimal due, BigDecimal paid, Integer paidPercent) {

    private static final int MOST_PERCENT = 99_999;

    /** @param amount null for none yet */
    public record PartOfDeal(Kind kind, BigDecimal amount) {}

    /**
     * @param dealAmount null for none yet
     * @param counted whether that follows from its parts or lines
     * @param paid what came, less what was given back
     */
    public static DealProgress of(List<PartOfDeal> parts, BigDecimal dealAmount, boolean counted, BigDecimal paid) {
        List<BigDecimal> amounts = parts.stream()
                .filter(part -> part.kind() != Kind.CANCELLED)
                .map(PartOfDeal::amount)
                .collect(Collectors.toList());
        BigDecimal own = dealAmount == null ? BigDecimal.ZERO : dealAmount;
        BigDecimal due = counted || amounts.isEmpty() || amounts.contains(null)
                ? own
                : amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new DealProgress(
                count(parts, Kind.OPEN),
                count(parts, Kind.DONE),
                count(parts, Kind.CANCELLED),
                due,
                paid,
                share(paid, due));
    }

    private static int count(List<PartOfDeal> parts, Kind kind) {
        return (int) parts.stream().filter(part -> part.kind() == kind).count();
    }

    private static Integer share(BigDecimal paid, BigDecimal due) {
        if (due.signum() <= 0) {
            return null;
        }
        return paid.max(BigDecimal.ZERO)
                .multiply(OrderRules.HUNDRED)
                .divide(due, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(MOST_PERCENT))
                .intValue();
    }

    /** Those that are not cancelled. */
    public int parts() {
        return open + done;
    }

    /** Whether no part is open. */
    public boolean isFinished() {
        return open == 0;
    }

    /** In a line, in Russian for a Russian locale, else in English; empty where there is nothing to tell. */
    public String words(Locale locale) {
        if (parts() > 0 && paidPercent != null) {
            return OrderWords.of("progress.both", locale, done, parts(), paidPercent);
        }
        if (parts() > 0) {
            return OrderWords.of("progress.parts", locale, done, parts());
        }
        return paidPercent == null ? "" : OrderWords.of("progress.paid", locale, paidPercent);
    }
}
