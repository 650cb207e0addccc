package org.ringbook.calls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Texts of a call come from the line, a webhook or a file, and so does their length. They are cut where they come in, to what every
 * table and index takes; whatever nobody can keep, NUL and half of a character, is replaced. Pure; null stays null.
 */
public final class CallText {

    /** An entry of an index takes 2,700 bytes, and a character up to three of them. */
    private static final int LONGEST_NAME = 500;

    private static final int LONGEST_ID = 200;
    /** A link to a recording, all telephones that a group was rung by, why a rule fired. */
    private static final int LONGEST_DETAIL = 4_000;

    private static final char REPLACEMENT = '\ufffd';

    private CallText() {}

    /** A name, a number, a telephone: what is looked for by itself. */
    public static String name(String text) {
        return cut(storable(text), LONGEST_NAME);
    }

    /** What is read as a whole, and never looked for. */
    public static String detail(String text) {
        return cut(storable(text), LONGEST_DETAIL);
    }

    /** The source's own id of something. What is cut ends in a mark of the whole: two ids never become one. */
    public static String id(String text) {
        if (text == null || text.length() <= LONGEST_ID && isStorable(text)) {
            return text;
        }
        String mark = "~"
                + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_16))
                        .toString()
                        .replace("-", "");
        return cut(storable(text), LONGEST_ID - mark.length()) + mark;
    }

    static List<String> names(List<String> texts) {
        // Asked at each change of a call, where hardly ever anything is to be cut.
        for (String text : texts) {
            if (text != null && (text.length() > LONGEST_NAME || !isStorable(text))) {
                return texts.stream().map(CallText::name).toList();
            }
        }
        return texts;
    }

    private static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        boolean inHalf = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, inHalf ? longest - 1 : longest);
    }

    /** The same without what PostgreSQL cannot keep. */
    public static String storable(String text) {
        if (text == null || isStorable(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> isRefused(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == 0 || Character.isSurrogate(one)) {
                return text.codePoints().noneMatch(CallText::isRefused);
            }
        }
        return true;
    }

    private static boolean isRefused(int point) {
        return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
