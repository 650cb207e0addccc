package org.ringbook.api;

/** What somebody sent, as it may be quoted back to them: short, and on one line. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String text(Object sent) {
        String line = String.valueOf(sent).replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
