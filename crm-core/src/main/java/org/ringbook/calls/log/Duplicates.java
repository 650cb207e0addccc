package org.ringbook.calls.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A call that was heard twice, such as live before a crash and from the source's records after it, begins at two slightly
 * different times and so has two ids; the source's own id of it is one. It stays one record: what is told now replaces what
 * was written, unless that was heard live to its end and this only filled in.
 */
final class Duplicates {

    /** Hardly ever any: each call of a batch is one look into an index, however large or new the table is. */
    private static final String OTHERS = "select r.id as now, c.id, c.state = 'ended' as ended,"
            + " exists (select from jsonb_array_elements(c.rules) rule where starts_with(rule ->> 'rule', '"
            + Call.HEALED
            + "')) as healed from unnest(?::uuid[], ?::text[], ?::text[]) as r (id, source, source_id)"
            + " cross join lateral (select id, state, rules from call where call.source = r.source"
            + " and call.source_id = r.source_id offset 0) c where c.id <> all(?::uuid[])";

    private final JdbcClient jdbc;

    Duplicates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param calls about to be written, by id; those that must not be are taken out
     * @return the ids that lead to another record from now on
     */
    Map<UUID, UUID> of(Map<UUID, Call> calls) {
        var merged = new HashMap<UUID, UUID>();
        if (calls.isEmpty()) {
            return merged;
        }
        Map<UUID, Call> told = Map.copyOf(calls);
        for (Written written : others(List.copyOf(calls.values()))) {
            boolean wholeAlready = written.ended() && !written.healed();
            if (wholeAlready && told.get(written.now()).healed()) {
                calls.remove(written.now());
                merged.put(written.now(), written.id());
            } else {
                merged.put(written.id(), written.now());
            }
        }
        return merged;
    }

    /** @param now id of the call that is about to be written */
    private record Written(UUID now, UUID id, boolean ended, boolean healed) {}

    private List<Written> others(List<Call> calls) {
        UUID[] ids = calls.stream().map(Call::id).toArray(UUID[]::new);
        return jdbc.sql(OTHERS)
                .params(
                        ids,
                        calls.stream().map(Call::source).toArray(String[]::new),
                        calls.stream().map(Call::sourceId).toArray(String[]::new),
                        ids)
                .query((row, number) -> new Written(
                        row.getObject("now", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getBoolean("ended"),
                        row.getBoolean("healed")))
                .list();
    }
}
