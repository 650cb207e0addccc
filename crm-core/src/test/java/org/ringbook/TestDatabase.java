package org.ringbook;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL for tests, one for all of them; each test that asks has a database of its own in it. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    private TestDatabase() {}

    /** @param packages whose tables are made */
    public static DataSource with(String... packages) {
        String name = newDatabase();
        DataSource database = server().getDatabase("postgres", name);
        Flyway.configure()
                .dataSource(database)
                .outOfOrder(true)
                .locations(Arrays.stream(packages)
                        .map(feature -> "classpath:db/migration/" + feature)
                        .toArray(String[]::new))
                .load()
                .migrate();
        return database;
    }

    /** The same through a pool, as the server has it; no fsync, as in all tests. */
    public static HikariDataSource pooledWith(String... packages) {
        var pool = new HikariDataSource();
        pool.setDataSource(with(packages));
        pool.setMaximumPoolSize(4);
        return pool;
    }

    /** JDBC address of a new and empty database; user {@code postgres}, any password. */
    public static String newUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server().getPort() + "/" + newDatabase();
    }

    private static String newDatabase() {
        String name = "test" + COUNT.incrementAndGet();
        try (var connection = server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start();
            }
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
