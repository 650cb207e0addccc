package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.calls.Call;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.SourceHealth.State;

/** Somebody else writes a part of the stream while Maria and Anna speak. Their call stays right. */
class ForgedMessagesTest {

    private static final String MARIA = "pbx-1795382589.1";
    private static final String ANNA = "pbx-1795382589.2";

    private final FakePbx pbx = new FakePbx();
    private Exchange exchange;

    @BeforeEach
    void mariaSpeaksWithAnna() {
        listen(Asterisks.listeningTo(pbx));
    }

    private void listen(AsteriskSource source) {
        exchange = new Exchange(source);
        exchange.awaitState(State.UP);
        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.talk(MARIA, ANNA));
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);
    }

    @AfterEach
    void stop() {
        exchange.close();
        pbx.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Uniqueid: pbx-1795382589.1\nUniqueid: pbx-1795382589.2",
                "Uniqueid: <script>alert(1)</script>",
                "Uniqueid: 1.1 OR 1=1",
                "Channel: not a channel\nUniqueid: pbx-1795382589.1",
                "Channel: PJSIP/carrier-00000001\nUniqueid: pbx-1795382589.1\nLinkedid: ../../etc",
                "Channel: PJSIP/carrier-00000001\nChannel: PJSIP/101-00000002\nUniqueid: pbx-1795382589.1"
            })
    void aHangUpWithContradictingOrMadeUpHeadersIsPutAsideAndCounted(String headers) {
        pbx.tell("Event: Hangup\nPrivilege: call,all\nCause: 16\n" + headers);

        exchange.awaitCounters(count -> count.refused() == 1);
        assertThat(exchange.going()).hasSize(1);
        assertThat(exchange.health().warnings())
                .anySatisfy(warning -> assertThat(warning.text()).contains("1 messages looked forged"));
        theyEndTheirCall();
    }

    @Test
    void aWellWrittenHangUpOfWhoSitsInABridgeDoesNotEndTheCall() {
        pbx.tell(Events.hangup(MARIA, "PJSIP/carrier", MARIA), Events.hangup(ANNA, "PJSIP/101", MARIA));

        exchange.awaitCounters(count -> count.refused() == 2);
        assertThat(exchange.going()).hasSize(1);
        theyEndTheirCall();
    }

    @Test
    void withACommandAccountThePbxItselfSaysWhoIsStillThere() {
        exchange.close();
        pbx.channels = List.of(MARIA, ANNA);
        listen(Asterisks.commanding(pbx));
        await().until(() -> asked("coreshowchannels") == 1);

        pbx.tell(Events.hangup(ANNA, "PJSIP/101", MARIA));
        await().until(() -> asked("coreshowchannels") == 2);
        await().during(Duration.ofMillis(500)).until(() -> exchange.going().size() == 1);

        pbx.channels = List.of();
        pbx.tell(Events.hangup(MARIA, "PJSIP/carrier", MARIA));
        await().until(() -> asked("coreshowchannels") == 3);
        exchange.awaitCalls(calls -> calls.get(0).ended());
    }

    private long asked(String action) {
        return pbx.actions.stream()
                .filter(one -> action.equalsIgnoreCase(one.get("action")))
                .count();
    }

    @Test
    void anExtraBlankLineLeavesAPieceThatIsCounted() {
        pbx.tell("CallerIDName: the rest of something\nContext: internal");

        exchange.awaitCounters(count -> count.refused() == 1);
        theyEndTheirCall();
    }

    @Test
    void everythingTwiceIsTheSameCall() {
        pbx.tell(Events.talk(MARIA, ANNA));
        pbx.tell(Events.mariaCalls(MARIA));

        theyEndTheirCall();
    }

    @Test
    void aNewChannelWithAnotherNameForAKnownIdChangesNobody() {
        pbx.tell(Events.newChannel(ANNA, "PJSIP/104-0000beef", "4"));

        Call call = theyEndTheirCall();
        assertThat(call.answeredBy()).containsExactly("101");
    }

    private Call theyEndTheirCall() {
        pbx.tell(Events.goodbye(MARIA, ANNA));
        List<Call> calls = exchange.awaitCalls(all -> all.stream().allMatch(Call::ended));
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).external()).hasToString("+79161112233");
        assertThat(calls.get(0).result()).isEqualTo(Call.Result.ANSWERED);
        return calls.get(0);
    }

    static List<Cases.Case> captured() {
        return Cases.all();
    }

    /** The check must never hold back what a real Asterisk says. */
    @ParameterizedTest
    @MethodSource("captured")
    void nothingOfARealCallIsHeldBack(Cases.Case call) {
        var check = new HangupCheck();
        for (byte[] message : call.messages()) {
            assertThat(check.believes(new AmiMessage(message), java.time.Instant.EPOCH))
                    .isTrue();
            boolean concerns = AmiTranslation.concerns(new AmiMessage(message));
            assertThat(concerns ? new AmiMessage(message).refusal() : null).isNull();
        }
    }
}
