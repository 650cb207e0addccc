package org.ringbook.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they are compared: people and programs write them with other letters, blanks and signs. Pure. */
final class FileTexts {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}№]+");
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");
    private static final int SHOWN = 100;

    private FileTexts() {}

    /** Without case, ё as е, whatever stands between its words as one blank. */
    static String key(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
        return BETWEEN.matcher(plain).replaceAll(" ").strip();
    }

    /** On one line; null for nothing. */
    static String line(String text) {
        String line = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : line;
    }

    /** As much of it as a message shows. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
