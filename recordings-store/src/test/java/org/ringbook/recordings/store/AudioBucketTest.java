package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ringbook.recordings.audio.Tones.says;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.store.Verification.Finding;
import org.ringbook.recordings.store.Verification.Trouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Sound is kept in a bucket of a real S3 server, as it is in a folder. */
class AudioBucketTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static S3Server server;

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith(WhoNeedsBytes.TABLES);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @BeforeAll
    static void starts() throws Exception {
        server = new S3Server();
    }

    @AfterAll
    static void stops() throws Exception {
        server.close();
    }

    @AfterEach
    void empties() {
        try (S3Client somebody = server.somebody()) {
            objects(somebody)
                    .forEach(object -> somebody.deleteObject(
                            each -> each.bucket(S3Server.BUCKET).key(object.key())));
        }
        database.close();
    }

    private static List<S3Object> objects(S3Client client) {
        return client.listObjectsV2(all -> all.bucket(S3Server.BUCKET)).contents();
    }

    private AudioStore store(String key, RecordingsSettings.S3 s3) {
        return store(settings(key, s3, 0));
    }

    private AudioStore store(RecordingsSettings settings) {
        return new AudioStore(settings, jdbc, new JdbcTransactionManager(database));
    }

    private RecordingsSettings settings(String key, RecordingsSettings.S3 s3, long terabytesHere) {
        var room = DataSize.ofTerabytes(terabytesHere);
        var space = new RecordingsSettings.Space(room, room, true);
        return new RecordingsSettings(home, Duration.ofDays(6), key, List.of(), space, false, s3);
    }

    private Path sound(int hertz) throws IOException {
        return Tones.wav(home.resolve(hertz + ".wav"), 12, says(0, 12, hertz), says(3, 9, hertz + 100));
    }

    private static List<Finding> verified(AudioStore store) throws IOException {
        var findings = new ArrayList<Finding>();
        new Verification(store).run(findings::add, done -> {});
        return findings;
    }

    @Test
    void whatIsKeptIsWhatCameAndOneCanBeginAnywhereSealedOrNot() throws Exception {
        byte[] came = Files.readAllBytes(sound(440));
        for (String key : List.of("", KEY)) {
            AudioStore store = store(key, server.settings("office/sound"));
            String digest = store.keep(sound(key.isEmpty() ? 440 : 450));
            byte[] expected = key.isEmpty() ? came : Files.readAllBytes(sound(450));
            StoredAudio sound = store.open(digest).orElseThrow();
            assertThat(sound.length()).isEqualTo(expected.length);
            for (long from : new long[] {0, 1, 65_535, 65_536, 100_000, expected.length - 1}) {
                long count = Math.min(70_000, expected.length - from);
                try (var in = sound.read(from, count)) {
                    assertThat(in.readAllBytes())
                            .isEqualTo(Arrays.copyOfRange(expected, (int) from, (int) (from + count)));
                }
            }
            assertThat(sound.read(0, 0).readAllBytes()).isEmpty();
            try (var in = sound.read(0, expected.length)) {
                assertThat(in.read()).as("a listener who leaves at once").isEqualTo('R');
            }
            Files.deleteIfExists(home.resolve("450.wav"));
        }
        assertThat(verified(store(KEY, server.settings("office/sound")))).isEmpty();
        assertThat(home).as("nothing stays here").isEmptyDirectory();
    }

    @Test
    void theSameSoundIsKeptOnceAndWhatIsFreedIsGone() throws Exception {
        AudioStore store = store("", server.settings(""));
        String digest = store.keep(sound(440));
        assertThat(store.keep(sound(440))).isEqualTo(digest);
        assertThat(store.ledger.count()).isEqualTo(1);
        try (S3Client somebody = server.somebody()) {
            assertThat(objects(somebody)).hasSize(1);
            store.free(digest, Instant.now());
            assertThat(objects(somebody)).isEmpty();
        }
        assertThat(store.open(digest)).isEmpty();
        assertThat(verified(store)).isEmpty();
    }

    @Test
    void aChangedAMissingASurplusAndABackDatedObjectAreEachNamed() throws Exception {
        for (String key : List.of("", KEY)) {
            AudioStore store = store(key, server.settings("office"));
            int tone = key.isEmpty() ? 400 : 800;
            String digest = store.keep(sound(tone));
            String changed = nameOf(store, digest);
            String gone = nameOf(store, store.keep(sound(tone + 10)));
            String dated = nameOf(store, store.keep(sound(tone + 20)));
            nameOf(store, store.keep(sound(tone + 30)));
            try (S3Client somebody = server.somebody()) {
                byte[] bytes = bytesOf(somebody, store, changed);
                bytes[bytes.length / 2] ^= 1;
                puts(
                        somebody,
                        store,
                        changed,
                        bytes,
                        store.ledger.last(digest).orElseThrow().at());
                somebody.deleteObject(each -> each.bucket(S3Server.BUCKET).key(keyOf(store, gone)));
                puts(somebody, store, dated, bytesOf(somebody, store, dated), Instant.EPOCH);
                somebody.putObject(
                        each -> each.bucket(S3Server.BUCKET).key("office/more.wav"), RequestBody.fromString("more"));

                assertThat(verified(store))
                        .extracting(Finding::trouble, Finding::what)
                        .containsExactlyInAnyOrder(
                                tuple(Trouble.CHANGED, changed),
                                tuple(Trouble.MISSING, gone),
                                tuple(Trouble.OTHER_DATE, dated),
                                tuple(Trouble.SURPLUS, "more.wav"));
            }
            empty(store);
        }
    }

    private void empty(AudioStore store) {
        try (S3Client somebody = server.somebody()) {
            objects(somebody)
                    .forEach(object -> somebody.deleteObject(
                            each -> each.bucket(S3Server.BUCKET).key(object.key())));
        }
        jdbc.sql("delete from sound_ledger").update();
    }

    private static String nameOf(AudioStore store, String digest) {
        return store.ledger.last(digest).orElseThrow().name();
    }

    private static String keyOf(AudioStore store, String name) {
        return "office/" + store.backend.where(name);
    }

    private static byte[] bytesOf(S3Client client, AudioStore store, String name) {
        return client.getObjectAsBytes(each -> each.bucket(S3Server.BUCKET).key(keyOf(store, name)))
                .asByteArray();
    }

    private static void puts(S3Client client, AudioStore store, String name, byte[] bytes, Instant at) {
        client.putObject(
                each -> each.bucket(S3Server.BUCKET).key(keyOf(store, name)).metadata(Map.of("kept-at", at.toString())),
                RequestBody.fromBytes(bytes));
    }

    @Test
    void whenTheStorageRefusesTheFileStaysAndTheReasonHasNoSecret() throws Exception {
        Path file = sound(440);
        for (RecordingsSettings.S3 wrong : List.of(
                server.settings(S3Server.BUCKET, "", "another-secret"), server.settings("none", "", S3Server.SECRET))) {
            assertThatThrownBy(() -> store("", wrong).keep(file))
                    .isInstanceOf(StorageBackend.Unreachable.class)
                    .hasMessageContaining("ringbook.recordings.s3")
                    .hasMessageNotContaining(wrong.secretKey());
            assertThat(file).exists();
            assertThat(wrong.toString()).doesNotContain(wrong.secretKey());
        }
    }

    @Test
    void aStorageThatIsAwayIsNotTakenForOneThatLostEverything() throws Exception {
        AudioStore store = store("", server.settings(""));
        store.keep(sound(440));
        var nowhere = new RecordingsSettings.S3("http://127.0.0.1:1", "recordings", "r", "", true, "a", "b");
        assertThatThrownBy(() -> verified(store("", nowhere)))
                .isInstanceOf(StorageBackend.Unreachable.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void settingsThatCannotWorkAreRefusedInWords() {
        refused("keys", "https://s3.example.org", "us-east-1", "");
        refused("region", "https://s3.example.org", " ", "secret");
        for (String address :
                List.of("s3.example.org", "ftp://s3.example.org", "https://", "https://a b", "https://u:p@h")) {
            refused("endpoint", address, "us-east-1", "secret");
        }
    }

    private void refused(String word, String endpoint, String region, String secret) {
        var settings = new RecordingsSettings.S3(endpoint, "recordings", region, "", true, "key", secret);
        assertThatThrownBy(() -> store("", settings))
                .as(endpoint)
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining(word);
    }

    @Test
    void aStartWithSettingsThatCannotWorkSaysWhyAndWhatToDo() {
        var cause = new StoreMisconfigured("The keys of the bucket are missing.");
        var analysis = new StoreMisconfiguredAnalyzer().analyze(new IllegalStateException("a bean", cause));
        assertThat(analysis.getDescription()).isEqualTo(cause.getMessage());
        assertThat(analysis.getAction()).contains("ringbook.recordings");
    }

    @Test
    void aFullDiskHereIsAlarmedButTakesNothingOutOfTheBucket() throws Exception {
        RecordingsSettings settings = settings("", server.settings(""), 1_000_000);
        AudioStore store = store(settings);
        String digest = store.keep(sound(440));
        jdbc.sql(
                        "insert into recording (id, call_id, source, leg, started_at, status, sha256)"
                                + " values (gen_random_uuid(), gen_random_uuid(), 'office', 'leg', now() - interval '1 day', 'stored', ?)")
                .param(digest)
                .update();
        var guard = new SpaceGuard(store, new Retention(jdbc, store, null, settings, WhoNeedsBytes.COLUMNS), settings);
        guard.look(Instant.now());
        assertThat(guard.state()).isEqualTo(SpaceGuard.State.STOPPED);
        assertThat(guard.usable().toBytes()).isLessThan(Long.MAX_VALUE);
        assertThat(store.open(digest)).isPresent();
    }

    @Test
    void whatIsEncryptedOnItsWayNeedsRoomHere() throws Exception {
        AudioStore store = store(settings(KEY, server.settings(""), 1_000_000));
        Path file = sound(440);
        assertThatThrownBy(() -> store.keep(file)).isInstanceOf(StoreFull.class);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aSoundThatIsKeptAfterALaterEntryBearsTheTimeOfItsOwnEntry() throws Exception {
        AudioStore store = store("", server.settings(""));
        store.free(store.keep(sound(440)), Instant.now().plusSeconds(3600));
        byte[] came = Files.readAllBytes(sound(450));
        String later = store.keep(sound(450));
        assertThat(verified(store)).isEmpty();
        try (var in = store.open(later).orElseThrow().read(0, came.length)) {
            assertThat(in.readAllBytes()).isEqualTo(came);
        }
    }

    @Test
    void whatWasLetGoWhileTheBucketFailedIsRemovedWhenItIsThereAgain() throws Exception {
        AudioStore store = store("", server.settings(""));
        String digest = store.keep(sound(440));
        jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, sha256)"
                        + " select gen_random_uuid(), gen_random_uuid(), 'office', 'leg', now() - days * interval '1 day',"
                        + " case when days > 7 then 'stored' else 'missing' end, case when days > 7 then ? end"
                        + " from unnest(array[1, 10]) as days")
                .param(digest)
                .update();
        var failing = server.settings(S3Server.BUCKET, "", "not-the-secret");
        assertThatThrownBy(() -> retention(store(settings("", failing, 0))).free(Instant.now()))
                .isInstanceOf(IOException.class);
        assertThat(store.open(digest)).as("still in the bucket").isPresent();

        retention(store).free(Instant.now());
        assertThat(store.open(digest)).isEmpty();
        try (S3Client somebody = server.somebody()) {
            assertThat(objects(somebody)).isEmpty();
        }
        assertThat(verified(store)).isEmpty();
    }

    private Retention retention(AudioStore store) {
        var week = new RecordingsSettings.Rule(7, List.of(), List.of(), List.of(), null, List.of());
        var settings = new RecordingsSettings(
                home,
                Duration.ofDays(6),
                "",
                List.of(week),
                new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false),
                false,
                server.settings(""));
        return new Retention(jdbc, store, null, settings, WhoNeedsBytes.COLUMNS);
    }
}
