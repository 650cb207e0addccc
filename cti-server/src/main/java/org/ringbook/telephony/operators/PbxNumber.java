package org.ringbook.telephony.operators;

import java.util.regex.Pattern;

/**
 * Numbers as virtual PBXs write them: digits with a plus or without, with what people put between them, behind {@code tel:}, before
 * parameters, as the user of an address; and extensions. Whose country digits alone are of is decided by whoever knows the
 * numbering, and not here.
 */
public final class PbxNumber {

    private static final int LONGEST_TEXT = 100;
    private static final int MOST_DIGITS = 15;
    private static final int FEWEST_WHOLE = 11;
    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:tel|sips?):");
    private static final Pattern BEHIND = Pattern.compile("[;@].*$");
    private static final Pattern WRITTEN = Pattern.compile("[+0-9() .~/\\-]+");

    private PbxNumber() {}

    /** The text without what stands around a number. */
    private static String bare(String text) {
        String user = SCHEME.matcher(text.strip()).replaceFirst("");
        return BEHIND.matcher(user).replaceFirst("").strip();
    }

    /** @return digits alone; null when it is no number */
    public static String digits(String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            return null;
        }
        String user = bare(text);
        String digits = user.replaceAll("[^0-9]", "");
        return !WRITTEN.matcher(user).matches() || digits.isEmpty() || digits.length() > MOST_DIGITS ? null : digits;
    }

    /** In the form in which it is read everywhere: a whole number has its plus. Null when it is no number. */
    public static String international(String text) {
        String digits = digits(text);
        if (digits == null || bare(text).startsWith("+")) {
            return digits == null ? null : "+" + digits;
        }
        boolean dialled = digits.startsWith("00")
                || digits.startsWith("810")
                || digits.startsWith("8") && digits.length() == FEWEST_WHOLE;
        return digits.length() >= FEWEST_WHOLE && !dialled ? "+" + digits : digits;
    }
}
