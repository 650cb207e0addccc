package org.ringbook.fields;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keys of fields and choices: Latin letters, digits and _, made of a name in whatever letters. Pure. */
final class FieldKeys {

    static final int LONGEST = 40;
    static final Pattern FIT = Pattern.compile("[a-z][a-z0-9_]{0," + (LONGEST - 1) + "}");

    private static final String RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
    private static final String[] LATIN = {
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"
    };

    private FieldKeys() {}

    /** One that is not taken. @param usual what it is called when the name has no letter */
    static String of(String name, String usual, Collection<String> taken) {
        String latin = latin(name);
        String base = latin.isEmpty() ? usual : Character.isDigit(latin.charAt(0)) ? usual + "_" + latin : latin;
        base = base.substring(0, Math.min(base.length(), LONGEST - 4));
        String key = base;
        for (int i = 2; taken.contains(key); i++) {
            key = base + "_" + i;
        }
        return key;
    }

    private static String latin(String name) {
        var latin = new StringBuilder();
        String plain = fold(name);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int letter = RUSSIAN.indexOf(c);
            if (letter >= 0) {
                latin.append(LATIN[letter]);
            } else {
                latin.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '_');
            }
        }
        return latin.toString().replaceAll("_+", "_").replaceAll("^_|_$", "");
    }

    /** As names are compared: without case, ё as е. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е')
                .strip();
    }
}
