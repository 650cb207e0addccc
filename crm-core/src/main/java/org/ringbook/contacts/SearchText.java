package org.ringbook.contacts;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as they are compared, sorted and found: without case, and ё as е. */
final class SearchText {

    private static final int WORDS = 40;
    private static final int WORD_LENGTH = 60;
    private static final int TYPED_WORDS = 8;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private SearchText() {}

    static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
        return hasOddSpace(plain) ? SPACE.matcher(plain).replaceAll(" ").strip() : plain;
    }

    private static boolean hasOddSpace(String text) {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ';
            if (space && afterSpace || !space && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                return true;
            }
            afterSpace = space;
        }
        return afterSpace;
    }

    /** The words that a record is found by. */
    static String[] words(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                addWords(text, words, WORDS);
            }
        }
        return words.toArray(String[]::new);
    }

    /**
     * A tsquery for records that have a word beginning with each word of the text, in whatever order, in Latin or Cyrillic letters, and
     * whichever layout the keyboard had; empty when the text has no word.
     */
    static String query(String text) {
        String typed = key(text);
        String all = queryOfWords(typed);
        String otherLayout = Spellings.inOtherLayout(typed);
        String other = otherLayout == null ? "" : queryOfWords(otherLayout);
        return all.isEmpty() || other.isEmpty() || other.equals(all) ? all : "(" + all + ") | (" + other + ")";
    }

    private static String queryOfWords(String text) {
        Set<String> words = new LinkedHashSet<>();
        addWords(text, words, TYPED_WORDS);
        return words.stream().map(SearchText::anySpelling).collect(Collectors.joining(" & "));
    }

    private static String anySpelling(String word) {
        return Spellings.of(word).stream()
                .map(spelling -> "'" + spelling + "':*")
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    private static void addWords(String text, Set<String> words, int limit) {
        for (String word : BETWEEN_WORDS.split(key(text))) {
            if (!word.isEmpty() && words.size() < limit) {
                words.add(word.substring(0, Math.min(word.length(), WORD_LENGTH)));
            }
        }
    }
}
