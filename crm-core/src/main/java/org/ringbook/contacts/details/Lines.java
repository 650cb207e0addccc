package org.ringbook.contacts.details;

import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/** What people and programs write on one line. */
final class Lines {

    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");

    private Lines() {}

    /** @return without control characters and blanks around it; null when nothing is left */
    static String line(String field, String text, int longest) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        if (tidied.length() > longest) {
            throw Refused.because(field, "contacts.long", longest);
        }
        return tidied.isEmpty() ? null : tidied;
    }
}
