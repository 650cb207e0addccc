package org.ringbook.telephony.megafon;

import org.ringbook.telephony.operators.PbxNumber;

/** Numbers as the PBX writes them: digits without a plus, extensions, addresses of devices, or words for a hidden one. */
final class Phone {

    /** A party with at most so many digits is one of the company. */
    private static final int LONGEST_SHORT = 5;

    private Phone() {}

    /** @return digits alone; null when it is no number */
    static String digits(String text) {
        return PbxNumber.digits(text);
    }

    static boolean isShort(String text) {
        String digits = digits(text);
        return digits != null && digits.length() <= LONGEST_SHORT;
    }

    /** In the form in which it is read everywhere: a whole number has its plus. */
    static String international(String text) {
        return PbxNumber.international(text);
    }

    /** The same for each way to write a number. */
    static String last10(String text) {
        String digits = digits(text);
        return digits == null || digits.length() < 10 ? null : digits.substring(digits.length() - 10);
    }
}
