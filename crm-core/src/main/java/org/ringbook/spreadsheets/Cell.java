package org.ringbook.spreadsheets;

import java.util.regex.Pattern;

/** The text of a cell in a file that people open in a spreadsheet. Pure. */
public final class Cell {

    /** Spreadsheets pass over blanks before the sign, and some take the wide signs of East Asia as well. */
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Z}\\p{C}]*[=+\\-@|%＝＋－＠]");

    /** Digits can do nothing, and a telephone number should stay readable: one or several, or a figure. */
    private static final Pattern NUMBERS = Pattern.compile("\\+\\d+( \\+?\\d+)*|-?\\d+(\\.\\d+)?");

    private Cell() {}

    /**
     * A text that cannot run as a formula: one that looks like one has an apostrophe before it. Callers and files choose
     * the names that stand in such cells.
     *
     * @param text may be null, and comes back as it is
     */
    public static String harmless(String text) {
        boolean risky = text != null
                && !text.isEmpty()
                && !Character.isLetterOrDigit(text.charAt(0))
                && !isOneNumber(text)
                && FORMULA.matcher(text).lookingAt()
                && !NUMBERS.matcher(text).matches();
        return risky ? "'" + text : text;
    }

    /** What {@link #NUMBERS} would find too, and most cells with a sign are: an export has a hundred thousand of them. */
    private static boolean isOneNumber(String text) {
        if (text.charAt(0) != '+' || text.length() == 1) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The text that {@link #harmless} was given, of the one that it gave; any other text as it is. */
    public static String asWritten(String text) {
        boolean mine = text != null
                && text.startsWith("'")
                && FORMULA.matcher(text).region(1, text.length()).lookingAt();
        return mine ? text.substring(1) : text;
    }
}
