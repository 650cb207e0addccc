package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.telephony.asterisk.ReportedByHand.capture;
import static org.ringbook.telephony.asterisk.ReportedByHand.movedTo;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference.Field;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.derivation.DerivationRun;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.RawHistory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls of the past are told anew from what was kept of them. */
class DeriveAgainTest {

    private static final Instant MORNING =
            Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    private static final String HOLD = "asterisk-22 in_hold";

    private final DataSource database = TestDatabase.with("calls", "telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CallLog log = new CallLog(database);
    private final CallRewrites rewrites = new CallRewrites(log, database);
    private final DeriveAgain today = new DeriveAgain(
            new RawHistory(jdbc, List.of(() -> List.of(new ReportedByHand("PJSIP/carrier"))), new NumberPlan("RU")),
            rewrites,
            id -> false);

    @AfterEach
    void end() {
        today.close();
    }

    @Test
    void theTrunkWasForgottenInTheSettingsAndItsCallsAreToldRightAfterwards() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        Call wrong = only();
        assertThat(wrong.direction()).isEqualTo(Call.Direction.INTERNAL);

        DerivationRun.Status look = derive(false);
        assertThat(look.counts()).containsOnlyKeys(Outcome.CHANGED);
        assertThat(look.changes().get(0).fields())
                .contains(new Field("direction", "internal", "inbound"), new Field("external", "", "+79161112233"));
        assertThat(only()).as("looking changes nothing").isEqualTo(wrong);

        DerivationRun.Status written = derive(true);
        assertThat(only().id()).isEqualTo(wrong.id());
        assertThat(only().direction()).isEqualTo(Call.Direction.INBOUND);
        assertThat(only().external()).hasToString("+79161112233");
        assertThat(rewrites.of(wrong.id())).singleElement().satisfies(note -> {
            assertThat(note.derivation().by()).isEqualTo("admin");
            assertThat(note.fields()).isEqualTo(look.changes().get(0).fields());
        });
        assertThat(derive(false).counts()).as("and then nothing is left to do").containsOnlyKeys(Outcome.SAME);

        assertThat(today.undo(written.written())).isEqualTo(new CallRewrites.Undone(1, 0));
        assertThat(only()).isEqualTo(wrong);
        assertThat(rewrites.recent(5))
                .singleElement()
                .satisfies(run -> assertThat(run.undoneAt()).isNotNull());
    }

    @Test
    void everyCapturedCallToldOneAfterAnotherIsTheSameAgain() {
        var all = new ArrayList<byte[]>();
        Instant at = MORNING;
        for (Cases.Case call : Cases.all()) {
            all.addAll(movedTo(at, call.messages()));
            at = at.plusSeconds(90);
        }
        new ReportedByHand("PJSIP/carrier").isReceivedBy(database, all);
        DerivationRun.Status look = derive(false);
        assertThat(look.changes()).isEmpty();
        assertThat(look.counts()).containsOnlyKeys(Outcome.SAME);
        assertThat(look.count(Outcome.SAME)).isEqualTo(count()).isGreaterThan(90);
    }

    @Test
    void aCallThatTheLogLostIsBroughtBackAndTakenOutAgainWhenUndone() {
        new ReportedByHand("PJSIP/carrier").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        Call lost = only();
        jdbc.sql("delete from call").update();
        DerivationRun.Status written = derive(true);
        assertThat(written.counts()).containsOnlyKeys(Outcome.NEW);
        assertThat(only()).isEqualTo(lost);
        today.undo(written.written());
        assertThat(count()).isZero();
    }

