package org.ringbook.telephony.asterisk;

import org.ringbook.telephony.PbxSource.DialRefused;

/**
 * The gate before an action. Refuses, and never strips: a line break in a value would be a header of its own, and
 * Asterisk would obey it.
 */
final class ActionText {

    private ActionText() {}

    static String extension(String text) {
        if (text == null || !text.matches("[0-9]{2,6}")) {
            throw new DialRefused("Not one of our telephones: an extension has 2 to 6 digits.");
        }
        return text;
    }

    static String number(String text) {
        if (text == null || !text.matches("[+]?[0-9*#]{1,32}")) {
            throw new DialRefused("Not a number that can be dialled: digits, with a plus before them or not.");
        }
        return text;
    }
}
