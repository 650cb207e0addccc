package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which other letters a typed word may be meant: Latin for Cyrillic and the other way round, or typed with the keyboard in the
 * other layout. Pure, and bounded: a word has at most {@value #MOST} spellings. Words are in small letters, ё as е.
 */
final class Spellings {

    static final int MOST = 24;

    private static final String LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private static final String CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюе";
    private static final Map<String, List<String>> TO_CYRILLIC = new LinkedHashMap<>();
    private static final Map<String, List<String>> TO_LATIN = new LinkedHashMap<>();
    private static final int LONGEST_LATIN = 4;

    static {
        for (String line : """
                shch щ|sch щ|sh ш|ch ч|zh ж|kh х|ts ц|tz ц|ya я,ья|ja я,ья|ia ия,я,ья|yu ю,ью|ju ю,ью|yo е,ье|jo е|ye е,ье|je е,ье
                iy ий|yi ый|ij ий|yy ый|ey ей|ay ай|oy ой|uy уй|x кс|w в|q к|c к,ц|h х,г|y ы,й,и|j й,ж|i и,й|e е,э
                a а|b б|v в|g г|d д|z з|k к|l л,ль|m м|n н|o о|p п|r р|s с|t т|u у|f ф
                """.split("[|\\n]")) {
            addTo(TO_CYRILLIC, line);
        }
        for (String line : """
                а a|б b|в v|г g|д d|е e,ye|ж zh|з z|и i|й y,i,j|к k,c|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh,h|ц ts,c
                ч ch|ш sh|щ shch,sch|ы y|э e|ю yu,iu|я ya,ia
                """.split("[|\\n]")) {
            addTo(TO_LATIN, line);
        }
        TO_LATIN.put("ь", List.of(""));
        TO_LATIN.put("ъ", List.of(""));
    }

    private Spellings() {}

    private static void addTo(Map<String, List<String>> letters, String line) {
        String[] pair = line.strip().split(" ");
        if (pair.length == 2) {
            letters.put(pair[0], List.of(pair[1].split(",")));
        }
    }

    /** The word itself comes first; others only where all its letters are of one alphabet. */
    static Set<String> of(String word) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(word);
        if (isAll(word, 'a', 'z')) {
            spellings.addAll(written(word, TO_CYRILLIC, LONGEST_LATIN));
        } else if (isAll(word, 'а', 'я')) {
            spellings.addAll(written(word, TO_LATIN, 1));
        }
        return spellings;
    }

    /** The text as the same keys give it in the other layout; null when they give the same, or letters of both were typed. */
    static String inOtherLayout(String text) {
        boolean latin = text.chars().anyMatch(letter -> letter >= 'a' && letter <= 'z');
        boolean cyrillic = text.chars().anyMatch(letter -> letter >= 'а' && letter <= 'я');
        if (latin == cyrillic) {
            return null;
        }
        String from = latin ? LATIN_KEYS : CYRILLIC_KEYS;
        String to = latin ? CYRILLIC_KEYS : LATIN_KEYS;
        var swapped = new StringBuilder(text.length());
        for (char typed : text.toCharArray()) {
            int key = from.indexOf(typed);
            swapped.append(key < 0 ? typed : to.charAt(key));
        }
        return swapped.toString();
    }

    private static boolean isAll(String word, char first, char last) {
        return word.chars().allMatch(letter -> letter >= first && letter <= last);
    }

    /** Letter by letter, the longest written one first. Where there are too many ways, the likelier ones stay. */
    private static List<String> written(String word, Map<String, List<String>> letters, int longest) {
        List<String> ways = List.of("");
        for (int at = 0; at < word.length(); ) {
            int taken = 1;
            List<String> choices = List.of(word.substring(at, at + 1));
            for (int length = Math.min(longest, word.length() - at); length > 0; length--) {
                List<String> known = letters.get(word.substring(at, at + length));
                if (known != null) {
                    taken = length;
                    choices = known;
                    break;
                }
            }
            ways = continued(ways, choices);
            at += taken;
        }
        return ways;
    }

    private static List<String> continued(List<String> ways, List<String> choices) {
        List<String> next = new ArrayList<>();
        for (String choice : choices) {
            for (String way : ways) {
                if (next.size() < MOST) {
                    next.add(way + choice);
                }
            }
        }
        return next;
    }
}
