package org.ringbook.alarms;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One cause, from its beginning to its end.
 *
 * @param scope queue, id of a person, or telephone connection; empty for the company
 * @param seen what the rule saw when it began, for its words
 * @param seenBy who said that they see to it; null for nobody
 * @param overAt null while it lasts
 */
public record Alarm(
        UUID id,
        AlarmRule rule,
        String scope,
        List<String> seen,
        Instant beganAt,
        UUID seenBy,
        Instant seenAt,
        Instant overAt) {

    public boolean over() {
        return overAt != null;
    }
}
