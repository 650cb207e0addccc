package org.ringbook.contacts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the directory is made of, in the database. */
@Component
class CallerRows {

    private static final int FETCH_SIZE = 10_000;
    /** Binary from the first row: half of the time of a load would go into reading ids from text. */
    private static final int BINARY = -1;

    private static final String OWNERS = """
            select n.number, n.contact_id, c.name, c.responsible, coalesce(n.company_id, c.company_id)
            from contact_number n left join contact c on c.id = n.contact_id""";

    private final JdbcTemplate jdbc;

    CallerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    interface CompanyReader {

        void read(UUID id, String name, String responsible);
    }

    /** Everything, a company before the people of it; the numbers of one person mostly stand together. */
    void all(CompanyReader companies, BiConsumer<Long, NumberOwner> owners) {
        jdbc.execute((Connection connection) -> {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                stream(connection, "select id, name, responsible from company", row -> company(row, companies));
                stream(connection, OWNERS, row -> owners.accept(row.getLong(1), owner(row)));
                connection.commit();
                return null;
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        });
    }

    void company(UUID id, CompanyReader companies) {
        jdbc.query(
                "select id, name, responsible from company where id = ?",
                row -> {
                    company(row, companies);
                },
                id);
    }

    /** The companies of these numbers' owners first, then the owners of each number, people before companies. */
    void of(long[] numbers, CompanyReader companies, BiConsumer<Long, NumberOwner> owners) {
        jdbc.query(
                """
                select co.id, co.name, co.responsible from company co where co.id in (
                    select coalesce(n.company_id, c.company_id)
                    from contact_number n left join contact c on c.id = n.contact_id where n.number = any(?))""",
                row -> {
                    company(row, companies);
                },
                numbers);
        jdbc.query(
                OWNERS + " where n.number = any(?) order by n.contact_id is null, n.contact_id, n.company_id",
                row -> {
                    owners.accept(row.getLong(1), owner(row));
                },
                numbers);
    }

    private static void company(ResultSet row, CompanyReader companies) throws SQLException {
        companies.read(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
    }

    private static NumberOwner owner(ResultSet row) throws SQLException {
        return new NumberOwner(
                row.getObject(2, UUID.class),
                // The driver always speaks UTF-8 with the server.
                row.getBytes(3),
                row.getString(4),
                row.getObject(5, UUID.class));
    }

    private interface RowReader {

        void read(ResultSet row) throws SQLException;
    }

    private static void stream(Connection connection, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
