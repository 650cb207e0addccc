package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.ringbook.recordings.audio.Tones.says;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** Encrypted recordings are in a published format, and those of the earlier one lose nothing on the way there. */
class EncryptedRecordingsTest {

    private static final byte[] KEY = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith(WhoNeedsBytes.TABLES);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private AudioStore store;

    @BeforeEach
    void opens() {
        store = new AudioStore(settings(home), jdbc, new JdbcTransactionManager(database));
    }

    private static RecordingsSettings settings(Path home) {
        var space = new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false);
        return RecordingsSettings.in(
                home, Duration.ofDays(6), Base64.getEncoder().encodeToString(KEY), List.of(), space);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path conversation(int hertz) throws IOException {
        return Tones.wav(home.resolve(hertz + ".wav"), 12, says(0, 12, hertz), says(3, 9, hertz + 100));
    }

    /** So long that it has many segments. */
    private byte[] longRecording(int megabytes) {
        byte[] bytes = new byte[megabytes << 20];
        new Random(megabytes).nextBytes(bytes);
        return bytes;
    }

    private String kept(byte[] audio) throws IOException {
        return store.keep(Files.write(home.resolve("came"), audio));
    }

    private String keptInTheEarlierFormat(byte[] audio) throws Exception {
        String digest = kept(audio);
        FileTime kept = Files.getLastModifiedTime(fileOf(digest));
        Files.write(fileOf(digest), Rbs1File.of(audio, KEY));
        Files.setLastModifiedTime(fileOf(digest), kept);
        return digest;
    }

    private Path fileOf(String digest) {
        String name = store.ledger.last(digest).orElseThrow().name();
        return home.resolve("sound").resolve(AudioFolder.below(name));
    }

    private byte[] heard(String digest) throws IOException {
        StoredAudio audio = store.open(digest).orElseThrow();
        try (var in = audio.read(0, audio.length())) {
            return in.readAllBytes();
        }
    }

    private boolean isInTheEarlierFormat(String digest) throws IOException {
        return new String(Files.readAllBytes(fileOf(digest)), StandardCharsets.ISO_8859_1).startsWith("RBS1");
    }

    private List<Finding> verified() throws IOException {
        var findings = new ArrayList<Finding>();
        new Verification(store).run(findings::add, done -> {});
        return findings;
    }

    private Reencryption.Result reencrypts(boolean write) throws IOException {
        return new Reencryption(store).run(write, name -> {}, (done, all) -> {});
    }

    /** What docs/recordings.md says to whoever has a file and the key, and no Ringbook. */
    private static StreamingAead plainTink() throws Exception {
        StreamingAeadConfig.register();
        var format = AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(32)
                .setDerivedAesGcmKeySizeBytes(32)
                .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                .setCiphertextSegmentSizeBytes(65_536)
                .build();
        var key = AesGcmHkdfStreamingKey.create(format, SecretBytes.copyFrom(KEY, InsecureSecretKeyAccess.get()));
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    @Test
    void whoHasTheKeyAndTinkNeedsNoRingbook() throws Exception {
        byte[] came = Files.readAllBytes(conversation(440));
        Path file = fileOf(store.keep(conversation(440)));
        byte[] name = file.getFileName().toString().getBytes(StandardCharsets.US_ASCII);
        try (var in = plainTink().newDecryptingStream(Files.newInputStream(file), name)) {
            assertThat(in.readAllBytes()).isEqualTo(came);
        }
    }

    @Test
    void whatTinkWroteUnderTheNameOfARecordingIsHeard() throws Exception {
        byte[] came = longRecording(1);
        String digest = kept(came);
        Path file = fileOf(digest);
        byte[] name = file.getFileName().toString().getBytes(StandardCharsets.US_ASCII);
        try (var out = plainTink().newEncryptingStream(Files.newOutputStream(file), name)) {
            out.write(came);
        }
        assertThat(heard(digest)).isEqualTo(came);
    }

    @Test
    void oneJumpsIntoTheMiddleOfALongRecording() throws Exception {
        byte[] came = longRecording(5);
        StoredAudio audio = store.open(kept(came)).orElseThrow();
        assertThat(audio.length()).isEqualTo(came.length);
        assertThat(audio.file()).as("nobody may send it as it lies there").isEmpty();
        var ends = new ArrayList<Integer>(List.of(0, 1, 65_479, 65_480, 65_481, 65_520, 131_000, came.length - 1));
        new Random(7).ints(50, 0, came.length).forEach(ends::add);
        for (int from : ends) {
            for (int count : new int[] {1, 17, 65_520, 200_000}) {
                int most = Math.min(count, came.length - from);
                try (var in = audio.read(from, most)) {
                    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(came, from, from + most));
                }
            }
        }
    }

