package org.ringbook.telephony.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.telephony.SourceKind;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a telephone system tells that is described in the manual alone; each story in order, and again mixed up and doubled. */
class GenericPbxStoriesTest {

    private static final Instant NOON = Instant.ofEpochSecond(1773921600);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String MARIA = "+79161112233";

    private final GenericPbxReading reading =
            new GenericPbxReading(Zvonok.settings().dictionary(), null);
    private final List<byte[]> tape = new ArrayList<>();
    private String type = "in";

    private void said(int at, String event, String user, String... more) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("event", event).put("time", NOON.getEpochSecond() + at);
        if (user != null) {
            json.put("user", user);
        }
        json.putObject("call")
                .put("id", "Z-1")
                .put("type", type)
                .put("client", MARIA)
                .put("line", "+74957770001");
        for (int i = 0; i < more.length; i += 2) {
            json.put(more[i], more[i + 1]);
        }
        tape.add(kept(MAPPER.writeValueAsString(json)));
    }

    private static byte[] kept(String body) {
        return new RawHook("", body.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static List<Call> calls(RawReading reading, List<byte[]> messages) {
        var facts = new ArrayList<CallFact>();
        var translation = reading.translation();
        messages.forEach(each -> translation.translate(each, NOON.plusSeconds(300), facts::add));
        return Calls.derive(Zvonok.NAME, Cast.PLAN, facts);
    }

    private Call call() {
        assertThat(calls(reading, tape)).hasSize(1);
        return calls(reading, tape).get(0);
    }

    @AfterEach
    void theSameMixedUpAndDoubled() {
        List<Call> inOrder = calls(reading, tape);
        for (int seed = 0; seed < 100; seed++) {
            var mixed = new ArrayList<>(tape);
            mixed.addAll(tape.subList(0, tape.size() / 2));
            Collections.shuffle(mixed, new Random(seed));
            assertThat(calls(reading, mixed)).as("seed " + seed).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../docs/any-telephone-system.md", "../docs/any-telephone-system.ru.md"})
    void theCallOfTheManualIsWhatTheManualSays(String manual) {
        assertThat(Zvonok.settings(manual, Map.of())).isEqualTo(Zvonok.settings());
        Zvonok.curls(manual).forEach(body -> tape.add(kept(body)));

        assertThat(tape).hasSize(4);
        assertThat(call().external()).hasToString(MARIA);
        assertThat(call().answeredBy()).containsExactly("101");
        assertThat(call().waitSeconds()).isEqualByComparingTo("9");
        assertThat(call().talkSeconds()).isEqualByComparingTo("64");
        assertThat(call().endedBy()).isEqualTo(EndedBy.EXTERNAL);
    }

    @Test
    void aGroupRingsAndBorisIsQuicker() {
        said(0, "new", null);
        said(2, "ring", "petrova");
        said(2, "ring", "smirnov");
        said(9, "talk", "smirnov");
        said(9, "stop", "petrova");
        said(60, "stop", "smirnov");
        said(60, "end", null, "result", "ok", "by", "user");

        assertThat(call().result()).isEqualTo(Result.ANSWERED);
        assertThat(call().rang()).containsExactly("101", "102");
        assertThat(call().answeredBy()).containsExactly("102");
        assertThat(call().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call().legs())
                .filteredOn(leg -> "101".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void mariaGivesUp() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(20, "end", null, "result", "cancel");

        assertThat(call().result()).isEqualTo(Result.MISSED);
        assertThat(call().reason()).isEqualTo(Reason.ABANDONED);
        assertThat(call().waitSeconds()).isEqualByComparingTo("20");
    }

    @Test
    void nobodyAnswers() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(30, "stop", "petrova");
        said(30, "end", null, "result", "missed");

        assertThat(call().result()).isEqualTo(Result.MISSED);
        assertThat(call().rang()).containsExactly("101");
    }

    @Test
    void annaCallsMariaWhoAnswers() {
        type = "out";
        said(0, "new", "petrova");
        said(2, "ring", "petrova");
        said(8, "talk", "petrova");
        said(50, "end", "petrova", "result", "ok", "by", "client");

        assertThat(call().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call().result()).isEqualTo(Result.ANSWERED);
        assertThat(call().agent()).isEqualTo("101");
        assertThat(call().line()).hasToString("+74957770001");
        assertThat(call().talkSeconds()).isEqualByComparingTo("42");
        assertThat(call().endedBy()).isEqualTo(EndedBy.EXTERNAL);
    }

    @Test
    void annaCallsMariaWhoIsBusy() {
        type = "out";
        said(0, "new", "petrova");
        said(4, "end", "petrova", "result", "busy");

        assertThat(call().result()).isEqualTo(Result.BUSY);
    }

    @Test
    void annaCallsANumberThatIsNone() {
        type = "out";
        said(0, "new", "petrova");
        said(1, "end", "petrova", "result", "wrong");

        assertThat(call().result()).isEqualTo(Result.FAILED);
        assertThat(call().reason()).isEqualTo(Reason.INVALID_NUMBER);
    }

    @Test
    void annaHandsMariaOnWithoutAsking() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(30, "move", "petrova", "to", "orlova");
        said(31, "ring", "orlova");
        said(36, "talk", "orlova");
        said(80, "end", null, "result", "ok", "by", "client");

        assertThat(call().answeredBy()).containsExactly("101", "103");
        assertThat(call().agent()).isEqualTo("103");
        assertThat(call().transfers())
                .extracting(Call.Transfer::from, Call.Transfer::to, Call.Transfer::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("101", "103", TransferKind.BLIND));
    }

    @Test
    void annaAsksVeraFirst() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(20, "hold", "petrova");
        said(21, "ring", "orlova");
        said(25, "talk", "orlova");
        said(40, "move", "petrova", "to", "orlova");
        said(90, "end", null, "result", "ok");

        assertThat(call().answeredBy()).containsExactly("101", "103");
        assertThat(call().transfers()).extracting(Call.Transfer::kind).containsExactly(TransferKind.ATTENDED);
    }

    @Test
    void mariaIsHeldForAMinute() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(15, "hold", "petrova");
        said(75, "unhold", "petrova");
        said(90, "end", null, "result", "ok");

        assertThat(call().talkSeconds()).isEqualByComparingTo("85");
        assertThat(call().holdSeconds()).isEqualByComparingTo("60");
    }

    @Test
    void annaCallsBoris() {
        type = "inner";
        said(0, "new", "petrova", "to", "smirnov");
        said(4, "talk", "petrova", "to", "smirnov");
        said(30, "end", "petrova", "to", "smirnov", "result", "ok");

        assertThat(call().direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call().external()).isNull();
        assertThat(call().agent()).isEqualTo("101");
        assertThat(call().answeredBy()).containsExactly("102");
    }

    @Test
    void theRecordingIsAnnouncedLate() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(40, "end", null, "result", "ok");
        said(200, "record", null, "file", "https://api.zvonok-express.example/r/17.mp3");

        assertThat(call().recordings()).hasSize(1);
        assertThat(call().endedAt()).isEqualTo(NOON.plusSeconds(40));
    }

    @Test
    void whenTheEndIsLostTheCallEndsWithTheLastTelephone() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(40, "stop", "petrova");

        assertThat(call().result()).isEqualTo(Result.ANSWERED);
        assertThat(call().answeredBy()).containsExactly("101");
    }

    @Test
    void whenNothingIsHeardAfterTheRingingItIsOverAfterMinutes() {
        said(0, "new", null);
        said(1, "ring", "petrova");
        var translation = new GenericPbxTranslation(Zvonok.settings().dictionary());
        var facts = new ArrayList<CallFact>();
        tape.forEach(each -> translation.translate(each, NOON.plusSeconds(2), facts::add));

        facts.addAll(translation.quiet(NOON.plusSeconds(590)));
        assertThat(Calls.derive(Zvonok.NAME, Cast.PLAN, facts)).noneMatch(Call::ended);
        facts.addAll(translation.quiet(NOON.plusSeconds(610)));
        assertThat(Calls.derive(Zvonok.NAME, Cast.PLAN, facts)).singleElement().satisfies(call -> {
            assertThat(call.ended()).isTrue();
            assertThat(call.result()).isEqualTo(Result.MISSED);
        });
    }

    @Test
    void aSystemThatTellsOnceWhenTheCallIsOver() {
        var once = Zvonok.settings(
                "../docs/any-telephone-system.md",
                Map.of(
                        "fields.start", "/start",
                        "fields.wait", "/wait",
                        "fields.talk", "/talk",
                        "events.call", "call"));
        var onceReading = new GenericPbxReading(once.dictionary(), null);
        String body = "{\"event\":\"call\",\"user\":101,\"start\":\"" + NOON.getEpochSecond()
                + "\",\"wait\":\"7\",\"talk\":33,\"result\":\"ok\",\"call\":{\"id\":77,\"type\":\"in\",\"client\":\"sip:89161112233@pbx\"}}";

        List<Call> calls = calls(onceReading, List.of(kept(body)));

        assertThat(calls).hasSize(1);
        Call call = calls.get(0);
        assertThat(call.startedAt()).isEqualTo(NOON);
        assertThat(call.external()).hasToString(MARIA);
        assertThat(call.waitSeconds()).isEqualByComparingTo("7");
        assertThat(call.talkSeconds()).isEqualByComparingTo("33");
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(call.state()).isEqualTo(Call.State.ENDED);
    }

    @Test
    void whatIsKeptReadsTheSameWithMaskedNumbersAndNothingThatNobodyKnows() {
        said(0, "new", null, "password", "hunter2");
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(40, "end", null, "result", "ok", "file", "https://x.example/secret.mp3");
        Masks masks = Masks.ofPeople(Cast.PLAN);
        List<byte[]> masked =
                tape.stream().map(each -> reading.masked(each, masks)).toList();

        RawReading written = SourceKind.reading("webhook").orElseThrow().reading(reading.settings());
        assertThat(calls(written, tape)).isEqualTo(calls(reading, tape));
        assertThat(calls(written, masked)).hasSize(1);
        assertThat(calls(written, masked).get(0).talkSeconds()).isEqualByComparingTo(call().talkSeconds());
        for (byte[] each : masked) {
            assertThat(new String(each, StandardCharsets.UTF_8)).doesNotContain("hunter2", "9161112233", "secret");
        }
        assertThat(reading.legs(tape.get(0))).containsExactly("Z-1");
    }
}
