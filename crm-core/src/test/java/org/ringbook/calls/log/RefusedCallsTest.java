package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call that the database does not take stops no other one, whatever it is refused for. */
class RefusedCallsTest {

    private final DataSource database = TestDatabase.with("calls");
    private final CallLog log = new CallLog(database);
    private final CallLogWriter writer = new CallLogWriter(log);

    @AfterEach
    void stop() {
        if (writer.isRunning()) {
            writer.stop();
        }
    }

    @Test
    void aQueueWithANameOf6000LettersIsWrittenAndSoIsWhatComesBeforeAndAfterIt() {
        Call before = missed(NINE);
        Call longName = answered(NINE.plusSeconds(1)).with(call -> call.queue = noise(6000));
        writer.start();
        told(before, longName);
        writtenAre(2);
        Call after = missed(NINE.plusSeconds(2));
        told(after);
        writtenAre(3);
        assertThat(log.find(longName.id()))
                .get()
                .satisfies(call -> assertThat(longName.queue()).startsWith(call.queue()));
        assertThat(writer.backlog().unwritable()).isZero();
    }

    @Test
    void noTextOfACallIsTooLongOrTooStrangeToBeKept() {
        for (String text :
                List.of(noise(100_000), "\u0000".repeat(3000), "\ud800x".repeat(3000), "\ud83d\ude00".repeat(3001))) {
            Call good = answered(NINE);
            Call strange = good.with(call -> {
                call.source = text;
                call.sourceId = text;
                call.queue = text;
                call.agent = text;
                call.answeredBy = List.of(text);
                call.rang = List.of(text, text + "1");
                call.legs = good.legs().stream()
                        .map(leg -> new Call.Leg(
                                text, leg.kind(), leg.ringAt(), leg.answeredAt(), leg.endedAt(), leg.outcome()))
                        .toList();
                call.transfers = List.of(new Call.Transfer(text, text, Call.TransferKind.BLIND, NINE));
                call.rules = List.of(new Call.FiredRule("answered.by", NINE, text, text));
                call.recordings = good.recordings().stream()
                        .map(one -> new Call.Recording(one.id(), NINE, null, one.status(), text, text, List.of(), null))
                        .toList();
            });
            log.write(List.of(change(strange)));
            assertThat(log.find(good.id())).contains(strange);
        }
    }

    @Test
    void twoLongIdsThatBeginAlikeStayTwoCalls() {
        String begins = "a".repeat(5000);
        Call one = missed(NINE).with(call -> call.sourceId = begins + "1");
        Call other = missed(NINE.plusSeconds(1)).with(call -> call.sourceId = begins + "2");
        log.write(List.of(change(one), change(other)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(other, one);
    }

    @Test
    void whatIsBeyondALimitOfTheDatabaseIsLeftOutAndCounted() {
        refuses("54000", "new.queue = 'sales'");
        writer.start();
        told(missed(NINE), answered(NINE.plusSeconds(1)), missed(NINE.plusSeconds(2)));
        writtenAre(2);
        assertThat(writer.backlog().unwritable()).isEqualTo(1);
        told(missed(NINE.plusSeconds(3)));
        writtenAre(3);
    }

    @Test
    void aCallThatIsRefusedForNoKnownReasonIsTriedAgainBehindTheOthersAndThenGivenUp() {
        refuses("P0001", "new.queue = 'sales'");
        told(answered(NINE));
        for (int i = 1; i < 30; i++) {
            told(missed(NINE.plusSeconds(i)));
        }
        writer.start();
        writtenAre(29);
        for (int i = 30; writer.backlog().unwritable() == 0; i++) {
            told(missed(NINE.plusSeconds(i)));
            await().until(() -> writer.backlog().waiting() <= 1);
        }
        await().until(() -> writer.backlog().waiting() == 0 && writer.backlog().trouble() == null);
    }

    @Test
    void aDatabaseThatRefusesEverythingLosesNothing() {
        refuses("P0001", "true");
        writer.start();
        for (int i = 0; i < 30; i++) {
            told(missed(NINE.plusSeconds(i)));
        }
        await().until(() -> writer.backlog().trouble() != null);
        assertThat(writer.backlog().trouble().kind()).isEqualTo(Unwritten.Kind.REFUSED);
        JdbcClient.create(database).sql("drop trigger refuses on call").update();
        writtenAre(30);
        assertThat(writer.backlog().unwritable()).isZero();
    }

    @Test
    void aMistakeOfTheProgramAtOneCallDoesNotEndTheThreadThatWritesThem() {
        Call broken = missed(NINE).with(call -> call.legs = null);
        writer.start();
        told(broken, missed(NINE.plusSeconds(1)));
        writtenAre(1);
        told(missed(NINE.plusSeconds(2)));
        writtenAre(2);
        await().until(() ->
                writer.backlog().unwritable() == 1 && writer.backlog().waiting() == 0);
    }

    private void told(Call... calls) {
        for (Call call : calls) {
            writer.changed(change(call));
        }
    }

    private void writtenAre(int calls) {
        await().until(() -> log.find(CallFilter.any(), null, 100).items().size() >= calls);
        assertThat(log.find(CallFilter.any(), null, 100).items()).hasSize(calls);
    }

    private void refuses(String state, String when) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create function refuses() returns trigger language plpgsql as $$ begin if " + when
                        + " then raise exception 'no' using errcode = '" + state + "'; end if; return new; end $$")
                .update();
        jdbc.sql("create trigger refuses before insert on call for each row execute function refuses()")
                .update();
    }

    /** Text that cannot be packed into less. */
    private static String noise(int length) {
        var random = new Random(7);
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf((char) ('!' + random.nextInt(90))))
                .collect(Collectors.joining());
    }
}
