package org.ringbook.telephony.connections;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A connection as it was set up on a page.
 *
 * @param name of the source; stands in calls
 * @param kind of {@link org.ringbook.telephony.ConnectionForm}
 * @param values what was typed, by key, without the secrets
 * @param secrets keys of the secrets that are kept
 * @param readable false when the secrets cannot be read with the key that the server has: they are to be typed again
 */
public record Connection(
        String name,
        String kind,
        Map<String, String> values,
        Set<String> secrets,
        Instant createdAt,
        Instant changedAt,
        boolean readable) {

    public Connection {
        values = Map.copyOf(values);
        secrets = Set.copyOf(secrets);
    }
}
