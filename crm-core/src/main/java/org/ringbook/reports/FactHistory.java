package org.ringbook.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Facts of the calls that were in the log before anybody counted them: oldest first, so that they lie in the order of their starts, a
 * part at a time; what is interrupted goes on where it was. Every method waits for the database; any thread.
 */
final class FactHistory {

    private static final int PART = 2_000;
    private static final String NAME = "history";
    private static final String DONE = "done";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FactTables facts;

    FactHistory(JdbcClient jdbc, TransactionTemplate transaction, FactTables facts) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.facts = facts;
    }

    private record Cursor(Instant start, UUID id) {

        static Cursor read(String kept) {
            String[] parts = kept.split(" ");
            return parts.length < 2
                    ? new Cursor(Instant.EPOCH, new UUID(0, 0))
                    : new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        }

        String kept() {
            return start + " " + id;
        }
    }

    /** In the transaction that first notes the follower. Counting begins once, whenever that was. */
    void begin() {
        jdbc.sql("insert into report_state (name, value) values (?, '') on conflict do nothing")
                .param(NAME)
                .update();
    }

    /** Up to which start calls are counted; empty when all are. Before anybody follows, none are. */
    Optional<Instant> countedUpTo() {
        Optional<String> kept = kept();
        return kept.filter(DONE::equals).isPresent()
                ? Optional.empty()
                : Optional.of(kept.map(Cursor::read).map(Cursor::start).orElse(Instant.EPOCH));
    }

    private Optional<String> kept() {
        return jdbc.sql("select value from report_state where name = ?")
                .param(NAME)
                .query(String.class)
                .optional();
    }

    /** Makes the facts of some more. @return whether there may be more; false when all are counted, or have to wait */
    boolean some() {
        Optional<String> kept = kept();
        boolean waits = kept.isEmpty() || kept.get().equals(DONE) || peopleAreMissing();
        return !waits && Boolean.TRUE.equals(transaction.execute(status -> some(Cursor.read(kept.get()))));
    }

    /** Of calls of older versions it is decided first who was in them. */
    private boolean peopleAreMissing() {
        return jdbc.sql("select exists (select from call where people is null)")
                .query(Boolean.class)
                .single();
    }

    private boolean some(Cursor after) {
        facts.lock();
        List<Cursor> next = jdbc.sql("select started_at, id from call where (started_at, id) > (?, ?)"
                        + " order by started_at, id limit ?")
                .params(Timestamp.from(after.start()), after.id(), PART)
                .query((row, number) ->
                        new Cursor(row.getTimestamp("started_at").toInstant(), row.getObject("id", UUID.class)))
                .list();
        if (!next.isEmpty()) {
            facts.take(next.stream().map(Cursor::id).toList(), "new");
        }
        boolean more = next.size() == PART;
        jdbc.sql("update report_state set value = ? where name = ?")
                .params(more ? next.get(next.size() - 1).kept() : DONE, NAME)
                .update();
        return more;
    }
}
