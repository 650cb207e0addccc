package org.ringbook.workspace.campaigns;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.campaigns.Entry;

/** What whoever calls says, with {fields} of the entry filled in; a field that nobody knows stays to be seen. Pure. */
final class Script {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}\\n]{1,60})}");

    private Script() {}

    /** @param agent name of whoever calls */
    static String filled(String text, Entry entry, String agent) {
        return text == null
                ? null
                : FIELD.matcher(text).replaceAll(field -> {
                    String value = value(field.group(1).strip(), entry, agent);
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
