package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Result;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.RawHook;

/** The history of a virtual PBX is read whole, over whichever interface it has. */
class MegaFonHistoryTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String MARIA = "79161112233";

    private final MegaFonPbx ats = new MegaFonPbx();
    private Exchange exchange;

    private void opens() {
        ats.start();
        exchange = new Exchange(ats.source(new CallerAnswers(number -> CallerAnswer.NOBODY)));
    }

    @AfterEach
    void closes() {
        if (exchange != null) {
            exchange.close();
        }
        ats.close();
    }

    private Set<String> read(Instant from, Instant to, AtomicInteger told) throws Exception {
        ats.start();
        List<Rate> unhurried = List.of(new Rate("read", 10_000, Duration.ofSeconds(1)));
        var api = new MegaFonApi(ats.address() + "/", MegaFonPbx.KEY, unhurried);
        var uids = new HashSet<String>();
        HistoryPull.Taker taker = (id, message) -> {
            told.incrementAndGet();
            uids.add(CallRecord.ofRow(ReceivedMessage.of(message).fields(), Receipt.at(Instant.now()))
                    .call());
        };
        new MegaFonHistory(api, new Variants(null), false).read(from, to, taker);
        return uids;
    }

    @Test
    void fiftyThousandCallsAreReadWholeThoughTheyAreCutOffAndMoveWhileTheyAreRead() throws Exception {
        int calls = 50_000;
        Instant from = NOW.minus(Duration.ofDays(1));
        for (int i = 0; i < calls; i++) {
            // Now and then a great many in one second.
            Instant start = from.plusSeconds(i < 900 ? 40_000 : i);
            ats.row("CALL" + i, "in", "missed", MARIA, start);
        }
        var added = new AtomicInteger();
        ats.whileReading = reading -> {
            int next = added.incrementAndGet();
            ats.row("NEW" + next, "in", "missed", MARIA, NOW.minusSeconds(next % 60));
        };

        var told = new AtomicInteger();
        Set<String> uids = read(from, NOW.plusSeconds(60), told);

        assertThat(uids.stream().filter(uid -> uid.startsWith("CALL"))).hasSize(calls);
        assertThat(told.get()).isLessThan(calls + calls / 10);
    }

    @Test
    void aLimitThatNobodyHasToldUsIsNoticed() throws Exception {
        for (int i = 0; i < 3000; i++) {
            ats.row("CALL" + i, "in", "missed", MARIA, NOW.minusSeconds(i));
        }
        ats.mostRows = 500;
        assertThat(read(NOW.minus(Duration.ofHours(1)), NOW, new AtomicInteger()))
                .hasSize(3000);
    }

    @Test
    void aDayWithoutCallsIsNull() throws Exception {
        assertThat(read(NOW.minus(Duration.ofDays(1)), NOW, new AtomicInteger()))
                .isEmpty();
    }

    @Test
    void anOldPbxHasItsHistoryAsCsvItsEmployeesAsAccountsAndDialsToo() {
        ats.restIsThere = false;
        ats.row("CALL1", "in", "success", MARIA, NOW.minusSeconds(300), "user", "petrova", "wait", 7, "duration", 64);
        ats.row("CALL2", "missed", "missed", MARIA, NOW.minusSeconds(200), "wait", 20);
        opens();

        List<Call> calls = exchange.awaitCalls(all -> all.size() == 2);
        assertThat(calls.get(0).agent()).isEqualTo("101");
        assertThat(calls.get(0).talkSeconds()).isEqualByComparingTo("64");
        assertThat(calls.get(0).endedAt()).isEqualTo(NOW.minusSeconds(300 - 71));
        assertThat(calls.get(1).result()).isEqualTo(Result.MISSED);
        exchange.awaitState(State.UP);
        exchange.dial("102", "89161112233");
        assertThat(ats.asked).contains("cmd accounts", "cmd history", "cmd makeCall 79161112233");
    }

    @Test
    void bothSetsOfColumnsAreRead() {
        String start = "2026-03-19T09:15:00Z";
        Fields account =
                CsvRow.fields("A1,in," + MARIA + ",petrov@host,74957770001," + start + ",7,64,https://x/y.mp3");
        Fields without = CsvRow.fields("A1,out," + MARIA + ",74957770001," + start + ",7,64,https://x/y.mp3,5");
        assertThat(CallRecord.ofRow(account, Receipt.at(Instant.now())).person().login())
                .isEqualTo("petrov");
        assertThat(CallRecord.ofRow(without, Receipt.at(Instant.now())).person().login())
                .isNull();
        for (Fields each : List.of(account, without)) {
            assertThat(CallRecord.ofRow(each, Receipt.at(Instant.now())).start())
                    .isEqualTo(Instant.parse(start));
            assertThat(CallRecord.ofRow(each, Receipt.at(Instant.now())).duration())
                    .isEqualTo(64);
            assertThat(CallRecord.ofRow(each, Receipt.at(Instant.now())).diversion())
                    .isEqualTo("74957770001");
            assertThat(CallRecord.ofRow(each, Receipt.at(Instant.now())).link()).isEqualTo("https://x/y.mp3");
        }
        assertThat(CsvRow.fields("UID,type,client,account,via,start,wait,duration,record"))
                .isNull();
        assertThat(CsvRow.fields("<html>")).isNull();
    }

    @Test
    void whatShowsLateIsMetAndNothingIsToldTwice() {
        ats.row("CALL1", "in", "missed", MARIA, NOW.minusSeconds(300));
        opens();
        exchange.awaitCalls(all -> all.size() == 1);
        ats.row("LATE", "in", "missed", MARIA, NOW.minus(Duration.ofHours(20)));

        exchange.awaitCalls(all -> all.size() == 2);
        assertThat(exchange.calls()).extracting(Call::sourceId).containsExactly("LATE", "CALL1");
    }

    @Test
    void aPbxThatWantsItSlowerGetsItSlower() {
        ats.slowDowns = 3;
        ats.row("CALL1", "in", "missed", MARIA, NOW.minusSeconds(300));
        opens();
        exchange.awaitCalls(all -> all.size() == 1);
    }

    @Test
    void whenTheHistoryCannotBeReadTheCheckSaysSoAndTheCallsOfTheWebhooksGoOn() {
        ats.whileReading = from -> {
            throw new IllegalStateException("The history is broken");
        };
        opens();
        exchange.awaitHealth(health -> health.state() == State.UP
                && health.warnings().stream().anyMatch(note -> note.key().equals("megafon.unreachable")));
        ats.whileReading = from -> {};
    }

    @Test
    void whoHasASimAndNoTelephoneIsKnownByTheNumberOfTheSim() {
        Directory directory =
                Directory.of(Map.of()).with(List.of(new Directory.User("orlova", null, List.of("9260000103"))));
        Person vera = new Person("orlova", null, "79260000103");
        assertThat(directory.party(Person.NOBODY, "79260000103")).isEqualTo("+79260000103");
        assertThat(directory.party(vera, "74957770001"))
                .as("over the company's line")
                .isEqualTo("+79260000103");
        assertThat(directory.party(new Person("orlova", null, null), "74957770001"))
                .as("on a telephone of hers that has no number")
                .isEqualTo("orlova");
        assertThat(directory.nameless()).containsExactly("orlova");
    }

    @Test
    void aSimIsItsEmployeesWhoeverHasTheNumber() {
        Directory directory = Directory.of(Map.of("+7 926 000-01-09", "109"))
                .with(List.of(new Directory.User("sidorov", "104", List.of("9260000104"))));
        assertThat(directory.party(Person.NOBODY, "79260000104")).isEqualTo("104");
        assertThat(directory.party(Person.NOBODY, "79260000109")).isEqualTo("109");
        assertThat(directory.party(Person.NOBODY, "74957770001")).isNull();
        assertThat(directory.login("104")).isEqualTo("sidorov");
        byte[] kept = new RawHook(
                        ReceivedMessage.USERS, directory.json().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes();
        assertThat(Directory.users(ReceivedMessage.tree(RawHook.of(kept).text())))
                .isEqualTo(directory.users());
    }
}
