package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.State;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.SourceKind;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Met;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.inbox.NotUnderstood.Value;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.operators.OperatorApi;
import org.ringbook.telephony.webhooks.RawHook;

/** What messages of a virtual PBX say, whatever their order, at moments that the test chooses. */
class MegaFonTranslationTest {

    private static final Instant NOON = Instant.parse("2026-03-19T12:00:00Z");
    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final String CALL = "KD4R8T2MZW0000A1";
    private static final String SECOND = "KD4R8T2MZW0000B7";
    private static final String MARIA = "79161112233";

    private static final Directory OFFICE = Directory.of(Map.of())
            .with(List.of(
                    new Directory.User("petrova", "101", List.of()),
                    new Directory.User("smirnov", "102", List.of("9260000102")),
                    new Directory.User("orlova", "103", List.of())));

    private final List<Said> tape = new ArrayList<>();

    private record Said(byte[] message, Instant received) {}

    private void event(double at, String type, String call, String user, String phone, String... more) {
        var fields = MegaFonPbx.fields("cmd", "event", "type", type, "callid", call, "user", user, "phone", phone);
        fields.putAll(MegaFonPbx.fields(more));
        hook(at, fields);
    }

    private void history(double at, String type, String status, String call, String user, int start, String... more) {
        var fields = MegaFonPbx.fields("cmd", "history", "type", type, "status", status, "callid", call, "user", user);
        fields.putAll(MegaFonPbx.fields("phone", MARIA, "start", Fields.compact(NOON.plusSeconds(start))));
        fields.putAll(MegaFonPbx.fields(more));
        hook(at, fields);
    }

    private void hook(double at, Map<String, String> fields) {
        said(at, ReceivedMessage.HOOK, OperatorApi.form(fields));
    }

    private void said(double at, String path, String text) {
        byte[] message = new RawHook(path, text.getBytes(StandardCharsets.UTF_8)).bytes();
        tape.add(new Said(message, NOON.plusMillis(Math.round(at * 1000))));
    }

    private List<Call> calls(RawReading reading, List<Said> order) {
        var facts = new ArrayList<CallFact>();
        var translation = reading.translation();
        order.forEach(each -> translation.translate(each.message, each.received, facts::add));
        return Calls.derive("vats", PLAN, facts);
    }

