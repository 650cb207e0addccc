package org.ringbook.telephony.beeline;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the subscriptions are kept: the PBX lists none, and one that is forgotten goes on telling until it ends. Any thread. */
final class SubscriptionStore {

    private final String source;
    private final JdbcClient database;
    private final Map<String, Subscription> inMemory = new ConcurrentHashMap<>();

    /** @param database null to keep them in memory alone */
    SubscriptionStore(String source, JdbcClient database) {
        this.source = source;
        this.database = database;
    }

    List<Subscription> all() {
        if (database == null) {
            return List.copyOf(inMemory.values());
        }
        return database.sql("select id, pattern, renew_at, until, old from beeline_subscription where source = ?")
                .param(source)
                .query((row, number) -> new Subscription(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        row.getBoolean(5)))
                .list();
    }

    void put(Subscription one) {
        if (database == null) {
            inMemory.put(one.id(), one);
            return;
        }
        database.sql("insert into beeline_subscription (source, id, pattern, renew_at, until, old)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (source, id) do update set"
                        + " renew_at = excluded.renew_at, until = excluded.until, old = excluded.old")
                .params(
                        source,
                        one.id(),
                        one.pattern(),
                        Timestamp.from(one.renewAt()),
                        Timestamp.from(one.until()),
                        one.old())
                .update();
    }

    void remove(String id) {
        if (database == null) {
            inMemory.remove(id);
            return;
        }
        database.sql("delete from beeline_subscription where source = ? and id = ?")
                .params(source, id)
                .update();
    }
}
