package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office;
import org.ringbook.agents.PopUpEvent;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.State;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.webhooks.HookBench;

/** What happens on a virtual PBX of MegaFon, told over real HTTP, and which calls come of it. */
class MegaFonStoriesTest {

    private static final String CALL = "KD4R8T2MZW0000A1";
    private static final String SECOND = "KD4R8T2MZW0000B7";
    private static final String MARIA = "79161112233";
    private static final String LINE = "74957770001";
    private static final String RECORDING = "https://vats000111.megapbx.ru/api/v2/call-records/record/x/y.mp3";

    private final MegaFonAts ats = new MegaFonAts();
    private final Office office = new Office();
    private final List<PopUpEvent> cards = new ArrayList<>();
    private final Instant start = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
    private MegaFonSource source;
    private Exchange exchange;
    private HookBench bench;

    @BeforeEach
    void theOfficeOpens() {
        ats.start();
        office.popUps.subscribe(Office.ANNA.id(), cards::add);
        opens(ats.settings(Duration.ofMillis(200), Map.of()));
    }

    private void opens(MegaFonSettings.Vats settings) {
        var answers = new CallerAnswers(number -> CallerAnswer.NOBODY);
        source = MegaFonAts.source(settings, answers);
        exchange = new Exchange(source, office.popUps);
        bench = new HookBench(exchange.hooks());
        ats.tellsTo(bench.address("vats"));
        exchange.awaitState(SourceHealth.State.UP);
    }

    @AfterEach
    void theOfficeCloses() {
        bench.close();
        exchange.close();
        ats.close();
    }