    private Call call() {
        List<Call> calls = calls(new MegaFonReading(() -> OFFICE), tape);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private void annaAnswersMaria() {
        event(1, "INCOMING", CALL, "petrova", MARIA);
        event(1.1, "INCOMING", CALL, "smirnov", MARIA);
        event(8, "ACCEPTED", CALL, "petrova", MARIA);
        event(8.2, "CANCELLED", CALL, "smirnov", MARIA);
    }

    @Test
    void messagesThatCameLateAndTogetherSayNothingOfWhenItWasAndTheHistoryWins() {
        for (double between : new double[] {0, 0.05, 1.2}) {
            tape.clear();
            event(100, "INCOMING", CALL, "petrova", MARIA);
            event(100 + between, "ACCEPTED", CALL, "petrova", MARIA);
            event(100 + 2 * between, "COMPLETED", CALL, "petrova", MARIA);
            history(103, "in", "Success", CALL, "petrova", 0, "duration", "15");

            assertThat(call().result()).isEqualTo(Result.ANSWERED);
            assertThat(call().talkSeconds()).isEqualByComparingTo("15");
            assertThat(call().startedAt()).isEqualTo(NOON);
            assertThat(call().answeredBy()).containsExactly("101");
        }
    }

    @Test
    void messagesThatCameOnTimeTellTheWaitWhichTheHistoryLeavesOut() {
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71");

        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
    }

    @Test
    void aHistoryWhoseBeginningIsUnsetIsACallThatIsJustOver() {
        for (String unset : List.of("99991231T235959Z", "00010101T000000Z", "19700101T000000Z", "soon")) {
            tape.clear();
            var fields = MegaFonPbx.fields("cmd", "history", "type", "in", "status", "Success", "callid", CALL);
            fields.putAll(MegaFonPbx.fields("user", "petrova", "phone", MARIA, "start", unset, "duration", "15"));
            hook(60, fields);

            assertThat(call().result()).isEqualTo(Result.ANSWERED);
            assertThat(call().startedAt()).isEqualTo(NOON.plusSeconds(45));
        }
    }

    /** Its history is read a year back at most. */
    @Test
    void aStartOfTwoYearsAgoIsNoneAndARowOfElevenMonthsAgoIs() {
        var notes = new NotUnderstood();
        var translation = new MegaFonReading(() -> OFFICE).translation();
        translation.noting(notes);
        Instant twoYears = NOON.minus(Duration.ofDays(730));
        Instant elevenMonths = NOON.minus(Duration.ofDays(334));
        var calls = new ArrayList<Instant>();
        said(60, ReceivedMessage.ROW, "{\"uid\":\"U-1\",\"type\":\"in\",\"start\":\"" + twoYears + "\"}");
        said(61, ReceivedMessage.ROW, "{\"uid\":\"U-2\",\"type\":\"in\",\"start\":\"" + elevenMonths + "\"}");
        tape.forEach(each -> translation.translate(each.message, each.received, fact -> calls.add(fact.at())));

        assertThat(notes.all())
                .extracting(Met::value)
                .contains(new Value(Problem.IMPOSSIBLE, "start", twoYears.toString()));
        assertThat(calls).isNotEmpty().allMatch(at -> !at.isBefore(elevenMonths));
    }

    @Test
    void aRowOfTheHistoryWithoutATimeAndWordsThatNobodyKnowsAreNoted() {
        var notes = new NotUnderstood();
        var translation = new MegaFonReading(() -> OFFICE).translation();
        translation.noting(notes);
        said(60, ReceivedMessage.ROW, "{\"uid\":\"U-1\",\"type\":\"in\",\"start\":\"2126-01-01T00:00:00Z\"}");
        hook(61, MegaFonPbx.fields("cmd", "event", "type", "DANCES", "callid", CALL, "user", "petrova"));
        hook(62, MegaFonPbx.fields("cmd", "sings", "callid", CALL));
        history(63, "in", "Fine", CALL, "petrova", 0, "duration", "15");
        tape.forEach(each -> translation.translate(each.message, each.received, fact -> {}));

        assertThat(notes.all())
                .extracting(Met::value)
                .containsExactlyInAnyOrder(
                        new Value(Problem.IMPOSSIBLE, "start", "2126-01-01T00:00:00Z"),
                        new Value(Problem.MISSING, "start", ""),
                        new Value(Problem.NOT_NAMED, "type", "DANCES"),
                        new Value(Problem.NOT_NAMED, "cmd", "sings"),
                        new Value(Problem.NOT_NAMED, "status", "Fine"));
    }

    @Test
    void theDurationOfAWebhookIsThatOfTheWholeWhenWhatWasHeardFitsIt() {
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
        assertThat(call().endedAt()).isEqualTo(NOON.plusSeconds(71));
    }

    @Test
    void theDurationOfAWebhookIsThatOfTheConversationWhenWhatWasHeardOfSeveralCallsFitsThat() {
        for (int i = 0; i < 3; i++) {
            String call = "KD4R8T2MZW00010" + i;
            event(1, "INCOMING", call, "petrova", MARIA);
            event(8, "ACCEPTED", call, "petrova", MARIA);
            event(79, "COMPLETED", call, "petrova", MARIA);
            history(80, "in", "Success", call, "petrova", 0, "duration", "71", "wait", "7");
        }
        List<Call> calls = calls(new MegaFonReading(() -> OFFICE), tape);
        assertThat(calls).as("the first ones, too").hasSize(3).allSatisfy(call -> {
            assertThat(call.talkSeconds()).isEqualByComparingTo("71");
            assertThat(call.endedAt()).isEqualTo(NOON.plusSeconds(78));
        });
    }

    /** Events of one call may come late in just such a way that it looks so. */
    @Test
    void oneCallThatFitsTheOtherMeaningShowsNothing() {
        annaAnswersMaria();
        event(79, "COMPLETED", CALL, "petrova", MARIA);
        history(80, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
    }

    /** Nobody took messages for a minute and more: ends were held up by any time, some by just the wait. */
    @Test
    void endsThatWereHeldUpSayNothingOfWhatTheDurationMeansThoughSomeFitTheOtherMeaning() {
        for (int i = 0; i < 14; i++) {
            String call = "KD4R8T2MZW0002%02d".formatted(i);
            int begun = 2 * i;
            event(begun + 1, "INCOMING", call, "petrova", MARIA);
            event(begun + 8, "ACCEPTED", call, "petrova", MARIA);
            event(100 + 0.1 * i, "COMPLETED", call, "petrova", MARIA);
            history(101 + 0.1 * i, "in", "Success", call, "petrova", begun, "duration", "71", "wait", "7");
        }
        assertThat(calls(new MegaFonReading(() -> OFFICE), tape))
                .hasSize(14)
                .allSatisfy(call -> assertThat(call.talkSeconds()).isEqualByComparingTo("64"));
    }

    @Test
    void eventsThatComeAMinuteLateSayNothingOfWhatTheDurationMeans() {
        annaAnswersMaria();
        // Looks as if they had spoken for 71 s; the end was delivered late.
        event(79 + 60, "COMPLETED", CALL, "petrova", MARIA);
        history(80 + 60, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
        tape.clear();
        event(61, "INCOMING", CALL, "petrova", MARIA);
        event(68, "ACCEPTED", CALL, "petrova", MARIA);
        event(139, "COMPLETED", CALL, "petrova", MARIA);
        history(140, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
    }

    @Test
    void withoutAWaitWhatWasHeardSaysWhenTheConversationBegan() {
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
        assertThat(call().waitSeconds()).isEqualByComparingTo("7");
    }

    @Test
    void aRowOfTheHistoryWinsOverAllAndWhatWasHeardIsMovedToItsClock() {
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        // Their clock is an hour ahead of ours.
        said(
                600,
                ReceivedMessage.ROW,
                "{\"uid\":\"" + CALL + "\",\"type\":\"in\",\"status\":\"success\",\"client\":" + MARIA
                        + ",\"start\":\"2026-03-19T13:00:00Z\",\"wait\":\"8\",\"duration\":60,\"user\":\"petrova\",\"record\":null}");
        Call call = call();
        assertThat(call.startedAt()).isEqualTo(NOON.plusSeconds(3600));
        assertThat(call.waitSeconds()).isEqualByComparingTo("8");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.legs()).allMatch(leg -> !leg.ringAt().isBefore(call.startedAt()));
        assertThat(call.rang()).containsExactly("101", "102");
    }

    @Test
    void theSameMessagesInAnyOrderAndAnyOfThemTwiceAreTheSameCall() {
        annaAnswersMaria();
        event(30, "INCOMING", SECOND, "orlova", MARIA);
        event(30.4, "TRANSFERRED", CALL, "petrova", MARIA, "second_callid", SECOND);
        event(33, "ACCEPTED", SECOND, "orlova", MARIA);
        event(60, "COMPLETED", SECOND, "orlova", MARIA);
        history(61, "in", "Success", CALL, "petrova", 0, "duration", "30", "wait", "7");
        history(62, "in", "success", SECOND, "orlova", 30, "duration", "30", "wait", "3");
        Call told = call();
        assertThat(told.answeredBy()).containsExactly("101", "103");
        assertThat(told.transfers()).hasSize(1);

        for (int seed = 0; seed < 200; seed++) {
            var order = new ArrayList<>(tape);
            order.add(tape.get(seed % tape.size()));
            Collections.shuffle(order, new Random(seed));
            assertThat(calls(new MegaFonReading(() -> OFFICE), order))
                    .as("seed %s", seed)
                    .containsExactly(told);
        }
    }

    @Test
    void theHandOverThatIsToldBeforeTheAnswerTakesTheConversationFromNobody() {
        event(90, "INCOMING", CALL, "petrova", MARIA);
        event(40, "ACCEPTED", CALL, "petrova", MARIA);
        event(30, "INCOMING", SECOND, "orlova", MARIA);
        event(2, "TRANSFERRED", CALL, "petrova", MARIA, "second_callid", SECOND);
        event(60, "ACCEPTED", SECOND, "orlova", MARIA);
        event(20, "COMPLETED", SECOND, "orlova", MARIA);
        history(61, "in", "Success", CALL, "petrova", 0, "duration", "30", "wait", "7");
        history(62, "in", "success", SECOND, "orlova", 30, "duration", "30", "wait", "3");
        tape.sort(java.util.Comparator.comparing(Said::received));

        assertThat(call().answeredBy()).containsExactly("101", "103");
        assertThat(call().agent()).isEqualTo("103");
    }

    @Test
    void whoIsWhoseIsLearntAfterTheCallAndTheCallSaysIt() {
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        assertThat(calls(new MegaFonReading(() -> Directory.of(Map.of())), tape))
                .extracting(Call::agent)
                .containsExactly("petrova");

        said(74, ReceivedMessage.USERS, OFFICE.json());
        List<Call> calls = calls(new MegaFonReading(() -> Directory.of(Map.of())), tape);
        assertThat(calls).extracting(Call::agent).containsExactly("101");
        assertThat(calls.get(0).rang()).containsExactly("101", "102");
    }

    @Test
    void annaAsksBorisBeforeSheHandsMariaOnAndMariaWaits() {
        event(0, "INCOMING", CALL, "petrova", MARIA);
        event(5, "ACCEPTED", CALL, "petrova", MARIA);
        event(20, "OUTGOING", SECOND, "petrova", "102");
        event(20.2, "INCOMING", SECOND, "smirnov", "101");
        event(23, "ACCEPTED", SECOND, "smirnov", "101");
        event(35, "TRANSFERRED", CALL, "petrova", MARIA, "second_callid", SECOND);
        event(60, "COMPLETED", SECOND, "smirnov", MARIA);
        Call call = call();
        assertThat(call.state()).isEqualTo(State.ENDED);
        assertThat(call.transfers()).hasSize(1);
        assertThat(call.transfers().get(0).kind()).isEqualTo(Call.TransferKind.ATTENDED);
        assertThat(call.transfers().get(0).to()).isEqualTo("102");
        assertThat(call.answeredBy()).containsExactly("101", "102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("55");
        assertThat(call.holdSeconds()).isGreaterThanOrEqualTo(new java.math.BigDecimal("12"));
    }

    @Test
    void pavelWhomAnnaCalledIsHandedOnToBoris() {
        event(0, "OUTGOING", CALL, "petrova", MARIA);
        event(5, "ACCEPTED", CALL, "petrova", MARIA);
        event(20, "TRANSFERRED", CALL, "petrova", MARIA, "second_callid", SECOND);
        event(20.2, "INCOMING", SECOND, "smirnov", MARIA);
        event(25, "ACCEPTED", SECOND, "smirnov", MARIA);
        event(50, "COMPLETED", SECOND, "smirnov", MARIA);
        event(50.1, "COMPLETED", CALL, "petrova", MARIA);
        Call call = call();
        assertThat(call.direction()).isEqualTo(Call.Direction.OUTBOUND);
        assertThat(call.external()).hasToString("+" + MARIA);
        assertThat(call.agent()).isEqualTo("102");
        assertThat(call.state()).isEqualTo(State.ENDED);
        assertThat(call.transfers()).extracting(Call.Transfer::from).containsExactly("101");
    }

    @Test
    void whileNobodyKnowsWhoCalledWhomNothingIsSaid() {
        event(5, "ACCEPTED", CALL, "petrova", MARIA);
        event(9, "COMPLETED", CALL, "petrova", MARIA);
        assertThat(calls(new MegaFonReading(() -> OFFICE), tape)).isEmpty();
        history(10, "out", "Success", CALL, "petrova", 0, "duration", "9", "wait", "5");
        assertThat(call().direction()).isEqualTo(Call.Direction.OUTBOUND);
    }

    @Test
    void whenNobodyRingsAnyMoreAndNoHistoryComesTheCallWasMissed() {
        event(0, "INCOMING", CALL, "petrova", MARIA);
        event(15, "CANCELLED", CALL, "petrova", MARIA);
        event(16, "INCOMING", CALL, "smirnov", MARIA);
        event(30, "CANCELLED", CALL, "smirnov", MARIA);
        assertThat(call().state()).isNotEqualTo(State.ENDED);
        hook(60, MegaFonPbx.fields("cmd", "webhook", "type", "sipregs_error"));
        assertThat(call().result()).isEqualTo(Result.MISSED);
        assertThat(call().rang()).containsExactly("101", "102");
        history(400, "in", "Cancel", CALL, "pbx", 0, "duration", "30");
        assertThat(call().reason()).isEqualTo(Call.Reason.ABANDONED);
    }

    @Test
    void aLongHistoryThatIsReadMeanwhileDoesNotPushOutACallThatGoesOn() {
        annaAnswersMaria();
        for (int i = 0; i < 12_000; i++) {
            said(
                    20,
                    ReceivedMessage.ROW,
                    "{\"uid\":\"OLD" + i + "\",\"type\":\"in\",\"status\":\"missed\",\"client\":\"" + MARIA
                            + "\",\"start\":\"2026-03-18T12:00:00Z\",\"wait\":5,\"duration\":0}");
        }
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71", "wait", "7");
        List<Call> calls = calls(new MegaFonReading(() -> OFFICE), tape);
        assertThat(calls).hasSize(12_001);
        assertThat(calls.get(12_000).rang()).containsExactly("101", "102");
        assertThat(calls.get(12_000).talkSeconds()).isEqualByComparingTo("64");
    }

    @Test
    void aCallWhoseEndWasLostEndsAfterTwoHoursAndIsMarked() {
        annaAnswersMaria();
        hook(7300, MegaFonPbx.fields("cmd", "webhook", "type", "sipregs_error"));
        assertThat(call().state()).isEqualTo(State.ENDED);
        assertThat(call().healed()).isTrue();
    }

    @Test
    void aCallThatOnlyRangIsOverAfterMinutes() {
        event(0, "INCOMING", CALL, "petrova", MARIA);
        hook(590, MegaFonPbx.fields("cmd", "webhook", "type", "sipregs_error"));
        assertThat(call().state()).isEqualTo(State.RINGING);
        hook(610, MegaFonPbx.fields("cmd", "webhook", "type", "sipregs_error"));
        assertThat(call().state()).isEqualTo(State.ENDED);
    }

    @Test
    void whatIsKeptReadsTheSameWithMaskedNumbersAndNoSecret() {
        said(0, ReceivedMessage.USERS, OFFICE.json());
        annaAnswersMaria();
        event(72, "COMPLETED", CALL, "petrova", MARIA);
        history(73, "in", "Success", CALL, "petrova", 0, "duration", "71", "link", "https://x.example/secret.mp3");
        said(
                80,
                ReceivedMessage.CSV_ROW,
                CALL + ",in," + MARIA + ",petrova@h,74957770001,2026-03-19T12:00:00Z,7,64,https://x/s.mp3");
        Call told = call();
        RawReading live = new MegaFonReading(() -> OFFICE);
        RawReading written = SourceKind.reading("megafon").orElseThrow().reading(live.settings());
        Masks masks = Masks.ofPeople(PLAN);
        var masked = tape.stream()
                .map(each -> new Said(live.masked(each.message, masks), each.received))
                .toList();

        assertThat(calls(written, tape)).containsExactly(told);
        List<Call> replayed = calls(written, masked);
        assertThat(replayed).hasSize(1);
        assertThat(replayed.get(0).talkSeconds()).isEqualByComparingTo(told.talkSeconds());
        assertThat(replayed.get(0).rang()).isEqualTo(told.rang());
        assertThat(replayed.get(0).external()).isNotEqualTo(told.external()).isNotNull();
        for (Said each : masked) {
            assertThat(new String(each.message, StandardCharsets.UTF_8)).doesNotContain(MARIA, "s.mp3", "secret");
        }
        assertThat(live.legs(tape.get(1).message)).containsExactly(CALL);
    }
}
