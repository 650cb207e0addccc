package org.ringbook.telephony.beeline;

/** Numbers as the PBX writes them: {@code tel:+7…}, {@code +7…}, ten digits, extensions, addresses of devices. */
final class Phone {

    private static final int LONGEST_SHORT = 6;

    private Phone() {}

    /** @return digits alone; null when it is no number */
    static String digits(String text) {
        if (text == null) {
            return null;
        }
        String user = text.strip().replaceFirst("^(?i)(tel|sips?):", "").replaceFirst("[;@].*$", "");
        String digits = user.replaceAll("[^0-9]", "");
        boolean written = user.matches("[+0-9() .\\-]+");
        return !written || digits.isEmpty() || digits.length() > 15 ? null : digits;
    }

    static boolean isShort(String text) {
        String digits = digits(text);
        return digits != null && digits.length() <= LONGEST_SHORT;
    }

    /** In the form in which it is read everywhere: a whole number has its plus and its country. */
    static String international(String text) {
        String digits = digits(text);
        if (digits == null || digits.length() <= LONGEST_SHORT) {
            return digits;
        }
        if (digits.length() == 10) {
            return "+7" + digits;
        }
        boolean trunk = digits.length() == 11 && digits.startsWith("8");
        return trunk ? "+7" + digits.substring(1) : digits.length() >= 11 ? "+" + digits : digits;
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