    @Test
    void aRangeReadsNoMoreThanTheSegmentsItLiesIn() throws Exception {
        Path file = fileOf(kept(longRecording(5)));
        byte[] bytes = Files.readAllBytes(file);
        byte[] elsewhere = bytes.clone();
        Arrays.fill(elsewhere, 0x10_0000, 0x20_0000, (byte) 0);
        Files.write(file, elsewhere);
        StoredAudio audio =
                store.open(store.ledger.last().orElseThrow().sha256()).orElseThrow();
        try (var in = audio.read(3 << 20, 1000)) {
            assertThat(in.readAllBytes()).hasSize(1000);
        }
        assertThatThrownBy(() -> audio.read(0x18_0000, 1000).readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void aFlippedByteAnywhereIsFound() throws Exception {
        String digest = kept(longRecording(1));
        Path file = fileOf(digest);
        byte[] well = Files.readAllBytes(file);
        var places = IntStream.concat(IntStream.range(0, 48), new Random(3).ints(30, 0, well.length));
        for (int place : places.toArray()) {
            byte[] flipped = well.clone();
            flipped[place] ^= 1;
            Files.write(file, flipped);
            assertThat(catchThrowable(() -> heard(digest)))
                    .as("byte %d", place)
                    .isInstanceOfAny(IOException.class, UncheckedIOException.class);
        }
        Files.write(file, well);
        assertThat(heard(digest)).hasSize(1 << 20);
    }

    @Test
    void aFileThatWasCutOffIsFoundBeforeAnythingOfItIsHeard() throws Exception {
        String digest = kept(longRecording(1));
        Path file = fileOf(digest);
        byte[] well = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 1, 39, 40, 41, 65_535, 65_536, 131_072, well.length - 65_536, well.length - 1}) {
            Files.write(file, Arrays.copyOf(well, length));
            assertThat(catchThrowable(() -> store.open(digest)))
                    .as("%d of %d bytes", length, well.length)
                    .isInstanceOf(UncheckedIOException.class);
        }
        Files.write(file, Arrays.copyOf(well, 65_536));
        assertThat(verified()).extracting(Finding::trouble).contains(Trouble.CHANGED);
    }

    @Test
    void aFileInTheNameOfAnotherIsFound() throws Exception {
        String maria = kept(longRecording(1));
        String boris = kept(longRecording(2));
        Files.copy(fileOf(maria), fileOf(boris), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> heard(boris)).hasRootCauseInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void whatWasEncryptedBeforeTheUpdateIsHeardOnAndNewOnesAreTinks() throws Exception {
        byte[] before = longRecording(1);
        String earlier = keptInTheEarlierFormat(before);
        String today = kept(longRecording(2));
        assertThat(isInTheEarlierFormat(earlier)).isTrue();
        assertThat(isInTheEarlierFormat(today)).isFalse();
        assertThat(heard(earlier)).isEqualTo(before);
        for (int from : new int[] {0, 65_535, 65_536, 500_000}) {
            try (var in = store.open(earlier).orElseThrow().read(from, 70_000)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(before, from, from + 70_000));
            }
        }
        byte[] changed = Files.readAllBytes(fileOf(earlier));
        changed[300_000] ^= 1;
        Files.write(fileOf(earlier), changed);
        assertThatThrownBy(() -> heard(earlier)).isInstanceOf(IOException.class);
    }

