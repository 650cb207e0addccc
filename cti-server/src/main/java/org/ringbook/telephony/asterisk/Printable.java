package org.ringbook.telephony.asterisk;

/** Text from the wire, made fit for a log or a message to a person: one line, bounded, no control characters. */
final class Printable {

    private Printable() {}

    static String text(String untrusted, int longest) {
        if (untrusted == null) {
            return "";
        }
        var out = new StringBuilder(Math.min(untrusted.length(), longest));
        for (int i = 0; i < untrusted.length() && out.length() < longest; i++) {
            char c = untrusted.charAt(i);
            out.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c);
        }
        return out.toString();
    }
}
