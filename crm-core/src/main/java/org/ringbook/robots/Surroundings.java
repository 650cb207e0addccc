package org.ringbook.robots;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.deals.Stage;

/**
 * What a definition may name, as it is now; each is looked up once, when something names it.
 *
 * @param stages by id, also archived ones
 * @param receivers the webhooks that there are
 * @param people who work here
 * @param partStates keys of all types of deals
 * @param segments by id, whether it is chosen by hand
 * @param dispositions that are offered
 * @param causes of claims that are offered
 * @param campaigns that are not put away
 */
record Surroundings(
        Supplier<Map<RecordKind, Map<String, FieldType>>> fields,
        Supplier<Map<UUID, Stage>> stages,
        Supplier<Set<UUID>> receivers,
        Supplier<Set<UUID>> people,
        Supplier<Set<String>> partStates,
        Supplier<Map<UUID, Boolean>> segments,
        Supplier<Set<UUID>> dispositions,
        Supplier<Set<UUID>> causes,
        Supplier<Set<UUID>> campaigns) {

    Surroundings {
        fields = once(fields);
        stages = once(stages);
        receivers = once(receivers);
        people = once(people);
        partStates = once(partStates);
        segments = once(segments);
        dispositions = once(dispositions);
        causes = once(causes);
        campaigns = once(campaigns);
    }

    /** For one thread. */
    private static <T> Supplier<T> once(Supplier<T> lookUp) {
        return new Supplier<>() {
            private T found;

            @Override
            public T get() {
                if (found == null) {
                    found = lookUp.get();
                }
                return found;
            }
        };
    }

    FieldType field(RecordKind kind, String name) {
        return name == null ? null : fields.get().getOrDefault(kind, Map.of()).get(name);
    }
}
