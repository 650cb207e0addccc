package org.ringbook.telephony.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Met;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.webhooks.RawHook;

/**
 * Maria is spoken with for twelve seconds, which a system tells when it is over, in as many ways as there are. Whatever it
 * leaves out or writes as nobody reads it takes nothing else away.
 */
class WrittenInManyWaysTest {

    private static final Instant START = Instant.parse("2026-11-30T02:50:00Z");
    private static final Instant RECEIVED = START.plusSeconds(40);
    private static final String BASE = "\"id\":\"M-1\",\"dir\":\"in\",\"phone\":\"+79161115401\"";

    private final NotUnderstood notes = new NotUnderstood();
    private final List<CallFact> facts = new ArrayList<>();
    private GenericPbxTranslation translation = translation("iso");

    private GenericPbxTranslation translation(String time) {
        var made = new GenericPbxTranslation(Dictionary.of(Map.of(
                "fields",
                Map.of(
                        "call",
                        "/id",
                        "direction",
                        "/dir",
                        "external",
                        "/phone",
                        "employee",
                        "/user",
                        "at",
                        "/at",
                        "start",
                        "/start",
                        "wait",
                        "/wait",
                        "talk",
                        "/talk",
                        "result",
                        "/result",
                        "event",
                        "/event"),
                "events",
                Map.of("ring", "rings", "talk", "answered", "stop", "leg-ended", "whole", "call"),
                "directions",
                Map.of("in", "inbound", "out", "outbound"),
                "results",
                Map.of("ok", "answered", "missed", "missed"),
                "time",
                time,
                "time-zone",
                "Europe/Moscow")));
        made.noting(notes);
        return made;
    }

    private void told(String fields, Instant received) {
        String body = "{" + fields + "}";
        translation.translate(new RawHook("", body.getBytes(StandardCharsets.UTF_8)).bytes(), received, facts::add);
    }

    private Call whole(String fields) {
        told("\"event\":\"whole\"," + fields, RECEIVED);
        return call();
    }

    private Call call() {
        List<Call> calls = Calls.derive("somebody", Cast.PLAN, facts);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private void isTwelveSecondsFrom(Instant start, Call call) {
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.talkSeconds()).isEqualByComparingTo("12");
        assertThat(call.startedAt()).isEqualTo(start);
        assertThat(call.ended()).isTrue();
    }

