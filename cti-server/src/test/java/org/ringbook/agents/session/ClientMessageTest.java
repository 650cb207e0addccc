package org.ringbook.agents.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.agents.Examples.text;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agents.CardCommand;
import org.ringbook.agents.Office;
import org.ringbook.agents.PresenceState;
import org.ringbook.agents.Story;
import org.ringbook.calls.log.LegQuality;

class ClientMessageTest {

    @Test
    void theExamplesAreUnderstood() {
        assertThat(read("client-hello")).isEqualTo(new ClientMessage.Hello("desktop", "0.1.0", "ru"));
        assertThat(read("client-dial"))
                .isEqualTo(
                        new ClientMessage.Dial("6f1c2f0e-6a55-4d1c-9a3f-0d6c8f0b7a11", "+79161112233", "101", false));
        assertThat(read("client-presence")).isEqualTo(new ClientMessage.SetPresence(PresenceState.AWAY, null));
        assertThat(read("client-card-shown")).isEqualTo(new ClientMessage.CardShown(Story.CALL));
        assertThat(read("client-pause-recording")).isEqualTo(new ClientMessage.PauseRecording(Story.CALL, true));
        assertThat(read("client-dismissed")).isEqualTo(new ClientMessage.Dismissed(Story.CALL));
        assertThat(read("client-colleagues")).isEqualTo(new ClientMessage.AskColleagues());
        assertThat(read("client-telephone")).isEqualTo(new ClientMessage.AskTelephone());
        assertThat(read("client-telephone-state")).isEqualTo(new ClientMessage.TelephoneState(true));
        assertThat(read("client-ping")).isEqualTo(new ClientMessage.Ping(7L));
    }

    @ParameterizedTest
    @CsvSource({
        "client-hang-up, HANG_UP, ",
        "client-transfer, TRANSFER, Борис",
        "client-consult, CONSULT, 102",
        "client-hold, HOLD, ",
        "client-pick-up, PICK_UP, ",
        "client-complete, COMPLETE, ",
        "client-cancel, CANCEL, "
    })
    void theExamplesOfCommandsAreUnderstood(String example, CardCommand command, String to) {
        var wish = ((ClientMessage.Command) read(example)).wish();
        assertThat(wish.command()).isEqualTo(command);
        assertThat(wish.to()).isEqualTo(to);
        assertThat(wish.callId()).isEqualTo(command.isFollowUp() ? null : Story.CALL);
        assertThat(wish.request()).isEqualTo(command.isFollowUp() ? Office.REQUEST : null);
        assertThat(wish.requestId()).startsWith("6f1c2f0e");
    }

    @Test
    void aNewerScreenMaySayMore() {
        assertThat(ClientMessage.read("{\"v\":2,\"type\":\"sing\",\"song\":[1]}"))
                .isEqualTo(new ClientMessage.Unknown());
        assertThat(ClientMessage.read("{\"v\":2,\"type\":\"ping\",\"id\":1,\"mood\":{}}"))
                .isEqualTo(new ClientMessage.Ping(1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"type\":7}",
                "null",
                "{\"type\":\"ping\"",
                "{\"type\":\"dial\"}",
                "{\"type\":\"dismissed\",\"callId\":\"1\"}",
                "{\"type\":\"hang-up\",\"callId\":\"01973a10-0000-7000-8000-000000000001\"}",
                "{\"type\":\"hang-up\",\"requestId\":\"1\"}",
                "{\"type\":\"complete\",\"requestId\":\"1\",\"callId\":\"01973a10-0000-7000-8000-000000000001\"}",
                "{\"type\":\"pause-recording\",\"callId\":\"01973a10-0000-7000-8000-000000000001\",\"paused\":\"yes\"}",
                "{\"type\":\"presence\",\"state\":\"offline\"}",
                "{\"type\":\"hello\",\"client\":\"<script>\"}"
            })
    void garbageIsRefused(String text) {
        assertThatThrownBy(() -> ClientMessage.read(text)).isInstanceOf(ClientMessage.Misread.class);
    }

    @Test
    void aThousandNestedBracketsAreRefused() {
        assertThatThrownBy(() -> ClientMessage.read("[".repeat(30_000))).isInstanceOf(ClientMessage.Misread.class);
    }

    private static ClientMessage read(String example) {
        return ClientMessage.read(text(example));
    }

    @Test
    void howACallSoundedIsReadAndWhatCannotBeIsRefused() {
        var told = (ClientMessage.SoundQuality) read("client-sound-quality");
        Instant now = Instant.parse("2026-03-02T09:10:00Z");
        LegQuality quality = told.by(now);
        assertThat(quality.endedAt()).isEqualTo("2026-03-02T09:09:59.800Z");
        assertThat(quality.telephone()).isEqualTo("101");
        assertThat(quality.loss()).isBetween(0.0045, 0.0046);
        assertThat(quality.bad()).isFalse();
        String message = text("client-sound-quality");
        for (String wrong :
                List.of("\"lostThere\": 1.5", "\"lostThere\": \"much\"", "\"estimate\": 0", "\"jitterMillis\": -1")) {
            String field = wrong.substring(1, wrong.indexOf('"', 1));
            String broken = message.replaceFirst("\"" + field + "\": [0-9.]+", wrong);
            assertThatThrownBy(() -> ClientMessage.read(broken))
                    .isInstanceOfSatisfying(
                            ClientMessage.Misread.class,
                            misread -> assertThat(misread.field()).isEqualTo(field));
        }
    }
}
