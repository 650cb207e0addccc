package org.ringbook.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one line comes to. Each line is rounded for itself, to kopecks, half up: first what is to be paid for the goods, then the VAT of that.
 * Pure.
 *
 * @param net without VAT
 * @param vat zero for a line without
 * @param gross what is to be paid
 */
public record LineSum(BigDecimal net, BigDecimal vat, BigDecimal gross) {

    private static final int KOPECKS = 2;

    /**
     * @param discount percent; null for none
     * @param vatRate percent; null for a line without VAT
     * @param included whether the price holds the VAT; else it comes on top
     */
    public static LineSum of(
            BigDecimal quantity, BigDecimal price, BigDecimal discount, BigDecimal vatRate, boolean included) {
        BigDecimal left = OrderRules.HUNDRED.subtract(discount == null ? BigDecimal.ZERO : discount);
        BigDecimal sum = quantity.multiply(price)
                .multiply(left)
                .divide(OrderRules.HUNDRED)
                .setScale(KOPECKS, RoundingMode.HALF_UP);
        if (vatRate == null || vatRate.signum() == 0) {
            return new LineSum(sum, BigDecimal.ZERO.setScale(KOPECKS), sum);
        }
        BigDecimal base = included ? OrderRules.HUNDRED.add(vatRate) : OrderRules.HUNDRED;
        BigDecimal vat = sum.multiply(vatRate).divide(base, KOPECKS, RoundingMode.HALF_UP);
        return included ? new LineSum(sum.subtract(vat), vat, sum) : new LineSum(sum, vat, sum.add(vat));
    }

    public LineSum plus(LineSum other) {
        return new LineSum(net.add(other.net), vat.add(other.vat), gross.add(other.gross));
    }

    public static LineSum nothing() {
        BigDecimal zero = BigDecimal.ZERO.setScale(KOPECKS);
        return new LineSum(zero, zero, zero);
    }
}
