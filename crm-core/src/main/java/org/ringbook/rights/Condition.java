package org.ringbook.rights;

import java.util.Map;

/**
 * The rule of rights as a condition of a query. Values are parameters, their names begin with "rights".
 *
 * @param sql true of the rows that may be had; never empty
 */
public record Condition(String sql, Map<String, Object> parameters) {

    static final Condition ALL = new Condition("true", Map.of());
    static final Condition NONE = new Condition("false", Map.of());
}
