package org.ringbook.calls.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * How long a thread waits for an answer of the database. A host that vanishes says nothing at all: who waits without an end waits for
 * ever. Who writes what happens now gives up soon, and tries again on another connection; what takes its time by nature may take it.
 * A pool gives each connection back its own limits.
 */
public final class WriteLimits {

    static final Duration SOON = Duration.ofSeconds(6);
    private static final Duration LATE = Duration.ofMinutes(10);
    /** So much earlier the database itself ends the statement, and says so. */
    private static final Duration EARLIER = Duration.ofSeconds(1);

    /** Whether this thread gets its connections from the {@link LivePool}, where there is one. */
    private static final ThreadLocal<Boolean> IS_SOON = ThreadLocal.withInitial(() -> false);

    private WriteLimits() {}

    static boolean isSoon() {
        return IS_SOON.get();
    }

    static long statementMillis(Duration limit) {
        return limit.minus(EARLIER).toMillis();
    }

    /** What is done here gets connections for what happens now. */
    static void soon(Runnable work) {
        boolean before = IS_SOON.get();
        IS_SOON.set(true);
        try {
            work.run();
        } finally {
            IS_SOON.set(before);
        }
    }

    /** Connections for what happens now: each wait for an answer ends after 6 s. */
    public static DataSource soon(DataSource database) {
        return database == null ? null : new Soon(database);
    }

    /** The same, for the transaction that this thread is in. */
    static void soonInTransaction(DataSource database) {
        inTransaction(database, SOON);
    }

    /** For the transaction that this thread is in, of which single statements may take minutes. */
    static void lateInTransaction(DataSource database) {
        inTransaction(database, LATE);
    }

    private static void inTransaction(DataSource database, Duration limit) {
        var jdbc = new JdbcTemplate(database);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            limit(connection, limit);
            return null;
        });
        jdbc.execute("set local statement_timeout = " + statementMillis(limit));
    }

    private static void limit(Connection connection, Duration limit) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
    }

    private static final class Soon extends DelegatingDataSource {

        Soon(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            boolean before = IS_SOON.get();
            IS_SOON.set(true);
            try {
                Connection connection = super.getConnection();
                limit(connection, SOON);
                return connection;
            } finally {
                IS_SOON.set(before);
            }
        }
    }
}
