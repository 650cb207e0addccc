package org.ringbook.recordings.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.recordings.audio.Tones.says;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.Feed;
import org.ringbook.recordings.KnownRecordings;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.RecordingsSettings;
import org.ringbook.recordings.store.StoreFull;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** A call has ended, its recording is expected, fetched and kept. */
class FetchQueueTest {

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith("calls", "recordings");
    private final FetchTable table = new FetchTable(JdbcClient.create(database));
    private final KnownRecordings known = new KnownRecordings(JdbcClient.create(database));
    private final Pbx pbx = new Pbx("office");
    private final List<RecordingFetcher> fetchers = new CopyOnWriteArrayList<>(List.of(pbx));
    private final List<Object> told = new ArrayList<>();
    private AudioStore store;
    private FetchQueue queue;
    private final AtomicBoolean away = new AtomicBoolean();
    private final DataSource thatGoesAway = new DelegatingDataSource(database) {
        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLException("connection refused", "08001");
            }
            return super.getConnection();
        }
    };
    private final ChangeTable changes = new ChangeTable(thatGoesAway);
    private final CallLog log = new CallLog(thatGoesAway, changes);
    private Feed feed;

    /** What a made-up PBX does when it is asked. */
    private static final class Pbx implements RecordingFetcher {

        private final String source;
        private final Map<UUID, Integer> asked = new ConcurrentHashMap<>();
        private volatile Answer answer = Pbx::sound;

        interface Answer {
            List<Path> fetch(Path folder, int time) throws IOException;
        }

        Pbx(String source) {
            this.source = source;
        }

        static List<Path> sound(Path folder, int time) throws IOException {
            return List.of(Tones.wav(folder.resolve("sound"), 3, says(0, 3, 440)));
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
            return answer.fetch(folder, asked.merge(wanted.id(), 1, Integer::sum));
        }
    }

    @BeforeEach
    void starts() {
        starts(Duration.ofDays(6));
    }

    private void starts(Duration giveUpAfter) {
        starts(RecordingsSettings.in(home, giveUpAfter));
    }

    private void starts(RecordingsSettings settings) {
        store = new AudioStore(settings, JdbcClient.create(database), new JdbcTransactionManager(database));
        queue = new FetchQueue(
                table,
                new AnalysisTable(JdbcClient.create(database)),
                store,
                settings,
                () -> java.util.stream.Stream.of(() -> fetchers),
                told::add);
        feed = new Feed(changes, thatGoesAway, List.of(new Expectations(table, queue)));
        queue.start();
        feed.start();
    }

    private void stops() {
        feed.stop();
        queue.stop();
    }

    @AfterEach
    void close() {
        stops();
        database.close();
    }

    private Call ends(int minute) {
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(60L * minute));
        log.write(List.of(new CallChange(null, call, List.of())));
        return call;
    }

    private Recording recordingOf(Call call) {
        return known.find(call.recordings().get(0).id()).orElse(null);
    }

    private Recording becomes(Call call, Call.RecordingStatus status) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> recordingOf(call), known -> known != null && known.status() == status);
    }

    @Test
    void aMomentAfterTheEndOfTheCallItsRecordingIsKept() throws Exception {
        Call call = ends(0);
        Recording stored = becomes(call, Call.RecordingStatus.STORED);
        assertThat(stored.seconds()).isEqualByComparingTo("3");
        assertThat(stored.format()).isEqualTo("audio/wav");
        assertThat(stored.callId()).isEqualTo(call.id());
        try (var in = store.open(stored.sha256()).orElseThrow().read(0, 4)) {
            assertThat(new String(in.readNBytes(4))).isEqualTo("RIFF");
        }
        await().untilAsserted(() -> assertThat(home.resolve("incoming")).isEmptyDirectory());
        await().untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void whatIsNotThereYetIsAskedForAgain() {
        pbx.answer = (folder, time) -> {
            if (time < 4) {
                throw new RecordingFetcher.NotThereYet("not_there_yet");
            }
            return Pbx.sound(folder, time);
        };
        assertThat(becomes(ends(0), Call.RecordingStatus.STORED).tries()).isEqualTo(4);
    }

    @Test
    void aTransferThatBreaksOffAndAFileThatIsHalfThereAreAskedForAgain() {
        pbx.answer = (folder, time) -> {
            if (time == 1) {
                throw new IOException("reset by peer");
            }
            List<Path> files = Pbx.sound(folder, time);
            if (time == 2) {
                Files.write(files.get(0), java.util.Arrays.copyOf(Files.readAllBytes(files.get(0)), 1000));
            }
            return files;
        };
        assertThat(becomes(ends(0), Call.RecordingStatus.STORED).tries()).isEqualTo(3);
    }

    @Test
    void whatNeverComesIsMissingWithItsReason() {
        pbx.answer = (folder, time) -> {
            throw new RecordingFetcher.NeverThere("gone");
        };
        Recording missing = becomes(ends(0), Call.RecordingStatus.MISSING);
        assertThat(missing.reason()).isEqualTo("gone");
        assertThat(missing.nextTry()).isNull();

        pbx.answer = Pbx::sound;
        assertThat(table.tryAgain(missing.id(), Instant.now())).isTrue();
        queue.wake();
        await().until(() -> known.find(missing.id()).orElseThrow().stored());
    }

    @Test
    void afterDaysItIsGivenUp() {
        stops();
        starts(Duration.ZERO);
        pbx.answer = (folder, time) -> {
            throw new RecordingFetcher.NotThereYet("not_there_yet");
        };
        assertThat(becomes(ends(0), Call.RecordingStatus.MISSING).reason()).isEqualTo("not_there_yet");
    }

    @Test
    void whatWasExpectedWhenTheServerStoppedIsFetchedAfterItsStart() {
        pbx.answer = (folder, time) -> {
            throw new RecordingFetcher.NotThereYet("not_there_yet");
        };
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(ends(i));
        }
        calls.forEach(call -> await().until(() -> recordingOf(call) != null));
        stops();
        pbx.answer = Pbx::sound;
        starts();
        calls.forEach(call -> becomes(call, Call.RecordingStatus.STORED));
    }

    @Test
    void twoCallsThatTurnOutToBeOneKeepTheirRecordings() {
        Call older = ends(0);
        Call younger = ends(1);
        becomes(younger, Call.RecordingStatus.STORED);
        log.write(List.of(new CallChange(older, older, List.of(younger.id()))));
        await().until(() -> recordingOf(younger).callId().equals(older.id()));
    }

    @Test
    void whatEndedWhileTheDatabaseWasAwayIsFetchedWhenItIsBack() {
        var writer = new CallLogWriter(log);
        writer.start();
        try {
            away.set(true);
            var calls = new ArrayList<Call>();
            for (int i = 0; i < 40; i++) {
                Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(60L * i));
                writer.changed(new CallChange(null, call, List.of()));
                calls.add(call);
            }
            await().until(() -> writer.backlog().trouble() != null);
            away.set(false);
            calls.forEach(call -> becomes(call, Call.RecordingStatus.STORED));
        } finally {
            writer.stop();
        }
    }

    @Test
    void whatEndedWhileNobodyFollowedIsFetchedAfterTheStart() {
        stops();
        Call call = ends(0);
        starts();
        becomes(call, Call.RecordingStatus.STORED);
    }

    @Test
    void recordingsOfCallsThatAreOlderThanTheFeedAreLookedForOnce() {
        stops();
        JdbcClient jdbc = JdbcClient.create(database);
        Call call =
                CallsOfTheDay.answered(Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS));
        log.write(List.of(new CallChange(null, call, List.of())));
        jdbc.sql("truncate call_change, call_follower").update();
        starts();
        becomes(call, Call.RecordingStatus.STORED);
    }

    @Test
    void aCallThatTurnsOutToBeNoneHasNoRecordingToWaitFor() {
        pbx.answer = (folder, time) -> {
            throw new RecordingFetcher.NotThereYet("not_there_yet");
        };
        Call call = ends(0);
        await().until(() -> recordingOf(call) != null);
        log.write(List.of(new CallChange(call, call, List.of(), true)));
        await().until(() -> recordingOf(call) == null);
    }

    private static final RecordingsSettings.Space NO_ROOM =
            new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofTerabytes(1_000_000), false);

    private void waitsForRoom(Call call) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> recordingOf(call) != null
                        && "no_room".equals(recordingOf(call).reason()));
        assertThat(recordingOf(call).status()).isEqualTo(Call.RecordingStatus.EXPECTED);
        assertThat(recordingOf(call).nextTry()).isAfter(Instant.now());
    }

    @Test
    void whileThereIsNoRoomNothingIsAskedForAndAfterwardsItIs() {
        stops();
        starts(RecordingsSettings.in(home, Duration.ofDays(6), "", List.of(), NO_ROOM));
        Call call = ends(0);
        waitsForRoom(call);
        assertThat(pbx.asked).isEmpty();

        stops();
        starts();
        table.tryAgain(recordingOf(call).id(), Instant.now());
        queue.wake();
        becomes(call, Call.RecordingStatus.STORED);
    }

    @Test
    void whenTheBucketDoesNotAnswerTheDiskHereIsNotFilledEither() {
        stops();
        var nobody = new RecordingsSettings.S3(
                "http://127.0.0.1:1", "recordings", "us-east-1", "", true, "ringbook", "secret-of-the-bucket");
        starts(new RecordingsSettings(home, Duration.ofDays(6), "", List.of(), NO_ROOM, false, nobody));
        waitsForRoom(ends(0));
        assertThat(pbx.asked).isEmpty();
    }

    @Test
    void whatTheRoomEndedUnderDoesNotStayInTheWay() {
        pbx.answer = (folder, time) -> {
            Files.write(folder.resolve("sound"), new byte[100_000]);
            throw new StoreFull("full");
        };
        waitsForRoom(ends(0));
        assertThat(home.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void whatAKilledServerLeftIsClearedButForWhatIsStillFetched() throws Exception {
        pbx.answer = (folder, time) -> {
            throw new RecordingFetcher.NotThereYet("not_there_yet");
        };
        Call call = ends(0);
        await().until(() -> recordingOf(call) != null && recordingOf(call).tries() > 0);
        stops();
        Path begun =
                half(home.resolve("incoming").resolve(recordingOf(call).id().toString()));
        Path forgotten = half(home.resolve("incoming").resolve(UUID.randomUUID().toString()));
        Path ofSomebodyElse = half(home.resolve("incoming").resolve("notes"));
        Path halfSealed =
                Files.createFile(Files.createDirectories(home.resolve("sound")).resolve("new-123.part"));
        starts();
        await().untilAsserted(() -> assertThat(forgotten.getParent()).doesNotExist());
        assertThat(halfSealed).doesNotExist();
        assertThat(begun).exists();
        assertThat(ofSomebodyElse).exists();
    }

    private static Path half(Path folder) throws IOException {
        return Files.write(Files.createDirectories(folder).resolve("sound"), new byte[1000]);
    }

    @Test
    void aSourceWhoseRecordingsCannotBeHadKeepsNoOtherOnesWaiting() {
        stops();
        var mobiles = new Pbx("mobiles");
        fetchers.add(mobiles);
        for (int i = 0; i < 4; i++) {
            fetchers.add(hangs("cloud" + i));
        }
        var hangs = new CountDownLatch(1);
        pbx.answer = (folder, time) -> waits(hangs);
        Instant longAgo = Instant.now().minusSeconds(3600);
        for (int i = 0; i < 100; i++) {
            isDue(CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(i)), longAgo);
        }
        for (int i = 0; i < 4; i++) {
            String source = "cloud" + i;
            for (int j = 0; j < 5; j++) {
                isDue(of(source, 1000 + i * 10 + j), longAgo);
            }
        }
        starts();
        Call other = of("mobiles", 5000);
        log.write(List.of(new CallChange(null, other, List.of())));
        becomes(other, Call.RecordingStatus.STORED);
        assertThat(pbx.asked).as("a few at once of one source").hasSizeLessThanOrEqualTo(3);
        hangs.countDown();
    }

    @Test
    void aPbxThatIsConnectedLaterIsAskedAndOneThatIsChangedIsAskedAsItIsNow() {
        fetchers.add(new Pbx("mobiles"));
        Call mobile = of("mobiles", 5000);
        log.write(List.of(new CallChange(null, mobile, List.of())));
        becomes(mobile, Call.RecordingStatus.STORED);

        var changed = new Pbx("office");
        fetchers.set(0, changed);
        becomes(ends(0), Call.RecordingStatus.STORED);
        assertThat(pbx.asked).isEmpty();
        assertThat(changed.asked).hasSize(1);
    }

    private void isDue(Call call, Instant since) {
        log.write(List.of(new CallChange(null, call, List.of())));
        table.expect(List.of(call.id()), call.source(), since);
    }

    private static Call of(String source, int second) {
        return CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(second)).with(call -> call.source = source);
    }

    private static Pbx hangs(String source) {
        var pbx = new Pbx(source);
        pbx.answer = (folder, time) -> waits(new CountDownLatch(1));
        return pbx;
    }

    private static List<Path> waits(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("nothing came");
    }

    @Test
    void ofTwoSidesThatWereRecordedApartItIsKnownWhatWasMadeOfThem() {
        pbx.answer = (folder, time) -> List.of(
                Tones.wav(folder.resolve("theirs"), 3, says(0, 3, 440)),
                Tones.wav(folder.resolve("ours"), 3, says(0, 3, 660)));
        Recording stored = becomes(ends(0), Call.RecordingStatus.STORED);
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from sound_side where sha256 = ?")
                        .param(stored.sha256())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }
}
