package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.MathContext;

/** One by another; where the other is nothing there is no ratio, and not 100 %. */
final class Ratio {

    private Ratio() {}

    static Double of(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    static Double of(BigDecimal part, BigDecimal whole) {
        return part == null || whole == null || whole.signum() == 0
                ? null
                : part.divide(whole, MathContext.DECIMAL64).doubleValue();
    }

    static Double of(BigDecimal part, int whole) {
        return of(part, BigDecimal.valueOf(whole));
    }
}
