package org.ringbook.telephony.megafon;

/** Numbers as the PBX writes them: digits without a plus, extensions, addresses of devices, or words for a hidden one. */
final class Phone {

    /** A party with at most so many digits is one of the company. */
    private static final int LONGEST_SHORT = 5;

    private Phone() {}

    /** @return digits alone; null when it is no number */
    static String digits(String text) {
        if (text == null) {
            return null;
        }
        String user = text.startsWith("sip:") || text.indexOf('@') >= 0
                ? text.replaceFirst("^sips?:", "").replaceFirst("@.*$", "")
                : text;
        boolean written = user.matches("[+0-9() .\\-]+");
        String digits = user.replaceAll("[^0-9]", "");
        return !written || digits.isEmpty() || digits.length() > 15 ? null : digits;
    }

    static boolean isShort(String text) {
        String digits = digits(text);
        return digits != null && digits.length() <= LONGEST_SHORT;
    }

    /** In the form in which it is read everywhere: a whole number has its plus. */
    static String international(String text) {
        String digits = digits(text);
        boolean whole = digits != null && (digits.length() >= 12 || digits.length() == 11 && !digits.startsWith("8"));
        return whole ? "+" + digits : digits;
    }

    /** The same for each way to write a number. */
    static String last10(String text) {
        String digits = digits(text);
        return digits == null || digits.length() < 10 ? null : digits.substring(digits.length() - 10);
    }
}