    private Call ended() {
        return exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended())
                .get(0);
    }

    private Call ended(java.util.function.Predicate<Call> wanted) {
        return exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended() && wanted.test(calls.get(0)))
                .get(0);
    }

    private String compact() {
        return Fields.compact(start);
    }

    @Test
    void mariaCallsAnnaAnswersAndTheTimesOfTheHistoryWin() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "in", "diversion", LINE, "ext", "101");
        Call ringing = exchange.awaitCalls(calls -> calls.size() == 1).get(0);
        assertThat(ringing.state()).isEqualTo(State.RINGING);
        await().until(() -> cards.size() == 1);
        ats.event("ACCEPTED", CALL, "petrova", MARIA, "direction", "in", "diversion", LINE, "ext", "101");
        exchange.awaitCalls(calls -> calls.get(0).state() == State.TALKING);
        ats.event("COMPLETED", CALL, "petrova", MARIA, "direction", "in", "diversion", LINE, "ext", "101");
        ats.history(
                "in",
                "Success",
                CALL,
                "petrova",
                MARIA,
                "start",
                compact(),
                "duration",
                "71",
                "wait",
                "7",
                "diversion",
                LINE,
                "ext",
                "101");

        Call call = ended(each -> each.startedAt().equals(start));
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+" + MARIA);
        assertThat(call.line()).hasToString("+" + LINE);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.waitSeconds()).isEqualByComparingTo("7");
        assertThat(call.talkSeconds()).isEqualByComparingTo("64");
        assertThat(call.endedAt()).isEqualTo(start.plusSeconds(71));
        assertThat(call.sourceId()).isEqualTo(CALL);
        assertThat(call.healed()).isFalse();
        assertThat(exchange.going()).isEmpty();
    }

    @Test
    void nobodyAnswersMaria() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "in", "diversion", LINE, "ext", "101");
        ats.event("CANCELLED", CALL, "petrova", MARIA, "direction", "in", "diversion", LINE, "ext", "101");
        ats.history("in", "missed", CALL, "petrova", MARIA, "start", compact(), "duration", "20", "missedStatus", "3");

        Call call = ended();
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.RANG_OUT);
        assertThat(call.rang()).containsExactly("101");
        assertThat(call.waitSeconds()).isEqualByComparingTo("20");
    }

    @Test
    void mariaGivesUpWhileItRings() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "in", "ext", "101");
        ats.event("CANCELLED", CALL, "petrova", MARIA, "direction", "in", "ext", "101");
        ats.history("in", "Cancel", CALL, "petrova", MARIA, "start", compact(), "duration", "5");

        assertThat(ended().reason()).isEqualTo(Reason.ABANDONED);
        assertThat(ended().endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
    }

    @Test
    void theGroupRingsBorisWinsAndAnnasPartAloneIsCancelled() {
        for (String user : List.of("petrova", "smirnov", "orlova")) {
            ats.event("INCOMING", CALL, user, MARIA, "direction", "in", "groupRealName", "Продажи");
        }
        ats.event("ACCEPTED", CALL, "smirnov", MARIA, "direction", "in", "groupRealName", "Продажи");
        ats.event("CANCELLED", CALL, "petrova", MARIA, "direction", "in", "groupRealName", "Продажи");
        ats.event("CANCELLED", CALL, "orlova", MARIA, "direction", "in", "groupRealName", "Продажи");
        Call talking = exchange.awaitCalls(
                        calls -> calls.size() == 1 && calls.get(0).state() == State.TALKING)
                .get(0);
        assertThat(talking.agent()).isEqualTo("102");
        await().until(() -> !cards.isEmpty() && cards.get(cards.size() - 1).kind() == PopUpEvent.Kind.END);
        ats.event("COMPLETED", CALL, "smirnov", MARIA, "direction", "in", "groupRealName", "Продажи");
        ats.history(
                "in",
                "SUCCESS",
                CALL,
                "smirnov",
                MARIA,
                "start",
                compact(),
                "duration",
                "60",
                "wait",
                "10",
                "groupRealName",
                "Продажи",
                "diversion",
                LINE);

        Call call = ended(each -> each.startedAt().equals(start));
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.queue()).isEqualTo("Продажи");
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.rang()).containsExactlyInAnyOrder("101", "102", "103");
        assertThat(call.legs().stream().filter(leg -> "101".equals(leg.party())).toList())
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void annaCallsPavelWhoIsBusyAndTheAcceptedThatCameBeforeIsTakenBack() {
        ats.event("OUTGOING", CALL, "petrova", "79035556677", "diversion", LINE);
        ats.event("ACCEPTED", CALL, "petrova", "79035556677", "diversion", LINE);
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).state() == State.TALKING);
        ats.event("CANCELLED", CALL, "petrova", "79035556677", "diversion", LINE);
        ats.history("out", "Busy", CALL, "petrova", "79035556677", "start", compact(), "duration", "0", "z-flag", "0");

        Call call = ended(each -> each.result() == Result.BUSY);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.answeredAt()).isNull();
    }

    @Test
    void annaCallsPavelAndTheySpeak() {
        ats.event("OUTGOING", CALL, "petrova", "79035556677", "direction", "out", "diversion", LINE);
        ats.event("ACCEPTED", CALL, "petrova", "79035556677", "direction", "out", "diversion", LINE);
        ats.event("COMPLETED", CALL, "petrova", "79035556677", "direction", "out", "diversion", LINE);
        ats.history(
                "out",
                "Success",
                CALL,
                "petrova",
                "79035556677",
                "start",
                compact(),
                "duration",
                "40",
                "wait",
                "10",
                "diversion",
                LINE);

        Call call = ended(each -> each.startedAt().equals(start));
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.line()).hasToString("+" + LINE);
        assertThat(call.talkSeconds()).isEqualByComparingTo("30");
    }

    @Test
    void aWrongNumberAndOneThatIsNotAllowedHaveFailed() {
        ats.history("out", "NotFound", CALL, "petrova", "79035556677", "start", compact(), "duration", "0");
        assertThat(ended().reason()).isEqualTo(Reason.INVALID_NUMBER);
        ats.history("out", "NotAllowed", SECOND, "petrova", "79035556678", "start", compact(), "duration", "0");
        Call other = exchange.awaitCalls(calls -> calls.size() == 2).stream()
                .filter(call -> call.sourceId().equals(SECOND))
                .findFirst()
                .orElseThrow();
        assertThat(other.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void annaClicksHerTelephoneRingsFirstAndTheCallIsFoundByTheClick() {
        UUID click = exchange.dial("101", "+" + MARIA);
        assertThat(ats.asked).contains("POST makecall {\"phone\":\"79161112233\",\"user\":\"petrova\"}");
        ats.event("OUTGOING", CALL, "petrova", MARIA, "direction", "out", "diversion", LINE);
        ats.event("ACCEPTED", CALL, "petrova", MARIA, "direction", "out", "diversion", LINE);
        ats.event("COMPLETED", CALL, "petrova", MARIA, "direction", "out", "diversion", LINE);
        ats.history("out", "Success", CALL, "petrova", MARIA, "start", compact(), "duration", "40", "wait", "10");

        Call call = ended(each -> each.startedAt().equals(start));
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.rules()).extracting(Call.FiredRule::rule).anyMatch(rule -> rule.contains("click"));
        assertThat(source.commands().callOf(click)).contains(CALL);
    }

    @Test
    void annaClicksAndDoesNotPickUp() {
        exchange.dial("101", "+" + MARIA);
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "out");
        ats.event("CANCELLED", CALL, "petrova", MARIA, "direction", "out");
        ats.history("out", "Cancel", CALL, "petrova", MARIA, "start", compact(), "duration", "20");

        Call call = ended();
        assertThat(call.result()).isEqualTo(Result.FAILED);
        assertThat(call.reason()).isEqualTo(Reason.AGENT_UNREACHABLE);
    }

    @Test
    void annaHandsMariaToBorisWithoutAsking() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "in");
        ats.event("ACCEPTED", CALL, "petrova", MARIA, "direction", "in");
        // The part of the new one is told before the link to the old one.
        ats.event("INCOMING", SECOND, "smirnov", MARIA, "direction", "in");
        ats.event("TRANSFERRED", CALL, "petrova", MARIA, "direction", "in", "second_callid", SECOND);
        exchange.awaitCalls(
                calls -> calls.size() == 1 && calls.get(0).transfers().size() == 1);
        ats.event("ACCEPTED", SECOND, "smirnov", MARIA, "direction", "in");
        ats.event("COMPLETED", SECOND, "smirnov", MARIA, "direction", "in");
        ats.history("in", "Success", CALL, "petrova", MARIA, "start", compact(), "duration", "30", "wait", "5");
        ats.history(
                "in",
                "Success",
                SECOND,
                "smirnov",
                MARIA,
                "start",
                Fields.compact(start.plusSeconds(30)),
                "duration",
                "50",
                "wait",
                "4");

        Call call = ended(each -> each.endedAt().equals(start.plusSeconds(80)));
        assertThat(call.sourceId()).isEqualTo(CALL);
        assertThat(call.answeredBy()).containsExactly("101", "102");
        assertThat(call.agent()).isEqualTo("102");
        assertThat(call.transfers()).hasSize(1);
        assertThat(call.transfers().get(0).from()).isEqualTo("101");
        assertThat(call.transfers().get(0).to()).isEqualTo("102");
        assertThat(call.transfers().get(0).kind()).isEqualTo(Call.TransferKind.BLIND);
    }

    @Test
    void annaCallsBorisAndItIsNobodysCustomer() {
        ats.event("OUTGOING", CALL, "petrova", "102", "direction", "out", "ext", "101");
        ats.event("INCOMING", CALL, "smirnov", "101", "direction", "in", "ext", "102");
        ats.event("ACCEPTED", CALL, "smirnov", "101", "direction", "in", "ext", "102");
        ats.event("COMPLETED", CALL, "smirnov", "101", "direction", "in", "ext", "102");

        Call call = ended();
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.external()).isNull();
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.answeredBy()).containsExactly("102");
    }

    @Test
    void internalCallsOfTheHistoryAreReadWhenTheyAreWanted() {
        ats.internal.add(Map.of(
                "uid",
                CALL,
                "status",
                "success",
                "from",
                "101",
                "to",
                "102",
                "start",
                start.toString(),
                "wait",
                "3",
                "duration",
                12));

        Call call = ended();
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("12");
    }

    @Test
    void aCallOfGlebsSimComesByTheHistoryAloneIsHisAndPopsNowhere() {
        ats.row(
                CALL,
                "out",
                "success",
                MARIA,
                start,
                "user",
                "",
                "diversion",
                "79260000104",
                "wait",
                "6",
                "duration",
                30);
        ats.row(SECOND, "in", "success", "79035556677", start, "telnum", "79260000101", "duration", 5);

        List<Call> calls = exchange.awaitCalls(all -> all.size() == 2);
        assertThat(calls).extracting(Call::agent).containsExactlyInAnyOrder("104", "101");
        assertThat(calls).allMatch(Call::ended).allMatch(call -> call.result() == Result.ANSWERED);
        assertThat(calls).allMatch(Call::healed);
        assertThat(cards).isEmpty();
        assertThat(exchange.going()).isEmpty();
    }

    @Test
    void aCallThatReachesNobodyComesByTheHistoryAlone() {
        ats.row(CALL, "in", "missed", MARIA, start, "destination", "offtime", "user", "", "diversion", LINE, "wait", 9);

        Call call = ended();
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.NOBODY_AVAILABLE);
        assertThat(call.rang()).isEmpty();
        assertThat(call.legs()).extracting(Call.Leg::kind).contains(Call.LegKind.IVR);
    }

    @Test
    void theRecordingIsAnnouncedLateAndTheCallIsTheSame() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "direction", "in");
        ats.event("ACCEPTED", CALL, "petrova", MARIA, "direction", "in");
        ats.event("COMPLETED", CALL, "petrova", MARIA, "direction", "in");
        ats.history("in", "Success", CALL, "petrova", MARIA, "start", compact(), "duration", "71", "wait", "7");
        Call before = ended(each -> each.startedAt().equals(start));
        assertThat(before.recordings()).isEmpty();
        ats.row(
                CALL,
                "in",
                "success",
                MARIA,
                start,
                "user",
                "petrova",
                "wait",
                7,
                "duration",
                64,
                "record",
                RECORDING,
                "rating",
                "5");

        Call call = ended(each -> !each.recordings().isEmpty());
        assertThat(call.id()).isEqualTo(before.id());
        assertThat(call.recordings()).hasSize(1);
        assertThat(call.recordings().get(0).status()).isEqualTo(Call.RecordingStatus.EXPECTED);
    }

    @Test
    void aRatingIsTakenThoughNoCallHasAPlaceForIt() {
        assertThat(ats.tells(MegaFonAts.fields(
                                "cmd", "rating", "callid", CALL, "phone", MARIA, "user", "petrova", "rating", "5"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ats.tells(MegaFonAts.fields("cmd", "webhook", "type", "sipregs_error", "id", "1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange.calls()).isEmpty();
    }

    @Test
    void aStrangersEmployeeIsNamedByLoginAndTheSettingsSayWhoItIs() {
        theOfficeCloses();
        ats.start();
        opens(ats.settings(Duration.ZERO, Map.of("newcomer", "103", "102", "151")));
        ats.event("INCOMING", CALL, "nobody-knows", MARIA, "direction", "in");
        ats.event("INCOMING", CALL, "newcomer@vats000111.megapbx.ru", MARIA, "direction", "in");
        ats.event("INCOMING", CALL, "smirnov", MARIA, "direction", "in");
        ats.event("INCOMING", CALL, "g_11111111-2222-4333-8444-555555555555", MARIA, "direction", "in");
        ats.history("in", "missed", CALL, "pbx", MARIA, "start", compact(), "duration", "20");

        Call call = ended();
        assertThat(call.rang()).containsExactlyInAnyOrder("nobody-knows", "103", "151");
    }
}
