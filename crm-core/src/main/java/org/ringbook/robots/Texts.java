package org.ringbook.robots;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of steps that name fields of the record: {title}, {fields.city}. What nobody knows is left out. Pure. */
final class Texts {

    private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.]*)}");

    private Texts() {}

    static boolean names(String text) {
        return NAMED.matcher(text).find();
    }

    static String filled(String text, Map<String, Object> values, int longest) {
        String filled = NAMED.matcher(text)
                .replaceAll((MatchResult found) -> {
                    Object value = values.get(found.group(1));
                    return Matcher.quoteReplacement(value == null ? "" : value.toString());
                })
                .strip();
        return filled.length() <= longest ? filled : filled.substring(0, longest - 1) + "…";
    }
}
