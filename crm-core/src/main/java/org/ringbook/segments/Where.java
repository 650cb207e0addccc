package org.ringbook.segments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A condition of a query that is being put together: every value is a parameter, text of people never becomes a part of the query. */
final class Where {

    private final Map<String, Object> parameters = new HashMap<>();

    /** @return how the query names it */
    String put(Object value) {
        String name = "seg" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** Parameters that somebody else has named, under names of their own. @return the condition with those names */
    String putAll(String sql, Map<String, Object> theirs) {
        String named = sql;
        // The longest first: one name may begin another.
        List<String> names = new ArrayList<>(theirs.keySet());
        names.sort((a, b) -> Integer.compare(b.length(), a.length()));
        for (String name : names) {
            named = named.replace(":" + name, put(theirs.get(name)));
        }
        return named;
    }

    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }
}
