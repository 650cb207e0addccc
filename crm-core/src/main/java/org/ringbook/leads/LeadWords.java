package org.ringbook.leads;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a lead is found by: words without case, ё as е. The database's own idea of case may know no Cyrillic. Pure. */
final class LeadWords {

    private static final int LONGEST = 2_000;
    private static final int MOST_WORDS = 8;

    private LeadWords() {}

    /** Null parts are left out. */
    static String of(String... parts) {
        String all = Stream.of(parts)
                .filter(Objects::nonNull)
                .map(LeadWords::folded)
                .collect(Collectors.joining(" ", " ", ""));
        return all.substring(0, Math.min(all.length(), LONGEST));
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
