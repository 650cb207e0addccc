package org.ringbook.recordings.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.recordings.audio.Tones.says;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.files.FileServer;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;
import org.ringbook.recordings.store.DiskSpace;
import org.ringbook.recordings.store.StoreFull;
import org.springframework.util.unit.DataSize;

/** A PBX names a file, and only what lies in its folder of recordings is taken. */
class RecordingFolderTest {

    private static final String PBX = "/var/spool/asterisk/monitor";

    @TempDir
    Path home;

    private Path monitor;
    private Path incoming;

    @BeforeEach
    void makesFolders() throws IOException {
        monitor = Files.createDirectories(home.resolve("monitor"));
        incoming = Files.createDirectories(home.resolve("incoming"));
        Tones.wav(home.resolve("secret.wav"), 1, says(0, 1, 440));
    }

    private RecordingFolder folder(RecordingFolder.Sides sides) {
        return new RecordingFolder(
                "office", monitor.toUri(), PBX, "{uniqueid}.wav", sides, FileServer.at(monitor.toUri(), "", "", ""));
    }

    private static Wanted wanted(String file) {
        return new Wanted(UUID.randomUUID(), "office-1700000000.12", file, Instant.now(), Instant.now());
    }

    private List<Path> fetch(String file) throws Exception {
        return folder(RecordingFolder.Sides.TOGETHER).fetch(wanted(file), incoming);
    }

    @Test
    void theFileThatThePbxNamesIsCopied() throws Exception {
        Files.createDirectories(monitor.resolve("2026/11"));
        Path there = Tones.wav(monitor.resolve("2026/11/maria.wav"), 2, says(0, 2, 440));
        assertThat(fetch(PBX + "/2026/11/maria.wav"))
                .singleElement()
                .satisfies(copy -> assertThat(copy).hasSameBinaryContentAs(there));
    }

    @Test
    void aFileThatIsNotNamedIsFoundByTheIdOfItsChannel() throws Exception {
        Tones.wav(monitor.resolve("office-1700000000.12.wav"), 2, says(0, 2, 440));
        assertThat(fetch(null)).hasSize(1);
    }

    @Test
    void whereEachSideHasAFileBothAreTaken() throws Exception {
        Tones.wav(monitor.resolve("a-in.wav"), 2, says(0, 2, 440));
        Tones.wav(monitor.resolve("a-out.wav"), 2, says(0, 2, 660));
        Tones.wav(monitor.resolve("a.wav"), 2, says(0, 2, 550));
        var both = folder(new RecordingFolder.Sides("-in", "-out")).fetch(wanted(PBX + "/a.wav"), incoming);
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).hasSameBinaryContentAs(monitor.resolve("a-in.wav"));
    }

    @Test
    void whatIsNotThereYetIsNoError() {
        assertThatThrownBy(() -> fetch(PBX + "/later.wav"))
                .isInstanceOfSatisfying(
                        NotThereYet.class, later -> assertThat(later.reason()).isEqualTo("not_there_yet"));
    }

    @Test
    void aCopyEndsWhenTheRoomDoes() throws Exception {
        Path there = Files.write(monitor.resolve("long.wav"), new byte[8 << 20]);
        Wanted wanted = wanted(PBX + "/" + there.getFileName());
        var free = new AtomicLong(20 << 20);
        var others = new DiskSpace(() -> free.addAndGet(-(5 << 20)), DataSize.ofMegabytes(4));
        assertThatThrownBy(() -> folder(RecordingFolder.Sides.TOGETHER).fetch(wanted.with(others), incoming))
                .isInstanceOf(StoreFull.class);
        assertThat(incoming.resolve("sound"))
                .isNotEmptyFile()
                .satisfies(part -> assertThat(Files.size(part)).isLessThan(4 << 20));

        Files.delete(incoming.resolve("sound"));
        var little = new DiskSpace(() -> 9 << 20, DataSize.ofMegabytes(4));
        assertThatThrownBy(() -> folder(RecordingFolder.Sides.TOGETHER).fetch(wanted.with(little), incoming))
                .isInstanceOf(StoreFull.class);
        assertThat(incoming).as("not even begun").isEmptyDirectory();
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws Exception {
        Files.createSymbolicLink(monitor.resolve("link.wav"), home.resolve("secret.wav"));
        Files.createSymbolicLink(monitor.resolve("out"), home);
        never(PBX + "/../secret.wav", "name_refused");
        never(PBX + "/a/../../secret.wav", "name_refused");
        never("/etc/passwd", "other_folder");
        never("secret.wav", "other_folder");
        never(PBX + "/a\0.wav", "name_refused");
        never(PBX + "/" + "x".repeat(4096), "name_refused");
        never(PBX + "/" + "x".repeat(300) + ".wav", "name_refused");
        never(PBX + "//etc/passwd", "name_refused");
        never(PBX + "/", "name_refused");
        never(PBX + "/link.wav", "link_out");
        never(PBX + "/out/secret.wav", "link_out");
        assertThat(incoming).isEmptyDirectory();
    }

    private void never(String file, String reason) {
        assertThatThrownBy(() -> fetch(file))
                .as(file)
                .isInstanceOfSatisfying(
                        NeverThere.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
