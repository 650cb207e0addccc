package org.ringbook;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests, one for all of them; each test that asks has a database of its own in it. The tables are
 * made once for those who want the same ones, and copied: a copy takes a tenth of the time.
 */
public final class TestDatabase {

    private static final String EMPTY = "template1";
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Names of the databases that are only copied, by the packages whose tables are in them. */
    private static final Map<List<String>, String> TEMPLATES = new ConcurrentHashMap<>();

    /** Where the library looks for what earlier ones left. */
    private static final File FOLDERS = new File(System.getProperty("java.io.tmpdir"), "embedded-pg");

    private static EmbeddedPostgres postgres;

    private TestDatabase() {}

    /** @param packages whose tables are made */
    public static DataSource with(String... packages) {
        String template = TEMPLATES.computeIfAbsent(List.of(packages), TestDatabase::withTables);
        return server().getDatabase("postgres", copyOf(template));
    }

    private static String withTables(List<String> packages) {
        String name = copyOf(EMPTY);
        Flyway.configure()
                .dataSource(server().getDatabase("postgres", name))
                .outOfOrder(true)
                .locations(packages.stream()
                        .map(feature -> "classpath:db/migration/" + feature)
                        .toArray(String[]::new))
                .load()
                .migrate();
        return name;
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
        return "jdbc:postgresql://127.0.0.1:" + server().getPort() + "/" + copyOf(EMPTY);
    }

    private static String copyOf(String template) {
        String name = "test" + COUNT.incrementAndGet();
        try (var connection = server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return name;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** In a process of its own, as soon as PostgreSQL has stopped. What a killed one leaves goes with the next start, as it always did. */
    private static void goesBeside(File data) {
        String folder = "'" + data.getPath().replace("'", "'\\''") + "'";
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "n=0; while [ -e " + folder
                                    + "/postmaster.pid ] && [ $n -lt 60 ]; do n=$((n+1)); sleep 1; done;" + " rm -rf "
                                    + folder)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException stays) {
            // The next start lets it go.
        }
    }

    private static synchronized EmbeddedPostgres server() {
        try {
            if (postgres == null) {
                File data = new File(FOLDERS, UUID.randomUUID().toString());
                // What it leaves is hundreds of thousands of files: a process that waited for all of them to go would
                // be killed.
                postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> goesBeside(data), "test-database-goes"));
            }
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
