package org.ringbook.telephony.asterisk.records;

import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a CEL or CDR file, or one row of such a table.
 *
 * @param at the time that it is found by: of the event; of a call, its end
 * @param columns by name, in small letters, as Asterisk's tables call them; a value that is not there is missing
 */
record Row(Instant at, Map<String, String> columns) {

    /** @return "" when the row has no such column */
    String get(String column) {
        return columns.getOrDefault(column, "");
    }

    /** A field of the column "extra" of CEL, which is JSON; "" when it has none, or "N/A" in it. */
    String extra(String field) {
        String extra = get("extra");
        try {
            String value = extra.startsWith("{")
                    ? JsonMapper.shared().readTree(extra).path(field).asString("")
                    : "";
            return value.equals("N/A") ? "" : value;
        } catch (JacksonException broken) {
            return "";
        }
    }
}
