package org.ringbook.deals;

import java.math.BigDecimal;
import org.ringbook.refusals.Refused;

/** Numbers that people and programs write of deals, as they may be kept. Pure. */
final class DealNumbers {

    static final BigDecimal HUNDRED = new BigDecimal("100.00");

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");
    private static final int PLACES = 2;
    private static final int MOST_DIGITS = 40;

    private DealNumbers() {}

    /** @return null for null @throws Refused unless it is 0 or more, is no more than is kept, and has two places at most */
    static BigDecimal money(String field, BigDecimal amount) {
        return plain(field, amount, MOST, "deals.amount");
    }

    /** @return null for null @throws Refused unless it is 0 to 100 with two places at most */
    static BigDecimal percent(String field, BigDecimal percent) {
        return plain(field, percent, HUNDRED, "deals.percent");
    }

    private static BigDecimal plain(String field, BigDecimal number, BigDecimal most, String why) {
        if (number == null) {
            return null;
        }
        if (!isReckonable(number)) {
            throw Refused.because(field, why);
        }
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(most) > 0 || plain.scale() > PLACES) {
            throw Refused.because(field, why);
        }
        return plain.setScale(PLACES);
    }

    /** Whether one may do anything with it: 1e-400000000 is a number, too, and would take all memory. */
    static boolean isReckonable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
}
