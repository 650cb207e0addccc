package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.telephony.CallCommands.Supervision;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.SourceHealth.State;

/** Vera listens to Anna, whose telephone is 101, while 1010 is in a conversation, too. */
class ListeningInTest {

    private static final String ANNAS_LEG = "1700000000.5";

    private final FakePbx pbx = new FakePbx();
    private final AsteriskSource source = Asterisks.commanding(pbx);
    private Exchange exchange;

    @BeforeEach
    void connect() {
        exchange = new Exchange(source);
        exchange.awaitState(State.UP);
        await().until(() -> pbx.actions.stream()
                        .filter(action -> "ListCommands".equalsIgnoreCase(action.get("action")))
                        .count()
                >= 2);
    }

    @AfterEach
    void stop() {
        exchange.close();
        pbx.close();
    }

    private Map<String, String> last(String action) {
        return pbx.actions.stream()
                .filter(each -> action.equalsIgnoreCase(each.get("action")))
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private UUID veraListens(Supervision how) {
        UUID request = UUID.randomUUID();
        var annas = new LiveLeg(ANNAS_LEG, "101", false, false, false, true, "room");
        source.commands().supervise(request, annas, "103", how);
        return request;
    }

    @Test
    void thePbxIsToldTheVeryLegForANameWouldMeanAllThatBeginSo() {
        veraListens(Supervision.LISTEN);
        assertThat(last("Originate"))
                .containsEntry("channel", "PJSIP/103")
                .containsEntry("application", "ChanSpy")
                .containsEntry("data", ANNAS_LEG + ",qudES");
        assertThat(last("Originate").get("data"))
                .as("the target is an id, never the name of a telephone")
                .doesNotContain("PJSIP");
        veraListens(Supervision.WHISPER);
        assertThat(last("Originate").get("data")).isEqualTo(ANNAS_LEG + ",qudwES");
        veraListens(Supervision.BARGE);
        assertThat(last("Originate").get("data")).isEqualTo(ANNAS_LEG + ",qudBES");
    }

    @Test
    void aSpyThatEndsWhenItIsToldIsAllThereIsToSay() {
        UUID request = veraListens(Supervision.LISTEN);
        await().until(() -> running(request));
        source.commands().cancel(request);
        assertThat(last("Hangup")).containsEntry("channel", "ringbook-spy-" + request);
        await().until(() -> !running(request));
    }

    @Test
    void aSpyOnALegWithoutSoundStaysThoughThePbxSaysItDidAndVeraIsToldToHangUp() {
        pbx.hangsUp = false;
        UUID request = veraListens(Supervision.LISTEN);
        await().until(() -> running(request));
        assertThatThrownBy(() -> source.commands().cancel(request))
                .isInstanceOfSatisfying(CommandRefused.class, refused -> {
                    assertThat(refused.notice().key()).isEqualTo("asterisk.spy.stays");
                    assertThat(refused.notice().text()).contains("Hang up your phone");
                });
    }

    /** Whether the way of listening can be changed, as it can while the spy is there alone. */
    private boolean running(UUID request) {
        try {
            source.commands().switchSupervision(request, Supervision.LISTEN);
            return true;
        } catch (CommandRefused refused) {
            return !refused.notice().key().equals("asterisk.command.gone");
        }
    }
}