    @Test
    void whoIsNotNamedHasSpokenAllTheSame() {
        Call call = whole(BASE + ",\"start\":\"2026-11-30T02:50:00Z\",\"talk\":12,\"result\":\"ok\"");

        isTwelveSecondsFrom(START, call);
        assertThat(call.agent()).isNull();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void talkAloneSaysThatSomebodySpoke() {
        isTwelveSecondsFrom(START, whole(BASE + ",\"start\":\"2026-11-30T02:50:00Z\",\"talk\":12"));
    }

    @Test
    void whenItWasCountsWhereItsBeginningIsNotTold() {
        isTwelveSecondsFrom(
                START, whole(BASE + ",\"user\":\"101\",\"at\":\"2026-11-30T02:50:00Z\",\"talk\":12,\"result\":\"ok\""));
    }

    @Test
    void withoutAnyTimeItIsJustOver() {
        isTwelveSecondsFrom(RECEIVED.minusSeconds(12), whole(BASE + ",\"user\":\"101\",\"talk\":12,\"result\":\"ok\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T02:50:00+0000",
                "2026-11-30T05:50:00+03",
                "2026-11-30 05:50:00",
                "2026-11-30T02:50:00.0000000Z",
                "20261130T025000Z",
                "30.11.2026 05:50:00"
            })
    void theTimeIsTheOneThatItSays(String start) {
        isTwelveSecondsFrom(
                START, whole(BASE + ",\"user\":\"101\",\"start\":\"" + start + "\",\"talk\":12,\"result\":\"ok\""));
        assertThat(notes.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1:12\"", "\"72\"", "72.0", "\"PT72S\"", "\"00:01:12\"", "\"1 мин 12 сек\""})
    void theDurationIsTheOneThatItSays(String talk) {
        Call call = whole(BASE + ",\"user\":\"101\",\"start\":\"2026-11-30T02:50:00Z\",\"wait\":\"3\",\"talk\":" + talk
                + ",\"result\":\"ok\"");

        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.talkSeconds()).isEqualByComparingTo("72");
        assertThat(call.waitSeconds()).isEqualByComparingTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0"})
    void anUnsetStartLeavesTheOtherTime(String unset) {
        isTwelveSecondsFrom(
                START,
                whole(BASE + ",\"user\":\"101\",\"start\":\"" + unset
                        + "\",\"at\":\"2026-11-30T02:50:00Z\",\"talk\":12,\"result\":\"ok\""));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aStartThatCannotBeIsSaidAndLeavesTheOtherTime() {
        isTwelveSecondsFrom(
                START,
                whole(BASE + ",\"user\":\"101\",\"start\":\"2031-01-01T00:00:00Z\""
                        + ",\"at\":\"2026-11-30T02:50:00Z\",\"talk\":12,\"result\":\"ok\""));
        assertThat(notes.all())
                .extracting(Met::value)
                .containsExactly(new NotUnderstood.Value(Problem.IMPOSSIBLE, "start", "2031-01-01T00:00:00Z"));
    }

    @Test
    void millisecondsWhereSecondsAreSetAreUnderstoodAndSaid() {
        translation = translation("epoch");
        isTwelveSecondsFrom(
                START, whole(BASE + ",\"user\":\"101\",\"start\":1796007000000,\"talk\":12,\"result\":\"ok\""));
        assertThat(notes.all()).extracting(one -> one.value().problem()).containsExactly(Problem.WRITTEN_OTHERWISE);
    }

    @Test
    void largeLettersMeanWhatSmallOnesDo() {
        isTwelveSecondsFrom(
                START,
                whole("\"id\":\"M-1\",\"dir\":\"IN\",\"phone\":\"+79161115401\",\"user\":\"101\","
                        + "\"start\":\"2026-11-30T02:50:00Z\",\"talk\":12,\"result\":\"Ok\""));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void whatNobodyNamedIsShownWithTheValueHowOftenAndWhenLast() {
        for (int i = 0; i < 3; i++) {
            told(
                    "\"event\":\"whole\",\"id\":\"M-" + i + "\",\"dir\":\"sideways\",\"talk\":\"long\"",
                    RECEIVED.plusSeconds(i));
        }
        told("\"event\":\"dance\",\"id\":\"M-9\",\"dir\":\"in\",\"result\":\"<b>fine</b>\\u0000\"", RECEIVED);

        assertThat(notes.all())
                .extracting(one -> one.value().field(), one -> one.value().value(), Met::times, Met::last)
                .containsExactly(
                        tuple("direction", "sideways", 3L, RECEIVED.plusSeconds(2)),
                        tuple("talk", "long", 3L, RECEIVED.plusSeconds(2)),
                        tuple("event", "dance", 1L, RECEIVED),
                        tuple("result", "<b>fine</b>?", 1L, RECEIVED));
    }

    @Test
    void aCallOfWhichNobodyKnowsTheDirectionIsSaid() {
        told("\"event\":\"whole\",\"id\":\"M-1\",\"phone\":\"+79161115401\",\"talk\":12", RECEIVED);

        assertThat(notes.all())
                .extracting(Met::value)
                .containsExactly(new NotUnderstood.Value(Problem.MISSING, "direction", ""));
    }

    @Test
    void ofAThousandValuesFiftyAreKeptApart() {
        for (int i = 0; i < 1000; i++) {
            told("\"event\":\"e" + i + "x".repeat(200) + "\",\"id\":\"M-1\"", RECEIVED);
        }
        assertThat(notes.all()).hasSize(51);
        assertThat(notes.all().get(0).value().problem()).isEqualTo(Problem.MORE);
        assertThat(notes.all())
                .allSatisfy(one -> assertThat(one.value().value()).hasSizeLessThan(70));
        assertThat(notes.times()).isEqualTo(1000);
    }

    @Test
    void whenLateMessagesCameIsNotWhenItHappenedAndTheWholeWins() {
        for (String event : List.of("ring", "talk", "stop")) {
            told("\"event\":\"" + event + "\"," + BASE + ",\"user\":\"101\"", RECEIVED);
        }
        Call call = whole(
                BASE + ",\"user\":\"101\",\"start\":\"2026-11-30T02:50:00Z\",\"wait\":3,\"talk\":12,\"result\":\"ok\"");

        isTwelveSecondsFrom(START, call);
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(Duration.between(call.startedAt(), call.answeredAt())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatNamesNobodyIsOneOfTheTelephoneThatRang() {
        told("\"event\":\"ring\"," + BASE + ",\"user\":\"101\",\"at\":\"2026-11-30T02:50:00Z\"", RECEIVED);
        told("\"event\":\"talk\"," + BASE + ",\"at\":\"2026-11-30T02:50:04Z\"", RECEIVED);
        told("\"event\":\"stop\"," + BASE + ",\"user\":\"101\",\"at\":\"2026-11-30T02:50:16Z\"", RECEIVED);
        facts.addAll(translation.quiet(RECEIVED.plusSeconds(120)));

        isTwelveSecondsFrom(START, call());
        assertThat(call().answeredBy()).containsExactly("101");
    }
}
