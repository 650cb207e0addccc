package org.ringbook.robots;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.deals.Stage;

/**
 * What a definition may name, as it is now.
 *
 * @param stages by id, also archived ones
 * @param receivers the webhooks that there are
 * @param people who work here
 */
record Surroundings(
        Map<RecordKind, Map<String, FieldType>> fields,
        Map<UUID, Stage> stages,
        Set<UUID> receivers,
        Set<UUID> people) {

    FieldType field(RecordKind kind, String name) {
        return name == null ? null : fields.getOrDefault(kind, Map.of()).get(name);
    }
}