    @Test
    void aCallWhoseMessagesAreNotKeptAnyMoreStaysAsItIs() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        jdbc.sql("delete from raw_chunk").update();
        Call before = only();
        new ReportedByHand("PJSIP/carrier")
                .isReceivedBy(database, movedTo(MORNING.plusSeconds(600), capture("asterisk-22 in_direct_busy")));
        DerivationRun.Status written = derive(true);
        assertThat(written.count(Outcome.SAME)).isEqualTo(1);
        assertThat(written.count(Outcome.NOTHING_KEPT)).isEqualTo(1);
        assertThat(written.written()).isNull();
        assertThat(log.find(before.id())).contains(before);
    }

    @Test
    void halfOfACallIsNoCall() {
        List<byte[]> said = movedTo(MORNING, capture(HOLD));
        new ReportedByHand("PJSIP/another").isReceivedBy(database, said);
        Call before = only();
        jdbc.sql("delete from raw_chunk").update();
        new ReportedByHand("PJSIP/another").isReceivedBy(database, said.subList(said.size() / 2, said.size()));
        jdbc.sql("delete from call where id <> ?").param(before.id()).update();
        DerivationRun.Status written = derive(true);
        assertThat(written.counts()).containsOnlyKeys(Outcome.CUT);
        assertThat(only()).isEqualTo(before);
    }

    @Test
    void aCallThatGoesOnIsLeftAlone() {
        List<byte[]> said = movedTo(MORNING, capture(HOLD));
        new ReportedByHand("PJSIP/another").isReceivedBy(database, said.subList(0, said.size() * 2 / 3));
        assertThat(derive(true).counts()).containsOnlyKeys(Outcome.GOES_ON);
        assertThat(only().direction()).isEqualTo(Call.Direction.INTERNAL);
    }

    @Test
    void aCallOfWhichMessagesWereLostIsLeftAlone() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        jdbc.sql("insert into raw_loss values ('office', ?, ?, 100)")
                .params(Timestamp.from(MORNING.plusSeconds(3)), Timestamp.from(MORNING.plusSeconds(4)))
                .update();
        assertThat(derive(true).counts()).containsOnlyKeys(Outcome.LOST);
        assertThat(only().direction()).isEqualTo(Call.Direction.INTERNAL);
    }

    @Test
    void aCallOfAGapIsToldAnewOnlyWhenTheGapWasFilled() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        jdbc.sql("insert into gap values (?, 'office', ?, ?, 'UNFILLED', 0, 'gap.unfilled', '{}')")
                .params(UUID.randomUUID(), Timestamp.from(MORNING), Timestamp.from(MORNING.plusSeconds(1)))
                .update();
        assertThat(derive(true).counts()).containsOnlyKeys(Outcome.LOST);
        jdbc.sql("update gap set state = 'HEALED'").update();
        assertThat(derive(true).counts()).containsOnlyKeys(Outcome.CHANGED);
    }

    @Test
    void whatWasHealedWithoutAMessageIsLeftAlone() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        jdbc.sql("update call set rules = rules || '[{\"rule\": \"healed.estimate\"}]'::jsonb")
                .update();
        assertThat(derive(true).counts()).containsOnlyKeys(Outcome.HEALED);
    }

    @Test
    void whatTheLogTookForTwoCallsBecomesTheOneThatItWas() {
        new ReportedByHand("PJSIP/carrier")
                .isReceivedBy(database, movedTo(MORNING, capture("asterisk-22 in_attended_transfer_by_feature_code")));
        Call call = only();
        UUID younger = UUID.randomUUID();
        copyOf(call, younger, secondLeg());
        DerivationRun.Status joined = derive(true);
        assertThat(joined.counts()).containsOnlyKeys(Outcome.JOINED);
        assertThat(only()).isEqualTo(call);
        assertThat(log.find(younger)).contains(call);

        today.undo(joined.written());
        assertThat(count()).isEqualTo(2);
        assertThat(log.find(younger).orElseThrow().id()).isEqualTo(younger);
    }

    @Test
    void whatNobodyWouldCallACallTodayIsTakenOutOfTheLogAndCanComeBack() {
        List<byte[]> said = movedTo(MORNING, capture(HOLD));
        new ReportedByHand("PJSIP/carrier").isReceivedBy(database, said);
        Call real = only();
        // An end of a wire inside of the PBX, which was taken for somebody once.
        String alone = "lab22-1795378551.9";
        List<byte[]> wire = List.of(
                event(alone, MORNING.plusSeconds(60), "Newchannel", "ChannelState: 4\r\nExten: s"),
                event(alone, MORNING.plusSeconds(62), "Hangup", "Cause: 16"));
        new ReportedByHand("PJSIP/carrier").isReceivedBy(database, wire);
        UUID id = UUID.randomUUID();
        copyOf(real, id, alone);
        DerivationRun.Status written = derive(true);
        assertThat(written.counts()).containsOnlyKeys(Outcome.SAME, Outcome.GONE);
        assertThat(only()).isEqualTo(real);
        today.undo(written.written());
        assertThat(log.find(id)).isPresent();
    }

    @Test
    void whatWasChangedSinceIsNotUndone() {
        new ReportedByHand("PJSIP/another").isReceivedBy(database, movedTo(MORNING, capture(HOLD)));
        UUID written = derive(true).written();
        jdbc.sql("update call set queue = 'sales'").update();
        assertThat(today.undo(written)).isEqualTo(new CallRewrites.Undone(0, 1));
        assertThat(only().direction()).isEqualTo(Call.Direction.INBOUND);
    }

    private static byte[] event(String leg, Instant at, String name, String more) {
        String text = "Event: " + name + "\r\nTimestamp: " + at.getEpochSecond() + ".000000\r\n"
                + "Channel: Local/101@internal-00000099;1\r\nUniqueid: " + leg + "\r\nLinkedid: " + leg
                + "\r\n"
                + more + "\r\n\r\n";
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void copyOf(Call call, UUID id, String sourceId) {
        jdbc.sql("insert into call (id, source, source_id, direction, state, result, started_at, ended_at, answered_by,"
                        + " rang, agents, legs, transfers, recordings, rules)"
                        + " select ?, source, ?, direction, state, result, started_at + interval '2 s', ended_at,"
                        + " answered_by, rang, agents, legs, transfers, recordings, rules from call where id = ?")
                .params(id, sourceId, call.id())
                .update();
    }

    /** The leg of Anna's telephone. */
    private String secondLeg() {
        return capture("asterisk-22 in_attended_transfer_by_feature_code").stream()
                .map(AmiMessage::new)
                .filter(message ->
                        message.isEvent("Newchannel") && message.get("Channel").contains("/101-"))
                .map(message -> message.get("Uniqueid"))
                .findFirst()
                .orElseThrow();
    }

    private DerivationRun.Status derive(boolean write) {
        DerivationRun run = today.start(
                new Wanted(MORNING.minusSeconds(60), MORNING.plus(Duration.ofHours(6)), null, write, "admin"));
        await().atMost(Duration.ofSeconds(60)).until(() -> run.status().ended());
        assertThat(run.status().state()).as(run.status().failure()).isEqualTo(DerivationRun.State.DONE);
        return run.status();
    }

    private static CallLog.CallFilter filter() {
        return CallLog.CallFilter.any();
    }

    private Call only() {
        List<Call> calls = log.find(filter(), null, 10).items();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private long count() {
        return jdbc.sql("select count(*) from call").query(Long.class).single();
    }
}
