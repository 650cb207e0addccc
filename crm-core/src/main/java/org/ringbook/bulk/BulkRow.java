package org.ringbook.bulk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refusal;

/**
 * One row of a change.
 *
 * @param name as it was called when it was looked at; null when it was gone
 * @param why it was refused; null when it was not
 * @param before what was changed, as it was; null before it was done
 * @param after the same as the change left it
 */
public record BulkRow(
        int place,
        UUID record,
        String name,
        String outcome,
        Refusal why,
        Map<String, String> before,
        Map<String, String> after) {

    static Refusal why(String key, List<String> args) {
        return key == null ? null : new Refusal(key, List.copyOf(args));
    }
}
