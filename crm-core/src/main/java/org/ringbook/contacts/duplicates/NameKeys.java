package org.ringbook.contacts.duplicates;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as they are compared: what is the same name, written otherwise, has the same key. Pure. */
final class NameKeys {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final List<String> LONG_FORMS = List.of(
            "общество с ограниченной ответственностью",
            "публичное акционерное общество",
            "непубличное акционерное общество",
            "открытое акционерное общество",
            "закрытое акционерное общество",
            "акционерное общество",
            "индивидуальный предприниматель",
            "товарищество собственников жилья");
    private static final Set<String> FORMS = Set.of(
            "ооо", "ао", "пао", "оао", "зао", "нао", "ип", "гуп", "муп", "фгуп", "фгбу", "ано", "нко", "тсж", "снт",
            "кфх", "llc", "ltd", "inc", "gmbh", "ooo", "oao", "zao");

    /** Longer than any name that can be kept: what is longer is refused later, and must not stumble here. */
    private static final int LONGEST = 300;

    private NameKeys() {}

    /** Small letters, ё as е, no marks, words as they stand. */
    static String person(String name) {
        return String.join(" ", words(name));
    }

    /** The same without a legal form at either end; empty when there is nothing else. */
    static String company(String name) {
        String plain = person(name);
        for (String form : LONG_FORMS) {
            if (plain.startsWith(form + " ")) {
                plain = plain.substring(form.length() + 1);
            } else if (plain.endsWith(" " + form)) {
                plain = plain.substring(0, plain.length() - form.length() - 1);
            }
        }
        String[] words = plain.split(" ");
        int from = 0;
        int to = words.length;
        while (from < to && FORMS.contains(words[from])) {
            from++;
        }
        while (to > from && FORMS.contains(words[to - 1])) {
            to--;
        }
        return String.join(" ", Arrays.copyOfRange(words, from, to));
    }

    /** Whether a name says who it is: a first name alone does not. */
    static boolean isFull(String personKey) {
        return personKey.indexOf(' ') > 0;
    }

    static List<String> words(String name) {
        String plain = Normalizer.normalize(name.substring(0, Math.min(LONGEST, name.length())), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
        return Arrays.stream(BETWEEN_WORDS.split(plain))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** How much two keys have in common, 0 to 1: shared groups of three letters of all that there are. */
    static double similarity(String one, String other) {
        Set<String> ones = trigrams(one);
        Set<String> others = trigrams(other);
        Set<String> shared = new HashSet<>(ones);
        shared.retainAll(others);
        int all = ones.size() + others.size() - shared.size();
        return all == 0 ? 0 : (double) shared.size() / all;
    }

    private static Set<String> trigrams(String text) {
        Set<String> trigrams = new HashSet<>();
        for (String word : text.split(" ")) {
            String padded = "  " + word + " ";
            for (int i = 0; i + 3 <= padded.length(); i++) {
                trigrams.add(padded.substring(i, i + 3));
            }
        }
        return trigrams;
    }
}
