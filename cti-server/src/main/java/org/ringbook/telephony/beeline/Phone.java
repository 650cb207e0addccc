package org.ringbook.telephony.beeline;

import org.ringbook.telephony.operators.PbxNumber;

/** Numbers as the PBX writes them: {@code tel:+7…}, {@code +7…}, ten digits, extensions, addresses of devices. */
final class Phone {

    private static final int LONGEST_SHORT = 6;

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

    /** The same for each way to write a number: the last ten digits, or all of a shorter one. */
    static String key(String text) {
        String digits = digits(text);
        return digits == null || digits.length() <= 10 ? digits : digits.substring(digits.length() - 10);
    }

    /** The extension that may stand behind a number: {@code tel:+7…;ext=101}. */
    static String extension(String text) {
        int at = text == null ? -1 : text.indexOf(";ext=");
        return at < 0 ? null : digits(text.substring(at + 5));
    }
}
