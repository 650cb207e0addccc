package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.ringbook.recordings.audio.Tones.says;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.store.Verification.Finding;
import org.ringbook.recordings.store.Verification.Trouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** What is kept stays as it was, and whoever touches it is found out. */
class AudioStoreTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith(WhoNeedsBytes.TABLES);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private AudioStore store;

    @BeforeEach
    void opens() {
        store = store("", 0);
    }

    private AudioStore store(String key, long stopBelow) {
        var space = new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(stopBelow), false);
        var settings = RecordingsSettings.in(home, Duration.ofDays(6), key, List.of(), space);
        return new AudioStore(settings, jdbc, new JdbcTransactionManager(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path sound(int hertz) throws IOException {
        return Tones.wav(home.resolve(hertz + ".wav"), 12, says(0, 12, hertz), says(3, 9, hertz + 100));
    }

    private List<Finding> verified() throws IOException {
        var findings = new ArrayList<Finding>();
        new Verification(store).run(findings::add, done -> {});
        return findings;
    }

    private Path fileOf(String digest) throws IOException {
        String name = store.ledger.last(digest).orElseThrow().name();
        return home.resolve("sound").resolve(AudioFolder.below(name));
    }

    @Test
    void whatIsKeptIsWhatCameAndTheSameSoundIsKeptOnce() throws Exception {
        byte[] came = Files.readAllBytes(sound(440));
        String digest = store.keep(sound(440));
        assertThat(store.keep(sound(440))).isEqualTo(digest);
        assertThat(store.open(digest).orElseThrow().read(0, came.length).readAllBytes())
                .isEqualTo(came);
        assertThat(store.ledger.count()).isEqualTo(1);
        assertThat(verified()).isEmpty();
    }

    @Test
    void soundThatManyBringInTheSameMomentIsKeptOnce() throws Exception {
        int many = 6;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        for (int round = 0; round < 20; round++) {
            var atOnce = new CyclicBarrier(many);
            byte[] came = Files.readAllBytes(sound(400 + round));
            var brought = new ArrayList<Future<String>>();
            for (int i = 0; i < many; i++) {
                Path file = Files.write(home.resolve("brought-" + i), came);
                brought.add(threads.submit(() -> {
                    atOnce.await();
                    return store.keep(file);
                }));
            }
            for (Future<String> each : brought) {
                assertThat(each.get()).isEqualTo(brought.get(0).get());
            }
            assertThat(store.ledger.count()).isEqualTo(round + 1);
        }
        threads.shutdown();
        assertThat(verified()).isEmpty();
    }

    @Test
    void withAKeyNobodyHearsItFromTheDiskAndOneCanBeginAnywhere() throws Exception {
        byte[] came = Files.readAllBytes(sound(440));
        store = store(KEY, 0);
        String digest = store.keep(sound(440));
        assertThat(fileOf(digest).getFileName().toString()).doesNotContain(digest);
        assertThat(new String(Files.readAllBytes(fileOf(digest)), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("WAVEfmt");
        StoredAudio sound = store.open(digest).orElseThrow();
        assertThat(sound.length()).isEqualTo(came.length);
        for (long from : new long[] {0, 1, 65_535, 65_536, 100_000, came.length - 1}) {
            long count = Math.min(70_000, came.length - from);
            assertThat(sound.read(from, count).readAllBytes())
                    .isEqualTo(java.util.Arrays.copyOfRange(came, (int) from, (int) (from + count)));
        }
        assertThat(verified()).isEmpty();
        assertThat(store("", 0).open(digest)).as("without the key").isEmpty();
    }

    @Test
    void whatWasKeptBeforeThereWasAKeyIsHeardOn() throws Exception {
        String before = store.keep(sound(440));
        store = store(KEY, 0);
        store.keep(sound(550));
        assertThat(store.open(before)).isPresent();
        assertThat(verified()).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutBeingTold() {
        for (String key : List.of("secret", Base64.getEncoder().encodeToString(new byte[16]), "%%%")) {
            assertThatThrownBy(() -> store(key, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("recordings.key")
                    .hasMessageNotContaining(key);
        }
    }

    @Test
    void oneByteChangedOneFileGoneOneMoreAndOneBackDatedAreEachNamed() throws Exception {
        for (String key : List.of("", KEY)) {
            store = store(key, 0);
            int tone = key.isEmpty() ? 400 : 800;
            String changed = store.keep(sound(tone));
            String gone = store.keep(sound(tone + 10));
            String dated = store.keep(sound(tone + 20));
            store.keep(sound(tone + 30));
            byte[] bytes = Files.readAllBytes(fileOf(changed));
            bytes[bytes.length / 2] ^= 1;
            FileTime date = Files.getLastModifiedTime(fileOf(changed));
            Files.write(fileOf(changed), bytes);
            Files.setLastModifiedTime(fileOf(changed), date);
            Files.delete(fileOf(gone));
            Files.setLastModifiedTime(fileOf(dated), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
            Path more = Files.writeString(home.resolve("sound").resolve("added-" + tone + ".wav"), "more");

            assertThat(verified())
                    .extracting(Finding::trouble, Finding::what)
                    .containsExactlyInAnyOrder(
                            tuple(Trouble.CHANGED, fileOf(changed).getFileName().toString()),
                            tuple(Trouble.MISSING, fileOf(gone).getFileName().toString()),
                            tuple(
                                    Trouble.OTHER_DATE,
                                    fileOf(dated).getFileName().toString()),
                            tuple(Trouble.SURPLUS, more.getFileName().toString()));
            Files.delete(more);
            for (String each : List.of(changed, gone, dated)) {
                store.free(each, Instant.now());
            }
            assertThat(verified()).as("what was freed is explained").isEmpty();
        }
    }

    @Test
    void anEntryThatWasChangedLeftOutOrBackDatedBreaksTheChain() throws Exception {
        for (int i = 0; i < 5; i++) {
            store.keep(sound(400 + i));
        }
        jdbc.sql("update sound_ledger set at = at - interval '1 day' where number = 3")
                .update();
        assertThat(verified())
                .extracting(Finding::trouble, Finding::what)
                .contains(tuple(Trouble.CHAIN_BROKEN, "3"), tuple(Trouble.BACK_DATED, "3"));
        jdbc.sql("update sound_ledger set at = at + interval '1 day' where number = 3")
                .update();
        assertThat(verified()).isEmpty();

        jdbc.sql("delete from sound_ledger where number = 2").update();
        assertThat(verified()).extracting(Finding::trouble).contains(Trouble.CHAIN_BROKEN, Trouble.SURPLUS);
    }

    @Test
    void aSoundThatIsKeptAfterALaterEntryBearsTheTimeOfItsOwnEntry() throws Exception {
        for (String key : List.of("", KEY)) {
            store = store(key, 0);
            String early = store.keep(sound(key.isEmpty() ? 400 : 500));
            store.free(early, Instant.now().plusSeconds(3600));
            String later = store.keep(sound(key.isEmpty() ? 440 : 540));
            assertThat(Files.getLastModifiedTime(fileOf(later)).toInstant())
                    .isCloseTo(store.ledger.last(later).orElseThrow().at(), within(1, ChronoUnit.SECONDS));
            assertThat(verified()).isEmpty();
        }
    }

    @Test
    void aLinkInTheStoreIsNotFollowed() throws Exception {
        String digest = store.keep(sound(440));
        Path place = fileOf(digest);
        Path elsewhere = Files.move(place, home.resolve("elsewhere"));
        Files.createSymbolicLink(place, elsewhere);
        assertThat(store.open(digest)).isEmpty();
        assertThat(verified()).extracting(Finding::trouble).containsExactly(Trouble.MISSING);
    }

    @Test
    void whenTheDiskIsNearlyFullNothingMoreIsKeptAndWhatWaitsDoesNotFillIt() throws Exception {
        Path file = sound(440);
        store = store("", Long.MAX_VALUE / 2);
        assertThatThrownBy(() -> store.keep(file)).isInstanceOf(StoreFull.class);
        assertThat(file).doesNotExist();
        try (Stream<Path> inside = Files.walk(home.resolve("sound"))) {
            assertThat(inside.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
