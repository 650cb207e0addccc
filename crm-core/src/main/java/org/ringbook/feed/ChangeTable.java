package org.ringbook.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The numbered changes. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 *
 * <p>A follower keeps one number: all up to it is done. So no transaction may commit a lower number than one that a follower can
 * already see. Numbers of a sequence do not promise that: who took 7 may commit after who took 8. Therefore whoever writes changes
 * takes one lock first, which PostgreSQL gives back only after the transaction is visible to others, and numbers come to be seen in
 * their order. The other known way, to read no further than the oldest transaction that still runs, would let any long
 * transaction of the same PostgreSQL, an import or another program's, hold up every follower. The lock costs one statement a batch,
 * and there is one live writer.
 */
@Component
public class ChangeTable {

    private static final long LOCK = 0x52696e67_626f6f6bL;

    private static final String COLUMNS = "number, type, call_id, other_id, rule, at";

    private final JdbcClient jdbc;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public ChangeTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Called after each commit that wrote changes in this process, on the thread that committed: hand on and return. */
    public void onCommitted(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Lets one transaction at a time write calls; to be taken before the first of their rows is touched, so that nobody waits for
     * a row of somebody who waits for this. Held until the transaction ends.
     */
    public void lock() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Integer.class)
                .list();
    }

    /** Numbers them, in their order. In the transaction that writes the calls, which has the {@link #lock()}. */
    public void write(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("insert into call_change (call_id, type, other_id, rule) select c, t, o, r"
                        + " from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) with ordinality as u (c, t, o, r, place)"
                        + " order by place")
                .params(
                        changes.stream().map(Change::call).toArray(UUID[]::new),
                        changes.stream().map(each -> each.type().word()).toArray(String[]::new),
                        changes.stream().map(Change::other).toArray(UUID[]::new),
                        changes.stream().map(Change::rule).toArray(String[]::new))
                .update();
        wakeWhenCommitted();
    }

    private void wakeWhenCommitted() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            listeners.forEach(Runnable::run);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(Runnable::run);
            }
        });
    }

    /** Those with a greater number, lowest first. */
    public List<FeedChange> after(long number, int limit) {
        return jdbc.sql("select " + COLUMNS + " from call_change where number > ? order by number limit ?")
                .params(number, limit)
                .query(ChangeTable::read)
                .list();
    }

    /** The greatest number that there is; 0 when there is none. */
    long last() {
        return jdbc.sql("select coalesce(max(number), 0) from call_change")
                .query(Long.class)
                .single();
    }

    private static FeedChange read(ResultSet row, int place) throws SQLException {
        return new FeedChange(
                row.getLong("number"),
                ChangeType.of(row.getString("type")).orElseThrow(),
                row.getObject("call_id", UUID.class),
                row.getObject("other_id", UUID.class),
                row.getString("rule"),
                row.getTimestamp("at").toInstant());
    }
}
