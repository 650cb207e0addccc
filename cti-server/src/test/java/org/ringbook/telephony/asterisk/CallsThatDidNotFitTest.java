package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.telephony.asterisk.ReportedByHand.capture;
import static org.ringbook.telephony.asterisk.ReportedByHand.movedTo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.calls.log.LogGaps.LogGap;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.derivation.GapHealing;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.inbox.RawInbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The call log cannot be written for so long that not all calls fit into memory. Nobody has to do anything about it. */
class CallsThatDidNotFitTest {

    private static final Instant MORNING =
            Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    private static final List<String> CALLS = List.of(
            "asterisk-22 in_direct_busy",
            "asterisk-22 in_hold",
            "asterisk-22 in_direct_abandoned",
            "asterisk-22 out_answered",
            "asterisk-22 internal_answered");
    private static final int ROOM = 2;

    private final DataSource database = TestDatabase.with("calls", "telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CallLog log = new CallLog(database);
    private final AtomicBoolean away = new AtomicBoolean();
    private final CallLogWriter writer = new CallLogWriter(new CallLog(new LogThatGoesAway()), ROOM);
    private ReportedByHand pbx = new ReportedByHand("PJSIP/carrier");
    private GapHealing healing;
    private DeriveAgain again;

    @AfterEach
    void stop() {
        away.set(false);
        writer.stop();
        if (healing != null) {
            healing.stop();
            again.close();
        }
    }

    @Test
    void theyComeBackFromWhatThePbxSaidAndWhatTheLogHasStands() {
        pbx.isReceivedBy(database, allCalls());
        List<Call> should = logged();
        assertThat(should).hasSize(CALLS.size());
        jdbc.sql("delete from raw_chunk").update();
        jdbc.sql("delete from call").update();

        hearsWhileTheLogIsAway(allCalls());
        assertThat(logged()).hasSize(ROOM);
        jdbc.sql("update call set queue = 'a note by hand'").update();

        LogGap gap = healed();
        assertThat(gap.calls()).isEqualTo(CALLS.size() - ROOM);
        assertThat(gap.lost()).isZero();
        assertThat(logged())
                .extracting(Call::id)
                .containsExactlyElementsOf(should.stream().map(Call::id).toList());
        assertThat(logged().stream().filter(call -> "a note by hand".equals(call.queue())))
                .hasSize(ROOM);
        Call back = logged().stream().filter(should::contains).findFirst().orElseThrow();
        assertThat(new CallRewrites(log, database).of(back.id()))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.wasNew()).isTrue();
                    assertThat(note.derivation().by()).isEqualTo("Ringbook");
                });
    }

    @Test
    void aCallThatTheLogHasAsRingingGetsItsEnd() {
        List<byte[]> said = movedTo(MORNING, capture("asterisk-22 in_hold"));
        pbx.isReceivedBy(database, said);
        Call should = logged().get(0);
        jdbc.sql("update call set state = 'ringing', result = null, ended_at = null, legs = '[]'")
                .update();
        noteGap(should);
        writer.start();

        assertThat(healed().calls()).isEqualTo(1);
        assertThat(log.find(should.id())).contains(should);
    }

    @Test
    void whereTheMessagesWereLostTooTheyComeBackFromThePbxsOwnRecords() {
        Cases.Case hold = Cases.all().stream()
                .filter(one -> one.name().equals("asterisk-22 in_hold"))
                .findFirst()
                .orElseThrow();
        pbx = new ReportedByHand("PJSIP/carrier").withCel(hold.folder().resolve("cel.csv"));
        pbx.isReceivedBy(database, hold.messages());
        Call should = logged().get(0);
        jdbc.sql("delete from raw_chunk").update();
        jdbc.sql("delete from call").update();
        // What came later is kept.
        pbx.isReceivedBy(database, movedTo(MORNING, capture("asterisk-22 in_direct_busy")));
        jdbc.sql("insert into raw_loss (source, first_at, last_at, messages) values ('office', ?, ?, 80)")
                .params(Timestamp.from(should.startedAt()), Timestamp.from(should.endedAt()))
                .update();
        noteGap(should);
        writer.start();

        assertThat(healed().calls()).isEqualTo(1);
        Call back = logged().stream()
                .filter(call -> call.sourceId().equals(should.sourceId()))
                .findFirst()
                .orElseThrow();
        assertThat(back.healed()).as("its page says from what it was filled in").isTrue();
        assertThat(back.result()).isEqualTo(should.result());
        assertThat(back.answeredBy()).isEqualTo(should.answeredBy());
        assertThat(back.external()).isEqualTo(should.external());
    }

    private static List<byte[]> allCalls() {
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < CALLS.size(); i++) {
            all.addAll(movedTo(MORNING.plusSeconds(90L * i), capture(CALLS.get(i))));
        }
        return all;
    }

    private void noteGap(Call call) {
        jdbc.sql("insert into call_log_hole (id, from_at, to_at) values (gen_random_uuid(), ?, ?)")
                .params(Timestamp.from(call.startedAt()), Timestamp.from(call.startedAt()))
                .update();
    }

    private void hearsWhileTheLogIsAway(List<byte[]> messages) {
        away.set(true);
        writer.start();
        pbx.isReceivedBy(writer, database, messages);
        await().until(() -> writer.backlog().trouble() != null);
        assertThat(writer.backlog().waiting()).isEqualTo(ROOM);
        assertThat(writer.backlog().noRoom()).isPositive();
        away.set(false);
        await().until(() -> writer.backlog().isSmall() && writer.backlog().waiting() == 0);
    }

    private LogGap healed() {
        again = new DeriveAgain(
                new RawHistory(jdbc, List.of(() -> List.of(pbx)), new NumberPlan("RU")),
                new CallRewrites(log, database),
                id -> false);
        healing = new GapHealing(again, log, writer, new RawInbox(database), Duration.ofMillis(50));
        healing.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> log.gaps().open().isEmpty()
                        && !healing.recent().isEmpty()
                        && healing.recent().stream().allMatch(gap -> gap.healedAt() != null));
        return healing.recent().get(0);
    }

    private List<Call> logged() {
        return log.find(CallLog.CallFilter.any(), null, 100).items();
    }

    private final class LogThatGoesAway extends DelegatingDataSource {

        LogThatGoesAway() {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLException("Connection refused", "08001");
            }
            return super.getConnection();
        }
    }
}
