package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.recordings.audio.Tones.says;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.recordings.audio.Tones;
import org.ringbook.recordings.store.RecordingsSettings.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** What is old goes by the rules of the settings, and nothing else does. */
class RetentionTest {

    private static final Instant NOW = CallsOfTheDay.NINE.plus(Duration.ofDays(400));

    @TempDir
    Path home;

    private final HikariDataSource database = TestDatabase.pooledWith(WhoNeedsBytes.TABLES);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final CallLog log = new CallLog(database);
    private AudioStore store;
    private int hertz = 300;

    @AfterEach
    void close() {
        database.close();
    }

    private Retention rules(Rule... rules) {
        var space = new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false);
        var settings = RecordingsSettings.in(home, Duration.ofDays(6), "", List.of(rules), space);
        store = new AudioStore(settings, jdbc, transactions);
        return new Retention(jdbc, store, null, settings, WhoNeedsBytes.COLUMNS);
    }

    private static Rule rule(int days, List<String> lines, Integer shorterThan) {
        return new Rule(days, lines, List.of(), List.of(), shorterThan, List.of());
    }

    /** @return the recording's id */
    private UUID recorded(int daysAgo) throws Exception {
        Call call = CallsOfTheDay.answered(NOW.minus(Duration.ofDays(daysAgo)));
        log.write(List.of(new CallChange(null, call, List.of())));
        UUID id = call.recordings().get(0).id();
        String sha256 = store.keep(Tones.wav(home.resolve("new.wav"), 2, says(0, 2, hertz++)));
        stored(call, sha256);
        return id;
    }

    private void stored(Call call, String sha256) {
        jdbc.sql(
                        "insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels, seconds)"
                                + " values (?, ?, 'office', 'leg', ?, 'stored', ?, 'audio/wav', 1, 2)")
                .params(call.recordings().get(0).id(), call.id(), Timestamp.from(call.startedAt()), sha256)
                .update();
    }

    private String statusOf(UUID recording) {
        return jdbc.sql("select status || ' ' || coalesce(reason, '') from recording where id = ?")
                .param(recording)
                .query(String.class)
                .single()
                .strip();
    }

    @Test
    void whatIsOlderThanTheRuleGoesAndTheDryRunSaidSo() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID old = recorded(31);
        UUID young = recorded(29);

        assertThat(retention.dryRun(NOW)).singleElement().satisfies(going -> {
            assertThat(going.rule()).isEqualTo(1);
            assertThat(going.recordings()).isEqualTo(1);
            assertThat(going.bytes()).isEqualTo(44 + 2 * 16_000);
            assertThat(going.oldest()).isEqualTo(NOW.minus(Duration.ofDays(31)).plusSeconds(0));
        });
        assertThat(statusOf(old)).isEqualTo("stored");

        retention.free(NOW);
        assertThat(statusOf(old)).isEqualTo("missing freed");
        assertThat(statusOf(young)).isEqualTo("stored");
        assertThat(retention.dryRun(NOW).get(0).recordings()).isZero();
        assertThat(new Verification(store).run(finding -> {}, done -> {}).findings())
                .isZero();
    }

    @Test
    void theFirstRuleThatFitsDecides() throws Exception {
        Retention retention = rules(rule(0, List.of(CallsOfTheDay.LINE.toString()), null), rule(10, List.of(), null));
        UUID keptForEver = recorded(300);
        retention.free(NOW);
        assertThat(statusOf(keptForEver)).isEqualTo("stored");
    }

    @Test
    void withoutARuleNothingGoes() throws Exception {
        Retention retention = rules();
        UUID old = recorded(390);
        assertThat(retention.free(NOW)).isEmpty();
        assertThat(statusOf(old)).isEqualTo("stored");
    }

    @Test
    void shortConversationsGoEarlier() throws Exception {
        Retention retention = rules(rule(7, List.of(), 61));
        UUID minute = recorded(8);
        retention.free(NOW);
        assertThat(statusOf(minute)).as("60 s").isEqualTo("missing freed");
    }

    @Test
    void whatNobodyAnsweredGoesEarlierAndTheDryRunNamesTheRule() throws Exception {
        var unanswered =
                new Rule(14, List.of(), List.of(), List.of(), null, List.of(Call.Result.MISSED, Call.Result.NO_ANSWER));
        Retention retention = rules(unanswered);
        UUID conversation = recorded(20);
        UUID voiceMail = recorded(21, "missed");
        UUID busy = recorded(22, "busy");
        UUID rangOut = recorded(23, "no_answer");
        UUID yesterday = recorded(1, "missed");

        assertThat(retention.dryRun(NOW)).singleElement().satisfies(going -> {
            assertThat(going.words()).isEqualTo("{days: 14, results: [missed, no_answer]}");
            assertThat(going.recordings()).isEqualTo(2);
        });
        retention.free(NOW);
        for (UUID gone : List.of(voiceMail, rangOut)) {
            assertThat(statusOf(gone)).isEqualTo("missing freed");
        }
        for (UUID stays : List.of(conversation, busy, yesterday)) {
            assertThat(statusOf(stays)).isEqualTo("stored");
        }
    }

    private UUID recorded(int daysAgo, String result) throws Exception {
        UUID id = recorded(daysAgo);
        jdbc.sql("update call set result = ? where id = (select call_id from recording where id = ?)")
                .params(result, id)
                .update();
        return id;
    }

    @Test
    void theSameSoundOfTwoRecordingsStaysWhileOneIsKept() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID old = recorded(31);
        hertz--;
        UUID young = recorded(1);
        retention.free(NOW);
        assertThat(statusOf(old)).isEqualTo("missing freed");
        String sha256 = jdbc.sql("select sha256 from recording where id = ?")
                .param(young)
                .query(String.class)
                .single();
        assertThat(store.open(sha256)).isPresent();
    }

    @Test
    void soundThatComesAgainWhileTheOldRecordingOfItGoesIsNotLost() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID old = recorded(31);
        Call again = CallsOfTheDay.answered(NOW.minus(Duration.ofDays(1)));
        hertz--;
        var night = new Thread(() -> {
            try {
                retention.free(NOW);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        String sha256 = store.keep(Tones.wav(home.resolve("new.wav"), 2, says(0, 2, hertz++)), digest -> {
            night.start();
            await().until(() -> statusOf(old).equals("missing freed")
                    && EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(night.getState()));
            stored(again, digest);
        });
        night.join();
        assertThat(store.open(sha256)).as("it is of another recording now").isPresent();
    }

    @Test
    void aServerThatWasOffInTheNightDoesItWhenItIsStarted() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID old = recorded(31);
        recorded(1);
        move(old, "31 days");
        var space = new RecordingsSettings.Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false);
        var settings = RecordingsSettings.in(home, Duration.ofDays(6), "", List.of(), space);
        jdbc.sql("update call set started_at = now() - interval '1 day'").update();
        new SpaceGuard(store, retention, settings).look(Instant.now());
        assertThat(statusOf(old)).isEqualTo("missing freed");
    }

    private void move(UUID recording, String ago) {
        jdbc.sql("update recording set started_at = now() - ?::interval where id = ?")
                .params(ago, recording)
                .update();
    }

    @Test
    void aClockThatIsAYearAheadLetsNothingGoUntilCallsGoOnThere() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID before = recorded(1);
        UUID another = recorded(2);
        Instant ahead = NOW.plus(Duration.ofDays(365));
        assertThat(retention.free(ahead)).allMatch(going -> going.recordings() == 0);

        recorded(-364);
        recorded(-365);
        assertThat(retention.free(ahead)).allMatch(going -> going.recordings() == 0);
        assertThat(statusOf(before)).isEqualTo("stored");

        recorded(-363);
        retention.free(ahead);
        assertThat(statusOf(before)).isEqualTo("missing freed");
        assertThat(statusOf(another)).isEqualTo("missing freed");
    }

    @Test
    void theTwoSidesThatASoundWasMadeOfGoWithIt() throws Exception {
        Retention retention = rules(rule(30, List.of(), null));
        UUID old = recorded(31);
        recorded(1);
        String theirs = store.keep(Tones.wav(home.resolve("theirs.wav"), 2, says(0, 2, 700)));
        String ours = store.keep(Tones.wav(home.resolve("ours.wav"), 2, says(0, 2, 800)));
        jdbc.sql("insert into sound_side (sha256, side) select r.sha256, side from recording r,"
                        + " unnest(array[?, ?]) as side where r.id = ?")
                .params(theirs, ours, old)
                .update();
        retention.free(NOW);
        assertThat(store.open(theirs)).isEmpty();
        assertThat(store.open(ours)).isEmpty();
        assertThat(jdbc.sql("select count(*) from sound_to_free")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(new Verification(store).run(finding -> {}, done -> {}).findings())
                .isZero();
    }

    @Test
    void soundThatBelongsToNoRecordingGoesWhenAllOfItsTimeHasGoneAndNotBefore() throws Exception {
        String nobodys = keptThen(Duration.ofDays(40));
        recorded(1);
        Rule line = rule(90, List.of(CallsOfTheDay.LINE.toString()), null);
        for (Rule[] some : new Rule[][] {
            {line}, {rule(0, line.lines(), null), rule(30, List.of(), null)}, {line, rule(30, List.of(), null)}
        }) {
            rules(some).free(NOW);
            assertThat(store.open(nobodys)).as("some of its time may be kept").isPresent();
        }
        rules(rule(30, List.of(), null), line).free(NOW);
        assertThat(store.open(nobodys)).isEmpty();
    }

    /** @return of a sound that no recording has */
    private String keptThen(Duration ago) throws IOException {
        rules();
        String sha256 = store.keep(Tones.wav(home.resolve("side.wav"), 2, says(0, 2, 900)));
        jdbc.sql("update sound_ledger set at = ?")
                .param(Timestamp.from(NOW.minus(ago)))
                .update();
        return sha256;
    }
}
