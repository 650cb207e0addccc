package org.ringbook.telephony.asterisk;

/** What Dial() was told: {@code 89161112233@carrier}, {@code carrier/sip:89161112233@10.0.0.1}, {@code g0/89161112233}. */
final class DialString {

    private DialString() {}

    /** The dialled digits; null when there are none. */
    static String number(String dialString) {
        if (dialString == null || dialString.length() > 200) {
            return null;
        }
        String rest = dialString.substring(dialString.lastIndexOf('/') + 1);
        if (rest.startsWith("sip:") || rest.startsWith("sips:") || rest.startsWith("tel:")) {
            rest = rest.substring(rest.indexOf(':') + 1);
        }
        int at = rest.indexOf('@');
        rest = at >= 0 ? rest.substring(0, at) : rest;
        return isDialled(rest) ? rest : null;
    }

    /** Digits, stars and hashes, 2 to 32 of them, behind a plus or not. Asked with each call of a telephone, and so no pattern. */
    private static boolean isDialled(String text) {
        int first = text.startsWith("+") ? 1 : 0;
        int length = text.length() - first;
        boolean fine = length >= 2 && length <= 32;
        for (int i = first; fine && i < text.length(); i++) {
            char c = text.charAt(i);
            fine = c >= '0' && c <= '9' || c == '*' || c == '#';
        }
        return fine;
    }
}
