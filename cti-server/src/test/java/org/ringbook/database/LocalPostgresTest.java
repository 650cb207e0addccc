package org.ringbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database that the server starts by itself: what is written in it outlives whatever happens to the server. */
class LocalPostgresTest {

    @TempDir
    private Path home;

    @Test
    void whatWasWrittenIsThereAfterAStopAKilledServerAndALyingNote() throws Exception {
        LocalPostgres first = LocalPostgres.start(home);
        execute(first, "create table kept (word text); insert into kept values ('да')");
        assertThat(read(first, "show fsync")).isEqualTo("on");
        assertThat(read(first, "select lower('ЁЖ')")).isEqualTo("ёж");
        first.close();

        LocalPostgres second = LocalPostgres.start(home);
        assertThat(read(second, "select word from kept")).isEqualTo("да");
        // The server is killed: nobody stops its PostgreSQL, and only the lock of its process is gone.
        second.dieWithoutStopping();

        LocalPostgres third = LocalPostgres.start(home);
        assertThat(read(third, "select word from kept")).isEqualTo("да");
        third.close();
        // After a reboot the number in the note may be that of any program, such as this one.
        Path note = home.resolve("postgres/postmaster.pid");
        Files.writeString(note, ProcessHandle.current().pid() + "\n/nowhere\n1\n5432\n\n127.0.0.1\n\nready\n");

        try (LocalPostgres fourth = LocalPostgres.start(home)) {
            assertThat(read(fourth, "select word from kept")).isEqualTo("да");
        }
    }

    @Test
    void whenItIsKilledUnderTheServerItComesBackAtTheSameAddressWithWhatWasWritten() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(home)) {
            execute(postgres, "create table kept (word text); insert into kept values ('да')");
            String address = postgres.getJdbcUrl();
            long pid = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(read(postgres, "select word from kept")).isEqualTo("да"));
            assertThat(postgres.getJdbcUrl()).isEqualTo(address);
        }
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(home)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.getJdbcUrl(), "ringbook", "guess"))
                    .isInstanceOf(SQLException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres-password"))))
                    .isEqualTo("rw-------");
            assertThat(answersOutsideOfLoopback(postgres)).isFalse();
            assertThat(postgres.toString()).doesNotContain(postgres.getPassword());
            assertThatThrownBy(() -> LocalPostgres.start(home))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("Another Ringbook server");
        }
    }

    @Test
    void aFolderThatCannotBeHadIsToldInWords() throws IOException {
        Path file = Files.writeString(home.resolve("a-file"), "");
        assertThatThrownBy(() -> LocalPostgres.start(file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("a-file");
    }

    private static boolean answersOutsideOfLoopback(LocalPostgres postgres) throws IOException {
        int port = Integer.parseInt(postgres.getJdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .anyMatch(address -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, port), 500);
                        return true;
                    } catch (IOException closed) {
                        return false;
                    }
                });
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void anotherPostgresThatHasTheNumberOfOursSinceARebootIsLeftAlone() throws Exception {
        JdbcClient others = JdbcClient.create(TestDatabase.with("calls"));
        Path theirs =
                Path.of(others.sql("show data_directory").query(String.class).single());
        String number = Files.readAllLines(theirs.resolve("postmaster.pid")).get(0);
        Path data = Files.createDirectories(home.resolve("postgres"));
        Path note = Files.writeString(data.resolve("postmaster.pid"), number + "\n" + data + "\n");
        // Without programs it could stop nobody.
        var leftover = new Leftover(null, data);
        assertThat(leftover.runs()).isFalse();
        leftover.clear();
        assertThat(note).doesNotExist();
        assertThat(others.sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }
}
