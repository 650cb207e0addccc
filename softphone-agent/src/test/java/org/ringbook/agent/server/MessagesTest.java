package org.ringbook.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agent.Examples;
import org.ringbook.agent.calls.Card;
import tools.jackson.databind.json.JsonMapper;

/** Both ends of a session are tested against the same examples. */
class MessagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CALL = "01973a10-0000-7000-8000-000000000001";

    private static ServerMessage example(String name) {
        return Messages.read(Examples.text(name));
    }

    private static Card card(String name) {
        return ((ServerMessage.CardMessage) example(name)).card();
    }

    @ParameterizedTest
    @MethodSource("org.ringbook.agent.Examples#ofServer")
    void everyExampleIsUnderstood(String name) {
        assertThat(example(name)).isNotInstanceOf(ServerMessage.Unknown.class);
    }

    @Test
    void annaIsWelcomed() {
        var welcome = (ServerMessage.Welcome) example("server-welcome");
        assertThat(welcome.person().name()).isEqualTo("Анна Петрова");
        assertThat(welcome.extensions()).containsExactly("101", "151");
        assertThat(welcome.presence()).isEqualTo("available");
        assertThat(welcome.heartbeatSeconds()).isEqualTo(20);
        assertThat(welcome.links()).containsEntry("contact", "/contacts/{id}");
    }

    @Test
    void aCardTellsWhoCallsAndHow() {
        var told = (ServerMessage.CardMessage) example("server-pop-up");
        assertThat(told.popsUp()).isTrue();
        Card card = told.card();
        assertThat(card.callId()).isEqualTo(CALL);
        assertThat(card.external()).isEqualTo(new Card.Number("+79161112233", "+7 916 111-22-33"));
        assertThat(card.candidates().get(0).name()).isEqualTo("Мария Иванова");
        assertThat(card.candidates().get(0).responsible().words()).isEqualTo("Борис Смирнов (102)");
        assertThat(card.since()).isEqualTo("2026-03-02T09:00:02Z");
        assertThat(card.queue()).isEqualTo("sales");
        assertThat(card.dismissed()).isFalse();
    }

    @Test
    void aCardSaysWhatMayBeDoneAndHowThatGoes() {
        Card talking = card("server-update-commands");
        assertThat(talking.can("hang_up")).isTrue();
        assertThat(talking.can("pick_up")).isFalse();
        assertThat(card("server-end-answered").can("hang_up")).isFalse();
        assertThat(card("server-update-consulting").asked().readyToComplete()).isTrue();
        assertThat(card("server-update-not-transferred").asked().consulting()).isFalse();
    }

    @Test
    void whatRingsAtAColleagueCanBePickedUp() {
        var people = ((ServerMessage.ColleaguesNow) example("server-colleagues")).people();
        assertThat(people).extracting(ServerMessage.Colleague::pickUp).containsExactly(CALL, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang-up", "transfer", "consult", "hold", "pick-up", "complete", "cancel"})
    void commandsAreAskedForAsInTheExamples(String command) {
        var example = JSON.readTree(Examples.text("client-" + command));
        String requestId = example.get("requestId").stringValue();
        String written = example.has("id")
                ? Messages.followUp(command, requestId, example.get("id").stringValue())
                : Messages.command(command, requestId, CALL, example.path("to").asString(null));
        assertThat(JSON.readTree(written)).isEqualTo(example);
    }

    @Test
    void theEndTellsHowItCameOut() {
        assertThat(card("server-end-answered").talkSeconds()).isEqualTo(54.0);
        assertThat(card("server-end-answered-elsewhere").answeredBy().name()).isEqualTo("Борис Смирнов");
        assertThat(card("server-end-transferred").transferredTo().extension()).isEqualTo("102");
        assertThat(card("server-end-missed").missed()).isTrue();
        assertThat(card("server-update-dismissed").dismissed()).isTrue();
    }

    @Test
    void theCardTellsWhetherTheTalkIsRecorded() {
        assertThat(card("server-update-answered").recording()).isNull();
        assertThat(card("server-update-recorded").pausable()).isTrue();
        assertThat(card("server-update-recorded").paused()).isFalse();
        assertThat(card("server-update-recording-paused").paused()).isTrue();
    }

    @Test
    void whatIsSaidToTheServerIsAsInTheExamples() {
        String dial = "6f1c2f0e-6a55-4d1c-9a3f-0d6c8f0b7a11";
        same(Messages.hello("desktop", "0.1.0", "ru"), "client-hello");
        same(Messages.dial(dial, "+79161112233", "101"), "client-dial");
        same(Messages.mayDial(dial, "+79161112233", "101"), "client-may-dial");
        same(Messages.presence("away"), "client-presence");
        same(Messages.cardShown(CALL), "client-card-shown");
        same(Messages.telephone(), "client-telephone");
        same(Messages.telephoneState("101", true), "client-telephone-state");
        same(Messages.dismissed(CALL), "client-dismissed");
        same(Messages.pauseRecording(CALL, true), "client-pause-recording");
        same(Messages.ping(7), "client-ping");
    }

    private static void same(String message, String example) {
        assertThat(JSON.readTree(message)).isEqualTo(JSON.readTree(Examples.text(example)));
    }

    @Test
    void aNewerServerMaySayMore() {
        var newer = Examples.text("server-pop-up").replace("\"ringing\"", "\"levitating\", \"aura\": {\"x\":[1]}");
        assertThat(((ServerMessage.CardMessage) Messages.read(newer)).card().state())
                .isEqualTo("levitating");
        assertThat(Messages.read("{\"v\":3,\"type\":\"sing\"}")).isInstanceOf(ServerMessage.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"type\":\"pop-up\"}",
                "{\"type\":\"pop-up\",\"card\":7}",
                "{\"type\":\"welcome\",\"at\":\"yesterday\"}",
                "{\"type\":\"end\",\"card\":{}}"
            })
    void garbageIsPassedBy(String text) {
        assertThat(Messages.read(text)).isInstanceOf(ServerMessage.Unknown.class);
    }

    @Test
    void whoReadsAlongIsNotToldTheTicket() {
        String welcome = "{\"type\":\"welcome\",\"presence\":\"available\",\"resume\":\"ticket-1\"}";
        assertThat(Messages.withoutSecrets(Messages.read(welcome), welcome))
                .contains("available")
                .doesNotContain("ticket-1");
    }

    @Test
    void theSecretOfTheTelephoneIsReadAndShownToNobody() {
        String text = Examples.text("server-telephone");
        var telephone = (ServerMessage.Telephone) Messages.read(text);
        assertThat(telephone.password()).isEqualTo("s3cret");
        assertThat(telephone.toString()).doesNotContain("s3cret");
        assertThat(Messages.withoutSecrets(telephone, text))
                .doesNotContain("s3cret")
                .contains("101@pbx.example.org");
    }
}
