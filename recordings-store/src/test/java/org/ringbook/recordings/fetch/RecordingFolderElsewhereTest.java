package org.ringbook.recordings.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.recordings.audio.Tones.says;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.files.FileServer;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;
import org.slf4j.LoggerFactory;

/** The PBX keeps its recordings on a machine that is reached over FTP or SFTP: real servers, and what goes wrong with them. */
class RecordingFolderElsewhereTest {

    private static final String PBX = "/var/spool/asterisk/monitor/";

    @TempDir
    Path home;

    private Path monitor;
    private Path incoming;

    @BeforeEach
    void makesFolders() throws IOException {
        monitor = Files.createDirectories(home.resolve("machine/monitor"));
        incoming = Files.createDirectories(home.resolve("incoming"));
    }

    private RealFileServer server(String kind) throws Exception {
        return RealFileServer.of(kind, monitor.getParent());
    }

    private static RecordingFolder folder(RealFileServer server, String password, RecordingFolder.Sides sides) {
        return folder(server.place(), server.hostKey(), password, sides);
    }

    private static RecordingFolder folder(URI place, String hostKey, String password, RecordingFolder.Sides sides) {
        return new RecordingFolder(
                "office", place, PBX, "{uniqueid}.wav", sides, FileServer.at(place, "pbx", password, hostKey));
    }

    private static Wanted wanted(String file) {
        return new Wanted(UUID.randomUUID(), "office-1700000000.12", file, Instant.now(), Instant.now());
    }

    private List<Path> fetch(RealFileServer server, String file) throws Exception {
        return folder(server, RealFileServer.SECRET, RecordingFolder.Sides.TOGETHER)
                .fetch(wanted(file), incoming);
    }

