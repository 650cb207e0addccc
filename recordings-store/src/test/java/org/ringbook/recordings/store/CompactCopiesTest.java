package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringbook.recordings.audio.Tones.says;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.recordings.audio.AudioFile;
import org.ringbook.recordings.audio.Ffmpeg;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.store.RecordingsSettings.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** A small copy for ears is made beside what is kept, by the real ffmpeg. */
class CompactCopiesTest {

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith(WhoNeedsBytes.TABLES);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private RecordingsSettings settings;
    private AudioStore store;

    @BeforeEach
    void opens() {
        var space = new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false);
        var month = new Rule(30, List.of(), List.of(), List.of(), null, List.of());
        var folder = RecordingsSettings.in(home, Duration.ofDays(6), "", List.of(month), space);
        settings = new RecordingsSettings(
                folder.folder(), folder.giveUpAfter(), folder.key(), folder.keep(), space, true, folder.s3());
        store = new AudioStore(settings, jdbc, new JdbcTransactionManager(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CompactCopies copies() {
        Ffmpeg ffmpeg = Ffmpeg.ofThisMachine();
        assumeTrue(
                ffmpeg.there() || "true".equals(System.getenv("CI")),
                "ffmpeg is missing: install the package ffmpeg, or run .ci/parts as root");
        return new CompactCopies(jdbc, store, settings, ffmpeg);
    }

    /** @return digest */
    private String recorded(Path file, Instant startedAt) throws IOException {
        String sha256 = store.keep(file);
        jdbc.sql(
                        "insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels, seconds)"
                                + " values (?, ?, 'office', 'leg', ?, 'stored', ?, 'audio/wav', 2, 12)")
                .params(UUID.randomUUID(), UUID.randomUUID(), Timestamp.from(startedAt), sha256)
                .update();
        return sha256;
    }

    private Path conversation() throws IOException {
        return Tones.wav(home.resolve("conversation.wav"), 12, says(0, 6, 440), says(6, 12, 660));
    }

    private long entries(String deed) {
        return jdbc.sql("select count(*) from sound_ledger where deed = ?")
                .param(deed)
                .query(Long.class)
                .single();
    }

    private long findings() throws IOException {
        return new Verification(store).run(finding -> {}, done -> {}).findings();
    }

    @Test
    void beforeLongThereIsASmallCopyThatIsAsLongAndTheOriginalStaysAsItCame() throws Exception {
        byte[] came = Files.readAllBytes(conversation());
        String original = recorded(conversation(), Instant.now());
        CompactCopies copies = copies();
        assertThat(copies.of(original)).isEmpty();

        copies.makeAll();

        StoredAudio copy = store.open(copies.of(original).orElseThrow()).orElseThrow();
        assertThat(copy.length()).isLessThan(came.length / 3);
        Path file = home.resolve("copy.ogg");
        Files.copy(copy.read(0, copy.length()), file);
        AudioFile sound = AudioFile.examine(file);
        assertThat(sound.format()).isEqualTo(CompactCopies.FORMAT);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.seconds().doubleValue()).isBetween(11.9, 12.1);
        assertThat(store.open(original).orElseThrow().read(0, came.length).readAllBytes())
                .isEqualTo(came);
        assertThat(findings()).isZero();
        assertThat(home.resolve("compacting")).isEmptyDirectory();

        copies.makeAll();
        assertThat(entries("kept")).as("once").isEqualTo(2);
    }

    @Test
    void whatGoesByTheRulesGoesWithItsCopy() throws Exception {
        String original = recorded(conversation(), Instant.now().minus(Duration.ofDays(40)));
        // There are recordings of the last days, too: the clock is believed.
        for (int days = 0; days < 3; days++) {
            Path lately = Tones.wav(home.resolve("lately.wav"), 3, says(0, 3, 500));
            recorded(lately, Instant.now().minus(Duration.ofDays(days)));
        }
        CompactCopies copies = copies();
        copies.makeAll();
        String copy = copies.of(original).orElseThrow();

        new Retention(jdbc, store, null, settings, WhoNeedsBytes.COLUMNS).free(Instant.now());

        assertThat(store.open(original)).isEmpty();
        assertThat(store.open(copy)).isEmpty();
        assertThat(copies.of(original)).isEmpty();
        assertThat(entries("freed")).isEqualTo(2);
        assertThat(findings()).isZero();
    }

    @Test
    void ofWhatFfmpegCannotReadThereIsNoneAndItIsNotTriedForEver() throws Exception {
        Path noise = Files.write(home.resolve("noise.wav"), new byte[5000]);
        String original = recorded(noise, Instant.now());
        CompactCopies copies = copies();

        copies.makeAll();

        assertThat(copies.of(original)).isEmpty();
        assertThat(jdbc.sql("select count(*) from sound_compact where compact is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(store.open(original)).isPresent();
    }

    @Test
    void onAMachineWithoutFfmpegNothingIsMadeAndNothingIsGivenUp() throws Exception {
        String original = recorded(conversation(), Instant.now());
        var copies = new CompactCopies(jdbc, store, settings, Ffmpeg.in(home.toString()));

        copies.start();

        assertThat(copies.isRunning()).isFalse();
        assertThat(copies.of(original)).isEmpty();
        assertThat(jdbc.sql("select count(*) from sound_compact")
                        .query(Long.class)
                        .single())
                .as("once there is one, it is made")
                .isZero();
    }
}
