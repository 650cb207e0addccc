package org.ringbook.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.forms.FormCallback.State;
import org.ringbook.leads.Lead;

/** A visitor asked to be called, Anna's telephone was rung, and call control says how it went. */
class CallbackRulesTest {

    private static final Instant NINE = Instant.parse("2026-03-03T06:00:00Z");
    private static final UUID ANNA = UUID.randomUUID();

    private static FormCallback rung(int times) {
        var asked = new FormCallback(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "site",
                79161112233L,
                State.WAITING,
                times - 1,
                NINE,
                NINE.plusSeconds(120),
                null,
                null,
                null,
                NINE);
        return asked.rings(ANNA, NINE);
    }

    private static CallRequest request(RequestState state, String cause, Instant answered) {
        return new CallRequest(
                UUID.randomUUID(),
                RequestKind.DIAL,
                ANNA,
                Entrance.CALLBACK,
                "key",
                "101",
                "+79161112233",
                "pbx",
                null,
                null,
                state,
                cause,
                null,
                NINE,
                null,
                answered,
                null);
    }

    private static FormCallback after(int times, RequestState state, String cause) {
        return CallbackRules.after(rung(times), request(state, cause, null), NINE.plusSeconds(30));
    }

    @Test
    void whileItRingsItIsLookedAtAgain() {
        FormCallback now = after(1, RequestState.RINGING, null);
        assertThat(now.state()).isEqualTo(State.CALLING);
        assertThat(now.requestId()).isNotNull();
        assertThat(now.nextAt()).isEqualTo(NINE.plusSeconds(31));
    }

    @Test
    void theySpokeAndItIsOver() {
        FormCallback now = CallbackRules.after(
                rung(1), request(RequestState.ENDED, "answered", NINE.plusSeconds(10)), NINE.plusSeconds(60));
        assertThat(now.state()).isEqualTo(State.TALKED);
    }

    @Test
    void ourTelephoneThatIsNotPickedUpIsRungThreeTimes() {
        assertThat(after(1, RequestState.ENDED, "agent_unreachable").state()).isEqualTo(State.WAITING);
        assertThat(after(2, RequestState.ENDED, "agent_unreachable").state()).isEqualTo(State.WAITING);
        assertThat(after(3, RequestState.ENDED, "agent_unreachable").state()).isEqualTo(State.AGENT_MISSED);
        FormCallback late = CallbackRules.after(
                rung(1), request(RequestState.ENDED, "agent_unreachable", null), NINE.plusSeconds(180));
        assertThat(late.state()).as("nobody waits at the site any more").isEqualTo(State.AGENT_MISSED);
    }

    @Test
    void aVisitorWhoDoesNotAnswerIsCalledOnceMoreAfterFiveMinutes() {
        FormCallback again = after(1, RequestState.ENDED, "no_answer");
        assertThat(again.state()).isEqualTo(State.WAITING);
        assertThat(again.nextAt()).isEqualTo(NINE.plusSeconds(30).plus(Duration.ofMinutes(5)));
        assertThat(after(2, RequestState.ENDED, "busy").state()).isEqualTo(State.CLIENT_MISSED);
    }

    @Test
    void aLimitRefusesForGoodABusyServerForAMoment() {
        assertThat(CallbackRules.refused(rung(1), "limit.per_minute", NINE).state())
                .isEqualTo(State.REFUSED);
        assertThat(CallbackRules.refused(rung(1), "busy", NINE).state()).isEqualTo(State.WAITING);
        assertThat(after(1, RequestState.REFUSED, "telephony").state()).isEqualTo(State.REFUSED);
    }

    @Test
    void whatNobodyKnowsIsNotRepeated() {
        assertThat(after(1, RequestState.UNKNOWN, "not_seen").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void onlyAnAnswerSinceTheyAskedSparesTheCall() {
        Instant before = NINE.minusSeconds(3_600);
        Instant since = NINE.plusSeconds(20);
        assertThat(CallbackRules.isMet(null, List.of(), NINE)).isFalse();
        assertThat(CallbackRules.isMet(before, List.of(call("answered", before)), NINE))
                .as("answered about something else")
                .isFalse();
        assertThat(CallbackRules.isMet(since, List.of(), NINE)).isTrue();
        assertThat(CallbackRules.isMet(before, List.of(call("called_back", since)), NINE))
                .isTrue();
        assertThat(CallbackRules.isMet(before, List.of(call("attempt", since)), NINE))
                .isFalse();
        assertThat(CallbackRules.isMet(before, List.of(new Lead.Event(since, "answered", null, null, ANNA)), NINE))
                .isTrue();
        assertThat(CallbackRules.isMet(before, List.of(new Lead.Event(since, "note", null, null, ANNA)), NINE))
                .isFalse();
    }

    private static Lead.Event call(String text, Instant at) {
        return new Lead.Event(at, "call", text, UUID.randomUUID(), ANNA);
    }
}
