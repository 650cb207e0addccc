package org.ringbook.events;

import org.ringbook.refusals.Refused;

/** What people and programs write, as it may be kept. */
final class Texts {

    static final int LONGEST = 20_000;
    static final int LONGEST_LINE = 255;

    private Texts() {}

    /** @return without blanks around it; null when nothing is left */
    static String text(String field, String text) {
        return fit(field, text, LONGEST);
    }

    /** On one line. */
    static String line(String field, String text) {
        String kept = fit(field, text, LONGEST_LINE);
        return kept == null ? null : kept.replaceAll("\\s+", " ");
    }

    /** Written in two places: nothing of either is lost. What one of them says already stands once. */
    static String both(String field, String there, String typed) {
        String one = there == null ? "" : there.strip();
        String other = typed == null ? "" : typed;
        return fit(field, other.contains(one) ? other : one.contains(other) ? one : one + "\n" + other, LONGEST);
    }

    private static String fit(String field, String text, int longest) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "events.text.unfit");
        }
        if (kept.length() > longest) {
            throw Refused.because(field, "events.text.long", longest);
        }
        return kept.isEmpty() ? null : kept;
    }
}
