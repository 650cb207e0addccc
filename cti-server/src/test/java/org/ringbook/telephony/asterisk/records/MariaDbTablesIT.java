package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.lab.NeedsProgram;

/** Tables as FreePBX makes them, in a real MariaDB. */
@NeedsProgram(at = MariaDbTablesIT.MARIADB, of = "mariadb-server-core")
class MariaDbTablesIT {

    static final String MARIADB = "/usr/sbin/mariadbd";
    private static final String SECRET = "gap-secret";

    @TempDir
    Path folder;

    private Process server;
    private String url;

    @BeforeEach
    void theDatabaseIsUp() throws Exception {
        run(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var command = new ArrayList<>(List.of(
                MARIADB,
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid")));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        url = "jdbc:mariadb://127.0.0.1:" + port + "/";
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            connect("root", "").close();
            return true;
        });
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterEach
    void theDatabaseGoes() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCallIsReadByAnAccountThatMayOnlySelect() throws Exception {
        try (Connection database = connect("root", "");
                Statement sql = database.createStatement()) {
            sql.execute("create database asteriskcdrdb");
            sql.execute("create table asteriskcdrdb.cel (id int auto_increment primary key, eventtype varchar(30),"
                    + " eventtime datetime, cid_name varchar(80), cid_num varchar(80), cid_ani varchar(80),"
                    + " cid_rdnis varchar(80), cid_dnid varchar(80), exten varchar(80), context varchar(80),"
                    + " channame varchar(80), appname varchar(80), appdata varchar(255), uniqueid varchar(32),"
                    + " linkedid varchar(32), peer varchar(80), extra varchar(512))");
            for (String row : List.of(
                    "'CHAN_START', '2026-11-23 12:00:00', '89161112233', '74957770001', 'PJSIP/carrier-00000001', '', ''",
                    "'ANSWER', '2026-11-23 12:00:04', '89161112233', '74957770001', 'PJSIP/carrier-00000001', 'Dial', ''",
                    "'HANGUP', '2026-11-23 12:00:09', '89161112233', '74957770001', 'PJSIP/carrier-00000001', '',"
                            + " '{\"hangupcause\":16,\"hangupsource\":\"\",\"dialstatus\":\"ANSWER\"}'")) {
                sql.execute("insert into asteriskcdrdb.cel (eventtype, eventtime, cid_num, exten, channame, appname,"
                        + " extra, uniqueid, linkedid) values (" + row + ", '1795400000.1', '1795400000.1')");
            }
            sql.execute("create user 'ringbook'@'%' identified by '" + SECRET + "'");
            sql.execute("grant select on asteriskcdrdb.* to 'ringbook'@'%'");
        }
        var settings = new RecordsSettings(
                "",
                "",
                url.replace("mariadb", "mysql") + "asteriskcdrdb",
                "cel",
                "",
                "ringbook",
                SECRET,
                "",
                "Europe/Moscow");

        Instant noon = Instant.parse("2026-11-23T09:00:00Z");
        CallRecords.Found found = CallRecords.of(settings)
                .between(
                        noon.minusSeconds(1),
                        noon.plusSeconds(20),
                        noon.plusSeconds(20),
                        leg -> false,
                        (name, then) -> null);

        assertThat(found.calls()).isEqualTo(1);
        assertThat(found.reported())
                .extracting(RecordedEvent::at)
                .contains(noon, noon.plusSeconds(4), noon.plusSeconds(9));
    }
}
