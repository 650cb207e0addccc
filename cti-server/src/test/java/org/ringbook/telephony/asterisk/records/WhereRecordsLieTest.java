package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.AnyJava;

/** The same CEL of one call, read from wherever a PBX may have it. */
@AnyJava
class WhereRecordsLieTest {

    private static final String SECRET = "gap-secret";
    private static final String CASE = "/cases/asterisk-22/in_direct_answered_caller_hangs_up/cel.csv";

    @TempDir
    Path folder;

    private Path file;
    private Instant from;
    private Instant to;

    @BeforeEach
    void thePbxHasWrittenACall() throws Exception {
        file = folder.resolve("Master.csv");
        try (var in = WhereRecordsLieTest.class.getResourceAsStream(CASE)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> lines = Files.readAllLines(file);
        from = time(lines.get(0)).minusSeconds(1);
        to = time(lines.get(lines.size() - 1)).plusSeconds(1);
    }

    private static Instant time(String line) {
        String[] stamp = line.split("\"")[3].split("\\.");
        return Instant.ofEpochSecond(Long.parseLong(stamp[0]));
    }

    private static RecordsSettings celAt(String place, String hostKey) {
        return new RecordsSettings(place, "", "", "", "", "pbx", SECRET, hostKey, "UTC");
    }

    private void isReadFrom(RecordsSettings settings) throws IOException {
        CallRecords.Found found = CallRecords.of(settings).between(from, to, to, leg -> false, (name, then) -> null);
        assertThat(found.calls()).isEqualTo(1);
        assertThat(found.told()).anySatisfy(told -> assertThat(told.text()).contains("Event: BridgeEnter"));
    }

    @Test
    void aFileHere() throws Exception {
        isReadFrom(celAt(file.toString(), ""));
    }

    @Test
    void aFileThatWasBegunAnewMeanwhile() throws Exception {
        List<String> lines = Files.readAllLines(file);
        Files.write(folder.resolve("Master.csv.1"), lines.subList(0, 6));
        Files.write(file, lines.subList(6, lines.size()));
        isReadFrom(celAt(file.toString(), ""));
    }

    @Test
    void aLineThatIsHalfWrittenOrBrokenTakesNoOtherWithIt() throws Exception {
        String text = Files.readString(file);
        Files.writeString(file, "\"CHAN_START\",\"oops\n\"\"\"broken\n" + text + "\"CHAN_START\",\"17953");
        isReadFrom(celAt(file.toString(), ""));
    }

    @Test
    void aFileThatIsNotThereIsToldInWords() {
        assertThatThrownBy(() -> isReadFrom(celAt(folder.resolve("none.csv").toString(), "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void overFtp() throws Exception {
        FtpServer server = ftpServer(false);
        try {
            isReadFrom(celAt("ftp://127.0.0.1:" + port + "/Master.csv", ""));
            var wrong = new RecordsSettings(
                    "ftp://127.0.0.1:" + port + "/Master.csv", "", "", "", "", "pbx", "wrong", "", "UTC");
            assertThatThrownBy(() -> isReadFrom(wrong))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not let \"pbx\" in")
                    .hasMessageNotContaining("wrong");
        } finally {
            server.stop();
        }
    }

    @Test
    void overFtpWithTls() throws Exception {
        FtpServer server = ftpServer(true);
        try {
            isReadFrom(celAt("ftps://127.0.0.1:" + port + "/Master.csv", ""));
        } finally {
            server.stop();
        }
    }

    private int port;

    private FtpServer ftpServer(boolean tls) throws Exception {
        var factory = new FtpServerFactory();
        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        if (tls) {
            var ssl = new SslConfigurationFactory();
            ssl.setKeystoreFile(Keys.store(folder, SECRET).toFile());
            ssl.setKeystorePassword(SECRET);
            listener.setSslConfiguration(ssl.createSslConfiguration());
        }
        var made = listener.createListener();
        factory.addListener("default", made);
        var user = new BaseUser();
        user.setName("pbx");
        user.setPassword(SECRET);
        user.setHomeDirectory(folder.toString());
        factory.getUserManager().save(user);
        FtpServer server = factory.createServer();
        server.start();
        port = made.getPort();
        return server;
    }

    @Test
    void overSftpFromTheMachineThatShowsTheKeyThatIsSet() throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host.key")));
        server.setPasswordAuthenticator((name, password, session) -> password.equals(SECRET));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        try {
            String place = "sftp://127.0.0.1:" + server.getPort() + "/Master.csv";
            String key = KeyUtils.getFingerPrint(
                    BuiltinDigests.sha256,
                    server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
            isReadFrom(celAt(place, key));
            assertThatThrownBy(() -> isReadFrom(celAt(place, "SHA256:another")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("host-key");
        } finally {
            server.stop(true);
        }
    }
}
