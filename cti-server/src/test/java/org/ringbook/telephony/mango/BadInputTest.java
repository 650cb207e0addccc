package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ringbook.telephony.mango.MangoBench.LINE;
import static org.ringbook.telephony.mango.MangoBench.MARIA;
import static org.ringbook.telephony.mango.MangoBench.NAME;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.inbox.Rejection;

/** What is wrong with a message is seen, and touches nothing else. */
class BadInputTest {

    private final MangoBench bench = new MangoBench();
    private final Stories stories = new Stories(bench.office);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aForgedMessageIsNoCall() {
        String json = "{\"entry_id\":\"e\",\"call_id\":\"c\",\"timestamp\":1767254412,\"seq\":1,"
                + "\"call_state\":\"Appeared\",\"from\":{\"number\":\"79161112233\"},\"to\":{\"extension\":\"101\"}}";
        assertThat(bench.office.sendForm("events/call", bench.office.form(json, bench.office.sign(json + " "))))
                .isEqualTo(401);
        assertThat(bench.office.sendForm("events/call", bench.office.form(json).replace("demokey", "otherkey")))
                .isEqualTo(401);
        assertThat(bench.office.sendForm(
                        "events/call",
                        bench.office.form(json, bench.office.sign(json).toUpperCase())))
                .isEqualTo(401);
        stories.answered();

        assertThat(bench.theCall().result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(bench.exchange.sources().refusals(NAME))
                .containsEntry(Rejection.SIGNATURE, 2L)
                .containsEntry(Rejection.KEY, 1L);
    }

    @Test
    void theTestOfTheCabinetIsAnswered() {
        assertThat(bench.office.sendForm("ping", "")).isEqualTo(200);
        assertThat(bench.office.sendForm("", "a=b")).isEqualTo(200);
        assertThat(bench.office.sendForm("/events/call", "")).isEqualTo(200);
        assertThat(bench.exchange.counters().refused()).isZero();
    }

    @Test
    void aClockThatIsAnHourOffIsToldAndTheCallIsWholeByIt() {
        bench.office.at(Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3600));
        stories.answered();

        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("60");
        assertThat(bench.exchange.health().warnings()).extracting(Notice::key).contains("mango.warn.clock");
    }

