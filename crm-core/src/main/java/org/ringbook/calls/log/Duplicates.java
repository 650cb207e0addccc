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

    private static final String WRITTEN = CallRow.SELECT
            + " where (source, source_id) in (select source, \"sourceId\" from json_to_recordset(?::json)"
            + " as r (source text, \"sourceId\" text))";

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
        Map<List<String>, Call> bySourceId = new HashMap<>();
        calls.values().forEach(call -> bySourceId.put(key(call), call));
        for (Call written : jdbc.sql(WRITTEN)
                .param(CallRow.jsonOf(calls.values()))
                .query(CallRow::read)
                .list()) {
            Call now = bySourceId.get(key(written));
            if (now == null || calls.containsKey(written.id())) {
                continue;
            }
            boolean wholeAlready = written.ended() && !written.healed() && now.healed();
            if (wholeAlready) {
                calls.remove(now.id());
                merged.put(now.id(), written.id());
            } else {
                merged.put(written.id(), now.id());
            }
        }
        return merged;
    }

    private static List<String> key(Call call) {
        return List.of(call.source(), call.sourceId());
    }
}
