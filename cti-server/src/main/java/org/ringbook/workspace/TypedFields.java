package org.ringbook.workspace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The company's own fields as they were typed into a form or a filter, in the request's {@code field.KEY}.
 *
 * @param values by key; several where several can be chosen
 * @param shown whether the form had them at all: what has them not leaves them as they are
 */
public record TypedFields(Map<String, List<String>> values, boolean shown) {

    private static final String PREFIX = "field.";
    private static final int MOST = 500;

    static TypedFields of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, typed) -> {
            if (name.startsWith(PREFIX) && values.size() < MOST) {
                values.put(
                        name.substring(PREFIX.length()),
                        Arrays.stream(typed).filter(one -> !one.isBlank()).toList());
            }
        });
        return new TypedFields(values, request.getParameter("fields") != null);
    }

    /** What was typed first; null for nothing. */
    String first(String key) {
        List<String> typed = values.getOrDefault(key, List.of());
        return typed.isEmpty() ? null : typed.get(0);
    }
}
