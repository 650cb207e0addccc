package org.ringbook.workspace.campaigns;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.campaigns.Entry;

/** What whoever calls says, with {fields} of the entry filled in; a field that nobody knows stays to be seen. Pure. */
final class FilledText {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}\\n]{1,60})}");

    private FilledText() {}

    /** @param agent name of whoever calls */
    static String of(String text, Entry entry, String agent) {
        return filled(text, field -> value(field, entry, agent));
    }

    /** As it would be said to somebody. @param name of them, all the same who */
    static String tried(String text, String name, String company, String city, String agent) {
        return filled(text, field -> switch (field.toLowerCase(Locale.ROOT)) {
            case "имя", "name" -> name;
            case "компания", "company" -> company;
            case "город", "city" -> city;
            case "оператор", "agent" -> agent;
            default -> null;
        });
    }

    private static String filled(String text, UnaryOperator<String> values) {
        return text == null
                ? null
                : FIELD.matcher(text).replaceAll(field -> {
                    String value = values.apply(field.group(1).strip());
                    return Matcher.quoteReplacement(value == null ? field.group() : value);
                });
    }

    private static String value(String field, Entry entry, String agent) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "имя", "name" -> entry.name();
            case "компания", "company" -> entry.company();
            case "город", "city" -> entry.city();
            case "оператор", "agent" -> agent;
            default -> ofFile(field, entry.fields());
        };
    }

    private static String ofFile(String field, Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(field))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
