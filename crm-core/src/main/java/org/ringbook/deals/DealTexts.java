package org.ringbook.deals;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/** What people and programs write of deals, as it may be kept, and by what it is found. Pure. */
final class DealTexts {

    static final int LONGEST_LINE = 255;
    static final int LONGEST_TEXT = 2_000;

    private static final int MOST_WORDS = 8;
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");

    private DealTexts() {}

    static String name(String name, String nameEn, Locale reader) {
        return nameEn != null && !"ru".equals(reader.getLanguage()) ? nameEn : name;
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** On one line; null when nothing is left. */
    static String line(String field, String text) {
        String kept = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return fit(field, kept, LONGEST_LINE);
    }

    static String required(String field, String text) {
        String kept = line(field, text);
        if (kept == null) {
            throw Refused.because(field, "deals.name");
        }
        return kept;
    }

    /** Of several lines; null when nothing is left. */
    static String text(String field, String text) {
        return fit(
                field,
                text == null ? "" : text.replace("\r\n", "\n").replace("\0", "").strip(),
                LONGEST_TEXT);
    }

    private static String fit(String field, String kept, int longest) {
        if (kept.length() > longest) {
            throw Refused.because(field, "deals.long", longest);
        }
        return kept.isEmpty() ? null : kept;
    }

    /** What it is found by: each word with a blank before it, without case, ё as е. The database's idea of case may know no Cyrillic. */
    static String found(String title) {
        return " " + folded(title);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е')
                .replaceAll("[^\\p{L}\\p{M}\\p{N}@.]+", " ")
                .strip();
    }

    /** Patterns of {@code like}, all of which must fit: each word is the beginning of one. */
    static List<String> patterns(String typed) {
        return Arrays.stream(folded(typed).split(" "))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "% " + word + "%")
                .toList();
    }
}
