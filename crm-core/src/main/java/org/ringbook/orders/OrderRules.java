package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/** What a text, a sum or a share may be. What does not fit is refused and not cut: somebody, or a program, can correct it. */
final class OrderRules {

    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final int LONGEST_LINE = 255;
    private static final int LONGEST_TEXT = 20_000;
    private static final int SUM_DIGITS = 13;
    private static final int KOPECKS = 2;
    private static final int QUANTITY_SCALE = 3;
    private static final int QUANTITY_DIGITS = 12;
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");

    private OrderRules() {}

    /** One line, tidied; null for nothing. */
    static String line(String field, String text) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        if (tidied.length() > LONGEST_LINE) {
            throw Refused.because(field, "orders.long", LONGEST_LINE);
        }
        return tidied.isEmpty() ? null : tidied;
    }

    static String lineNeeded(String field, String text) {
        String line = line(field, text);
        if (line == null) {
            throw Refused.because(field, "orders.missing");
        }
        return line;
    }

    static String text(String field, String text) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.length() > LONGEST_TEXT) {
            throw Refused.because(field, "orders.long", LONGEST_TEXT);
        }
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "orders.unfit");
        }
        return kept.isEmpty() ? null : kept;
    }

    /** In kopecks; may be negative. */
    static BigDecimal money(String field, BigDecimal sum) {
        if (sum == null) {
            return null;
        }
        requireSize(field, sum, SUM_DIGITS);
        BigDecimal plain = sum.stripTrailingZeros();
        if (plain.scale() > KOPECKS) {
            throw Refused.because(field, "orders.kopecks");
        }
        return plain.setScale(KOPECKS);
    }

    static BigDecimal sum(String field, BigDecimal sum) {
        BigDecimal money = money(field, sum);
        if (money != null && money.signum() < 0) {
            throw Refused.because(field, "orders.negative");
        }
        return money;
    }

    /** 0 to 100, two places. */
    static BigDecimal percent(String field, BigDecimal share) {
        if (share == null) {
            return null;
        }
        requireSize(field, share, KOPECKS + 1);
        BigDecimal plain = share.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(HUNDRED) > 0 || plain.scale() > KOPECKS) {
            throw Refused.because(field, "orders.percent");
        }
        return plain.setScale(KOPECKS);
    }

    /** More than nothing, three places. */
    static BigDecimal quantity(String field, BigDecimal many) {
        if (many == null || many.signum() <= 0) {
            throw Refused.because(field, "orders.quantity");
        }
        requireSize(field, many, QUANTITY_DIGITS);
        BigDecimal plain = many.stripTrailingZeros();
        if (plain.scale() > QUANTITY_SCALE) {
            throw Refused.because(field, "orders.quantity");
        }
        return plain.setScale(QUANTITY_SCALE);
    }

    /** Before anything is reckoned with it: 1e999999999 is a number, too, and would take all memory. */
    private static void requireSize(String field, BigDecimal number, int digits) {
        if (number.precision() > 40 || number.scale() > 40 || (long) number.precision() - number.scale() > digits) {
            throw Refused.because(field, "orders.size");
        }
    }
}
