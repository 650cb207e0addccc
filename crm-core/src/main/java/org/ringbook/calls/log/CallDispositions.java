package org.ringbook.calls.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.feed.Change;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.ChangeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people chose after calls, by which the log is filtered; what the ids mean is known by whoever keeps the dictionary. Any
 * thread; every method waits for the database.
 */
@Component
public class CallDispositions {

    private final JdbcClient jdbc;
    private final ChangeTable feed;

    public CallDispositions(JdbcClient jdbc, ChangeTable feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    /** To be taken before the first row of what leads to a choice is touched, as {@link ChangeTable#lock} says. */
    public void lock() {
        feed.lock();
    }

    /** With the {@link #lock()}; the feed tells of it. @param disposition null when nothing is chosen any more */
    public void choose(UUID call, UUID disposition) {
        int changed = disposition == null
                ? jdbc.sql("delete from call_disposition where call_id = ?")
                        .param(call)
                        .update()
                : jdbc.sql("insert into call_disposition as d (call_id, disposition_id) values (?, ?)"
                                + " on conflict (call_id) do update set disposition_id = excluded.disposition_id, at = now()"
                                + " where d.disposition_id <> excluded.disposition_id")
                        .params(call, disposition)
                        .update();
        if (changed > 0) {
            feed.write(List.of(Change.of(call, ChangeType.RESULT)));
        }
    }

    /** Of these calls, those after which something was chosen. */
    public Map<UUID, UUID> of(Collection<UUID> calls) {
        var chosen = new HashMap<UUID, UUID>();
        if (!calls.isEmpty()) {
            jdbc.sql("select call_id, disposition_id from call_disposition where call_id = any(?)")
                    .param(calls.toArray(UUID[]::new))
                    .query(row -> {
                        chosen.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    });
        }
        return chosen;
    }
}
