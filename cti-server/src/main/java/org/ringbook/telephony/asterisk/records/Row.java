package org.ringbook.telephony.asterisk.records;

import java.time.Instant;
import java.util.Map;

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
}