    private Path recorded(String name) throws IOException {
        Path file = monitor.resolve(name);
        Files.createDirectories(file.getParent());
        return Tones.wav(file, 20, says(0, 20, 440));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aRecordingComesAsItIs(String kind) throws Exception {
        Path there = recorded("2026/11/office-1700000000.12.wav");
        Path byId = recorded("office-1700000000.12.wav");
        try (RealFileServer server = server(kind)) {
            assertThat(fetch(server, PBX + "2026/11/office-1700000000.12.wav").get(0))
                    .hasSameBinaryContentAs(there);
            assertThat(fetch(server, null).get(0)).hasSameBinaryContentAs(byId);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void twoSidesComeAsTwoFiles(String kind) throws Exception {
        recorded("a-in.wav");
        recorded("a-out.wav");
        try (RealFileServer server = server(kind)) {
            assertThat(folder(server, RealFileServer.SECRET, new RecordingFolder.Sides("-in", "-out"))
                            .fetch(wanted(PBX + "a.wav"), incoming))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aNameThatNobodyWouldChooseIsAskedForWordForWord(String kind) throws Exception {
        try (RealFileServer server = server(kind)) {
            for (String name : List.of(
                    "Мария Иванова «Ромашка».wav",
                    "-rf *.wav",
                    "$(reboot);'\"`.wav",
                    "%2e%2e%2fsecret.wav",
                    "ÿÿ.wav")) {
                Path there = recorded(name);
                assertThat(fetch(server, PBX + name).get(0)).as(name).hasSameBinaryContentAs(there);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aNameThatLeadsElsewhereOrHoldsACommandIsNotAskedFor(String kind) throws Exception {
        Files.writeString(monitor.getParent().resolve("secret.wav"), "secret");
        recorded("a.wav");
        try (RealFileServer server = server(kind)) {
            for (String name : List.of(
                    "../secret.wav",
                    "a/../../secret.wav",
                    "a.wav\r\nDELE a.wav",
                    "a\0.wav",
                    "/etc/passwd",
                    "x".repeat(4096))) {
                assertThatThrownBy(() -> fetch(server, PBX + name))
                        .as(name)
                        .isInstanceOfSatisfying(
                                NeverThere.class, no -> assertThat(no.reason()).isEqualTo("name_refused"));
            }
        }
        assertThat(monitor.resolve("a.wav")).exists();
        assertThat(incoming).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp"})
    void aLinkOutOfTheFolderIsNotFollowed(String kind) throws Exception {
        Path secret = Tones.wav(monitor.resolveSibling("secret.wav"), 1, says(0, 1, 440));
        Files.createSymbolicLink(monitor.resolve("link.wav"), Path.of("..", "secret.wav"));
        Files.createSymbolicLink(monitor.resolve("out"), Path.of(".."));
        assertThat(monitor.resolve("link.wav")).hasSameBinaryContentAs(secret);
        try (RealFileServer server = server(kind)) {
            for (String name : List.of("link.wav", "out/secret.wav")) {
                assertThatThrownBy(() -> fetch(server, PBX + name))
                        .as(name)
                        .isInstanceOfSatisfying(
                                NeverThere.class, no -> assertThat(no.reason()).isEqualTo("link_out"));
            }
        }
        assertThat(incoming).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void whatIsNotThereYetIsNoError(String kind) throws Exception {
        try (RealFileServer server = server(kind)) {
            assertThatThrownBy(() -> fetch(server, PBX + "later.wav"))
                    .isInstanceOfSatisfying(
                            NotThereYet.class,
                            later -> assertThat(later.reason()).isEqualTo("not_there_yet"));
            var longAgo = Instant.now().minus(Duration.ofHours(2));
            var old = new Wanted(UUID.randomUUID(), "1", PBX + "later.wav", longAgo, longAgo);
            assertThatThrownBy(() -> folder(server, RealFileServer.SECRET, RecordingFolder.Sides.TOGETHER)
                            .fetch(old, incoming))
                    .isInstanceOfSatisfying(
                            NotThereYet.class,
                            later -> assertThat(later.reason()).isEqualTo("no_file"));
            Path there = recorded("later.wav");
            assertThat(fetch(server, PBX + "later.wav").get(0)).hasSameBinaryContentAs(there);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aTransferThatIsCutIsNeverTakenForTheWholeAndTheNextBringsAll(String kind) throws Exception {
        Path there = recorded("cut.wav");
        try (RealFileServer server = server(kind)) {
            server.breaksOffAfter = 100_000;
            assertThatThrownBy(() -> fetch(server, PBX + "cut.wav")).isInstanceOf(IOException.class);

            assertThat(Files.size(incoming.resolve("sound"))).isBetween(1L, Files.size(there) - 1);

            server.breaksOffAfter = Long.MAX_VALUE;
            assertThat(fetch(server, PBX + "cut.wav").get(0)).hasSameBinaryContentAs(there);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aWrongPasswordIsToldInWordsAndNeitherItNorTheRightOneAnywhere(String kind) throws Exception {
        recorded("a.wav");
        try (var log = new TalkativeLog();
                RealFileServer server = server(kind)) {
            assertThatThrownBy(() -> folder(server, "wrong-secret", RecordingFolder.Sides.TOGETHER)
                            .fetch(wanted(PBX + "a.wav"), incoming))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not let \"pbx\" in")
                    .satisfies(refused -> assertThat(inFull(refused)).doesNotContain("wrong-secret"));
            fetch(server, PBX + "a.wav");
            assertThat(log.lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("wrong-secret") || line.contains(RealFileServer.SECRET));
        }
    }

    /** All that anybody says as long as it is open, in place of the console. */
    private static final class TalkativeLog implements AutoCloseable {

        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final Level before = root.getLevel();
        private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        TalkativeLog() {
            root.iteratorForAppenders().forEachRemaining(usual::add);
            usual.forEach(root::detachAppender);
            var hears = new AppenderBase<ILoggingEvent>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
                }
            };
            hears.setContext(root.getLoggerContext());
            hears.start();
            root.addAppender(hears);
            root.setLevel(Level.DEBUG);
        }

        List<String> lines() {
            return lines;
        }

        @Override
        public void close() {
            root.setLevel(before);
            root.detachAndStopAllAppenders();
            usual.forEach(root::addAppender);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "sftp"})
    void aMachineThatDoesNotAnswerIsTroubleThatPasses(String kind) throws Exception {
        RealFileServer server = server(kind);
        URI place = server.place();
        String hostKey = server.hostKey();
        server.close();
        assertThatThrownBy(() -> folder(place, hostKey, RealFileServer.SECRET, RecordingFolder.Sides.TOGETHER)
                        .fetch(wanted(PBX + "a.wav"), incoming))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NeverThere.class)
                .satisfies(refused -> assertThat(inFull(refused)).doesNotContain(RealFileServer.SECRET));
    }

    private static String inFull(Throwable trouble) {
        var text = new StringWriter();
        trouble.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
