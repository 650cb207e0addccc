package org.ringbook.api;

/** Where a page goes on. */
final class Cursor {

    private static final int LONGEST = 2000;

    private Cursor() {}

    /** Null for the first page. What the cursor says is for the one who made it. */
    static String of(String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        if (after.length() > LONGEST || after.indexOf('\0') >= 0) {
            throw NotDone.wrong("after", "The cursor is not known. Take it from \"next\" of the page before.");
        }
        return after;
    }
}
