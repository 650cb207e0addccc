package org.ringbook.contacts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the directory is made of, in the database. */
@Component
class CallerRows {

    private static final int FETCH_SIZE = 10_000;
    /** Binary from the first row: half of the time of a load would go into reading ids from text. */
    private static final int BINARY = -1;

    private static final String OWNERS = """
            select n.number, n.contact_id, c.name, c.responsible, co.id, co.name, co.responsible
            from contact_number n
            left join contact c on c.id = n.contact_id
            left join company co on co.id = coalesce(n.company_id, c.company_id)
            """;
    private static final String IN_ORDER = " order by n.number, n.contact_id is null, n.contact_id, n.company_id";

    private final JdbcTemplate jdbc;

    CallerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    interface OwnerReader {

        void read(long number, NumberOwner owner);
    }

    /**
     * Everything, by number, the owners of each one as in {@link #of}, as it stood in one moment.
     *
     * @return that moment; null when the database does not tell which one it is
     */
    CallerStamp all(OwnerReader owners) {
        String database = database();
        return jdbc.execute((Connection connection) -> {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
                // Sorting millions of rows.
                statement.execute("set local work_mem = '64MB'");
                // A statement of years of contacts takes longer than one of a page may.
                statement.execute("set local statement_timeout = 0");
                CallerStamp stamp = stamp(statement, database);
                statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery(OWNERS + IN_ORDER)) {
                    while (rows.next()) {
                        owners.read(rows.getLong(1), owner(rows));
                    }
                }
                connection.commit();
                return stamp;
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        });
    }

    private static CallerStamp stamp(Statement statement, String database) throws SQLException {
        try (ResultSet row = statement.executeQuery("select token, pg_current_snapshot() from caller_file")) {
            return !row.next() || database == null
                    ? null
                    : new CallerStamp(database, row.getString(1), row.getString(2));
        }
    }

    /** How the database is now; null when it does not tell which one it is. */
    CallerStamp now() {
        String database = database();
        return database == null
                ? null
                : jdbc.queryForObject(
                        "select token, pg_current_snapshot() from caller_file",
                        (row, i) -> new CallerStamp(database, row.getString(1), row.getString(2)));
    }

    /** The cluster and the database in it; a copy that was loaded from a dump is another one. */
    private String database() {
        try {
            return jdbc.queryForObject(
                    "select system_identifier || '/' || (select oid from pg_database where datname = current_database())"
                            + " from pg_control_system()",
                    String.class);
        } catch (DataAccessException notAllowed) {
            return null;
        }
    }

    /** What changed after this moment, once each. */
    void since(CallerStamp stamp, Consumer<Long> numbers, Consumer<UUID> companies) {
        jdbc.query(
                "select distinct number, company_id from caller_change"
                        + " where not pg_visible_in_snapshot(xid, ?::pg_snapshot)",
                row -> {
                    long number = row.getLong(1);
                    if (row.wasNull()) {
                        companies.accept(row.getObject(2, UUID.class));
                    } else {
                        numbers.accept(number);
                    }
                },
                stamp.snapshot());
    }

    /** From now on this is what the file was made from; what changed before need not be known any more. */
    void filed(CallerStamp stamp) {
        jdbc.update("""
                with filed as (update caller_file set token = ?::uuid)
                delete from caller_change where pg_visible_in_snapshot(xid, ?::pg_snapshot)""", stamp.token(), stamp.snapshot());
    }

    /** What changed is of no use when all is read at each start; it would only grow. */
    void forgetChanges() {
        jdbc.update("delete from caller_change");
    }

    /** Null when there is no such company. */
    CompanyName company(UUID id) {
        List<CompanyName> found = jdbc.query(
                "select name, responsible from company where id = ?",
                (row, i) -> new CompanyName(row.getString(1), row.getString(2)),
                id);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The owners of these numbers, people before companies. */
    void of(long[] numbers, OwnerReader owners) {
        jdbc.query(
                OWNERS + " where n.number = any(?)" + IN_ORDER,
                row -> {
                    owners.read(row.getLong(1), owner(row));
                },
                numbers);
    }

    private static NumberOwner owner(ResultSet row) throws SQLException {
        return new NumberOwner(
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7));
    }
}