    @Test
    void theyAreCountedFirstAndThenBroughtIntoThePublishedFormat() throws Exception {
        byte[] before = longRecording(1);
        String earlier = keptInTheEarlierFormat(before);
        kept(longRecording(2));
        assertThat(reencrypts(false)).isEqualTo(new Reencryption.Result(2, 1, 1 << 20, 0));
        assertThat(isInTheEarlierFormat(earlier)).as("only counted").isTrue();

        assertThat(reencrypts(true)).isEqualTo(new Reencryption.Result(2, 1, 1 << 20, 0));
        assertThat(isInTheEarlierFormat(earlier)).isFalse();
        assertThat(heard(earlier)).isEqualTo(before);
        assertThat(verified()).as("ledger, contents and dates").isEmpty();
        assertThat(reencrypts(true).earlier()).as("nothing is left to do").isZero();
    }

    @Test
    void aChangedFileIsToldAndStaysAsItIsWhileTheOthersAreBroughtOver() throws Exception {
        String changed = keptInTheEarlierFormat(longRecording(1));
        String well = keptInTheEarlierFormat(longRecording(2));
        byte[] bytes = Files.readAllBytes(fileOf(changed));
        bytes[600_000] ^= 1;
        Files.write(fileOf(changed), bytes);
        var failed = new ArrayList<String>();
        var result = new Reencryption(store).run(true, failed::add, (done, all) -> {});
        assertThat(result.failed()).isOne();
        assertThat(failed).containsExactly(fileOf(changed).getFileName().toString());
        assertThat(Files.readAllBytes(fileOf(changed))).isEqualTo(bytes);
        assertThat(isInTheEarlierFormat(well)).isFalse();
        try (Stream<Path> inside = Files.list(home.resolve("sound"))) {
            assertThat(inside.filter(Files::isRegularFile))
                    .as("nothing half written")
                    .isEmpty();
        }
    }

    @Test
    void withoutTheKeyNobodySaysThatThereIsNothingToDo() throws Exception {
        keptInTheEarlierFormat(longRecording(1));
        var withoutKey = new AudioStore(
                RecordingsSettings.in(home, Duration.ofDays(6)), jdbc, new JdbcTransactionManager(database));
        assertThatThrownBy(() -> new Reencryption(withoutKey).run(false, name -> {}, (done, all) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("recordings.key");
    }

    @Test
    void killedInTheMiddleNothingIsLostAndTheRestIsDoneLater() throws Exception {
        var digests = new ArrayList<String>();
        for (int i = 1; i <= 12; i++) {
            digests.add(keptInTheEarlierFormat(longRecording(i)));
        }
        String url;
        try (var connection = database.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        url,
                        home.toString())
                .redirectErrorStream(true)
                .start();
        try (var told = command.inputReader()) {
            told.lines().filter(line -> line.equals("done 4")).findFirst();
        }
        command.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        opens();
        store.clearLeftovers();
        assertThat(reencrypts(false).earlier()).as("some are done already").isLessThanOrEqualTo(8);
        assertThat(verified()).isEmpty();
        reencrypts(true);
        for (int i = 1; i <= 12; i++) {
            assertThat(heard(digests.get(i - 1))).isEqualTo(longRecording(i));
            assertThat(isInTheEarlierFormat(digests.get(i - 1))).isFalse();
        }
        assertThat(verified()).isEmpty();
    }

    /** The command, in a program of its own. */
    static final class Killed {
        public static void main(String[] args) throws IOException {
            var database = new DriverManagerDataSource(args[0], "postgres", "postgres");
            var store = new AudioStore(
                    settings(Path.of(args[1])), JdbcClient.create(database), new JdbcTransactionManager(database));
            new Reencryption(store).run(true, name -> {}, (done, all) -> System.out.println("done " + done));
        }
    }
}