    @Test
    void whatComesLateShowsNoWrongClockAndAClockThatIsSlowDoes() {
        bench.office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600));
        stories.answered();
        bench.theCall();
        assertThat(bench.exchange.health().warnings()).extracting(Notice::key).doesNotContain("mango.warn.clock");

        for (int i = 0; i < 5; i++) {
            stories.groupCall();
        }
        bench.exchange.awaitHealth(health ->
                health.warnings().stream().anyMatch(notice -> notice.key().equals("mango.warn.clock")));
    }

    @Test
    void anEmployeeWhomNobodyKnowsIsInTheCallAllTheSame() {
        MangoCall call = bench.office.incoming(MARIA, LINE);
        MangoLeg stranger = call.rings("0777", null);
        bench.office.pass(3);
        call.answers(stranger);
        bench.office.pass(3);
        call.end(stranger, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        assertThat(bench.theCall().agent()).isEqualTo("0777");
    }

    @Test
    void theAddressOfADeviceIsNobodysNumber() {
        MangoCall call = bench.office.incoming("sip:evil@example.org", "sip:line1@demo.mangosip.ru");
        MangoLeg anna = call.rings("101", null);
        bench.office.pass(3);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        assertThat(bench.theCall().external()).isNull();
        assertThat(bench.theCall().line()).isNull();
        assertThat(bench.theCall().direction()).isEqualTo(Call.Direction.INBOUND);
    }

    @Test
    void aHiddenNumberIsACallOfSomebody() {
        MangoCall call = bench.office.incoming(null, LINE);
        MangoLeg anna = call.rings("101", null);
        bench.office.pass(3);
        call.end(anna, MangoCall.NO_ANSWER);
        call.over(MangoCall.NO_ANSWER);

        assertThat(bench.theCall().external()).isNull();
        assertThat(bench.theCall().result()).isEqualTo(Call.Result.MISSED);
        assertThat(bench.theCall().rang()).containsExactly("101");
    }

    @Test
    void numbersMayBeTexts() {
        bench.office.withNumbersAsTexts(true);
        stories.groupCall();

        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("80");
        assertThat(bench.theCall().queue()).isEqualTo("300");
    }

    @Test
    void fieldsOfAnyKindAreSurvivedAndCounted() {
        List<String> odd = List.of(
                "{\"entry_id\":\"e1\"}",
                "{\"entry_id\":{},\"call_id\":[],\"timestamp\":\"x\",\"call_state\":7}",
                "{\"entry_id\":\"e2\",\"call_id\":\"c\",\"timestamp\":99999999999999999999,\"call_state\":\"Appeared\"}",
                "{\"entry_id\":\"e3\",\"call_id\":\"c\",\"timestamp\":-5,\"seq\":null,\"call_state\":\"Appeared\"}",
                "{\"entry_id\":\"e4\",\"call_id\":\"c\",\"timestamp\":1767254412,\"call_state\":\"Nonsense\"}",
                "[]",
                "[".repeat(5000));
        odd.forEach(json -> assertThat(bench.office.send("events/call", json)).isEqualTo(200));
        bench.exchange.awaitCounters(count -> count.refused() == odd.size());
        stories.answered();

        assertThat(bench.theCall().result()).isEqualTo(Call.Result.ANSWERED);
    }

    @Test
    void emptyPartiesMakeNoCallOfNobodyAndBreakNothing() {
        assertThat(bench.office.send(
                        "events/call",
                        "{\"entry_id\":\"e\",\"call_id\":\"c\",\"timestamp\":\"1767254412\",\"seq\":\"1\","
                                + "\"call_state\":\"Appeared\",\"from\":{},\"to\":{},\"dct\":{\"type\":0}}"))
                .isEqualTo(200);
        assertThat(bench.office.send(
                        "events/summary",
                        "{\"entry_id\":\"e\",\"call_direction\":1,\"from\":{},\"to\":{},\"create_time\":1767254412,"
                                + "\"talk_time\":0,\"end_time\":1767254420,\"entry_result\":1}"))
                .isEqualTo(200);

        assertThat(bench.theCall().result()).isEqualTo(Call.Result.MISSED);
        assertThat(bench.exchange.counters().refused()).isZero();
    }

    @Test
    void whatCannotBeReadIsOnThePageOfTheSourceWithItsReason() {
        String leg = "{\"entry_id\":\"e\",\"call_id\":\"c\",\"from\":{},\"to\":{},";
        bench.office.send("events/call", leg + "\"seq\":1,\"timestamp\":253402300799,\"call_state\":\"Appeared\"}");
        bench.office.send("events/call", leg + "\"seq\":2,\"timestamp\":4102444800,\"call_state\":\"Appeared\"}");
        bench.office.send("events/call", leg + "\"seq\":3,\"timestamp\":1767254412,\"call_state\":\"Dances\"}");
        bench.exchange.awaitCounters(count -> count.refused() == 3);

        assertThat(bench.exchange.calls()).isEmpty();
        assertThat(bench.exchange.sources().connection(NAME).orElseThrow().steps())
                .filteredOn(step -> step.kind() == ConnectionStep.Kind.MEANING)
                .extracting(
                        step -> step.words().key(), step -> step.words().args().get(1))
                .contains(
                        tuple("step.meaning.missing", ""),
                        tuple("step.meaning.impossible", "4102444800"),
                        tuple("step.meaning.not_named", "Dances"));
        assertThat(bench.exchange.health().warnings()).extracting(Notice::key).contains("sources.not-understood");
    }

    @Test
    void whoPutsDownTheTelephoneEndsTheCallThoughNoSummaryCame() {
        MangoCall call = bench.office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        bench.office.pass(3);
        call.answers(anna);
        bench.office.pass(60);
        call.end(anna, MangoCall.CALLER_HUNG_UP);

        Call told = bench.theCall();
        assertThat(told.result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(told.talkSeconds()).isEqualByComparingTo("60");
        assertThat(told.endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
    }

    @Test
    void aLegThatCameFromItselfIsSurvived() {
        for (String other : List.of("c", "d")) {
            bench.office.send(
                    "events/call",
                    "{\"entry_id\":\"e\",\"call_id\":\"" + other + "\",\"timestamp\":1767254412,\"seq\":1,"
                            + "\"call_state\":\"Connected\",\"from\":{\"extension\":\"101\",\"taken_from_call_id\":\""
                            + (other.equals("c") ? "d" : "c") + "\"},\"to\":{\"number\":\"79161112233\"}}");
        }
        bench.exchange.awaitCounters(count -> count.messages() == 2);
        stories.answered();
        bench.exchange.awaitCalls(calls -> calls.stream().anyMatch(Call::ended));
    }

    @Test
    void variantsThatTheReferenceLeavesOpenAreLoggedOnce() {
        try (var log = new LogLines()) {
            stories.consulted();
            stories.consulted();
            assertThat(log.text().lines().filter(line -> line.contains("field transfer")))
                    .hasSize(1);
        }
    }
}
