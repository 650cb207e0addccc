package org.ringbook.fields;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a row is found by: {@code person.segment} when anything stands there, {@code person.segment:retail} for each word. Case and ё are
 * decided here and not by the database's locale. Pure.
 */
final class FieldWords {

    private static final int MOST = 40;
    private static final int LONGEST = 60;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private FieldWords() {}

    /** @return null when nothing stands in any of them */
    static String[] of(List<Field> fields, Map<String, Object> values) {
        var words = new LinkedHashSet<String>();
        for (Field field : fields) {
            Object value = values.get(field.key());
            if (value != null) {
                words.add(exists(field));
                words(field, value).forEach(word -> words.add(exists(field) + ":" + word));
            }
        }
        return words.isEmpty() ? null : words.toArray(String[]::new);
    }

    static String exists(Field field) {
        return field.subject().word() + "." + field.key();
    }

    private static Collection<String> words(Field field, Object value) {
        if (field.kind().isWords()) {
            return split(value.toString(), MOST);
        }
        if (field.kind().isRange()) {
            return List.of();
        }
        return value instanceof Collection<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    static Set<String> split(String text, int most) {
        var words = new LinkedHashSet<String>();
        for (String word : BETWEEN_WORDS.split(FieldKeys.fold(text))) {
            if (!word.isEmpty() && words.size() < most) {
                words.add(word.substring(0, Math.min(word.length(), LONGEST)));
            }
        }
        return words;
    }

    /** A tsquery of all of them. @param beginnings whether what is typed may go on */
    static String query(Field field, Collection<String> words, boolean beginnings) {
        var all = new ArrayList<String>();
        for (String word : words) {
            all.add(quoted(exists(field) + ":" + word) + (beginnings ? ":*" : ""));
        }
        return String.join(" & ", all);
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
