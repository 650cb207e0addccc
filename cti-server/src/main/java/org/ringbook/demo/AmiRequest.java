package org.ringbook.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An action as it came: headers in any case, the first of a name counts. */
record AmiRequest(List<Map.Entry<String, String>> headers) {

    /** Empty when there is none. */
    String get(String header) {
        return headers.stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(header))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    String get(String header, String otherwise) {
        var value = get(header);
        return value.isEmpty() ? otherwise : value;
    }

    boolean isTrue(String header) {
        return List.of("true", "yes", "1", "on", "y", "t").contains(get(header).toLowerCase(Locale.ROOT));
    }

    /** Without its values: a secret may be among them. */
    @Override
    public String toString() {
        return "AmiRequest[" + get("Action") + "]";
    }
}
