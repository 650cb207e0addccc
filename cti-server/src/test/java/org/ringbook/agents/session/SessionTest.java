package org.ringbook.agents.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ringbook.agents.Examples.example;
import static org.ringbook.agents.Examples.text;

import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office;
import org.ringbook.agents.PresenceState;
import org.ringbook.agents.Story;
import org.ringbook.calls.Call;
import org.ringbook.control.CallRefused;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;
import org.ringbook.softphones.SipAccount;
import org.ringbook.telephony.CallCommands.Capability;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Screens on a real WebSocket. */
class SessionTest {

    private SessionServer server;
    private Office office;

    @BeforeEach
    void theServerIsUp() {
        server = new SessionServer();
        office = server.office;
    }

    @AfterEach
    void theServerGoes() {
        server.close();
    }

    private SessionClient screenOf(String login) throws InterruptedException {
        var screen = new SessionClient(server, login);
        screen.receives("welcome");
        screen.receives("ringing-now");
        return screen;
    }

    private static JsonNode without(JsonNode message, String... fields) {
        ((ObjectNode) message).remove(java.util.List.of(fields));
        return message;
    }

    @Test
    void annaIsWelcomedAndToldWhatRingsNow() throws Exception {
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        var anna = new SessionClient(server, "anna");
        assertThat(without(anna.receives(), "at", "links"))
                .isEqualTo(without(example("server-welcome"), "at", "links"));
        assertThat(without(anna.receives(), "at")).isEqualTo(without(example("server-ringing-now"), "at"));
    }

    @Test
    void annasProgramIsGivenTheAccountOfHerTelephoneAndNobodyElses() throws Exception {
        office.account = new SipAccount("101@pbx.example.org;transport=udp", "101", "s3cret", "rtp");
        var anna = screenOf("anna");
        var boris = screenOf("boris");
        anna.sends(text("client-telephone"));
        assertThat(anna.receives()).isEqualTo(example("server-telephone"));
        boris.sends(text("client-telephone"));
        assertThat(boris.receives("telephone").has("password")).isFalse();
    }

    @Test
    void whoseProgramIsTheirTelephoneIsKnownUntilItGoes() throws Exception {
        var anna = screenOf("anna");
        var id = Office.ANNA.id();
        anna.sends(text("client-telephone-state"));
        await().until(() -> office.popUps.hasTelephone(id));
        anna.socket.abort();
        await().until(() -> !office.popUps.hasTelephone(id));
    }

    @Test
    void aCallPopsChangesAndEnds() throws Exception {
        var anna = screenOf("anna");
        var boris = screenOf("boris");
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        assertThat(anna.receives()).isEqualTo(example("server-pop-up"));
        office.happens(call.answers(5, "101"));
        assertThat(anna.receives()).isEqualTo(example("server-update-answered"));
        office.happens(call.held(30).ends(59, Call.Result.ANSWERED, null));
        assertThat(anna.receives()).isEqualTo(example("server-end-answered"));

        boris.sends(text("client-ping"));
        assertThat(boris.receives()).isEqualTo(example("server-pong"));
    }

    @Test
    void theConnectionBreaksWhileMariaRingsAndTheScreenIsToldAgain() throws Exception {
        var first = screenOf("anna");
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        first.receives("pop-up");
        first.socket.abort();
        var again = new SessionClient(server, "anna");
        again.receives("welcome");
        assertThat(again.receives("ringing-now").get("cards").get(0))
                .isEqualTo(example("server-pop-up").get("card"));
    }

    @Test
    void anAgentProgramOfTheVersionBeforeStillConnectsWhereItKnows() throws Exception {
        var old = new SessionClient(server.address("/agents/line"), "anna");
        assertThat(without(old.receives(), "at", "links")).isEqualTo(without(example("server-welcome"), "at", "links"));
        old.receives("ringing-now");
        old.sends(text("client-hello"));
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        assertThat(old.receives()).isEqualTo(example("server-pop-up"));
        old.sends(text("client-dial"));
        assertThat(old.receives()).isEqualTo(example("server-dial-accepted"));
    }

    @Test
    void putAwayOnTheDesktopItGoesFromTheBrowserToo() throws Exception {
        var desktop = screenOf("anna");
        var browser = screenOf("anna");
        desktop.sends(text("client-hello"));
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        desktop.receives("pop-up");
        assertThat(browser.receives("pop-up").get("card").get("callId").stringValue())
                .isEqualTo(Story.CALL.toString());
        desktop.sends(text("client-card-shown"));
        assertThat(browser.receives("update").get("card").get("shownOn").get(0).stringValue())
                .isEqualTo("desktop");
        desktop.sends(text("client-dismissed"));
        assertThat(browser.receives("update").get("card").get("dismissed").booleanValue())
                .isTrue();
    }

    @Test
    void aNumberIsDialledOnceHoweverOftenTheRequestComes() throws Exception {
        var anna = screenOf("anna");
        anna.sends(text("client-dial"));
        assertThat(anna.receives()).isEqualTo(example("server-dial-accepted"));
        anna.socket.abort();
        var again = screenOf("anna");
        again.sends(text("client-dial"));
        assertThat(again.receives()).isEqualTo(example("server-dial-accepted"));
        assertThat(office.dialled).containsExactly("101 > +79161112233");
    }

    @Test
    void aTelephoneThatDialsByItselfIsToldWhetherItMay() throws Exception {
        var anna = screenOf("anna");
        anna.sends(text("client-may-dial"));
        assertThat(anna.receives()).isEqualTo(example("server-dial-accepted"));
        office.refusal = new CallRefused("do_not_call", Notice.of("control.refused.not_going_on"));
        anna.sends(text("client-may-dial").replace("6f1c", "7777"));
        assertThat(anna.receives("dial-refused").get("code").stringValue()).isEqualTo("do_not_call");
        assertThat(office.dialled).isEmpty();
    }

    @Test
    void aTelephoneThatIsNotHersIsRefusedInHerLanguage() throws Exception {
        var anna = screenOf("anna");
        anna.sends(text("client-dial").replace("\"101\"", "\"104\""));
        assertThat(anna.receives()).isEqualTo(example("server-dial-refused"));
        anna.sends(text("client-hello").replace("\"ru\"", "\"en\""));
        anna.sends(text("client-dial").replace("\"101\"", "\"104\"").replace("6f1c", "7777"));
        assertThat(anna.receives("dial-refused").get("words").stringValue())
                .isEqualTo("Extension 104 is not yours. Call from your own: 101, 151.");
    }

    @Test
    void annaPausesTheRecordingFromHerDesktop() throws Exception {
        var anna = screenOf("anna");
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101").recorded(6, "maria");
        office.happens(call);
        anna.receives("pop-up");
        anna.sends(text("client-pause-recording"));
        anna.sends(text("client-pause-recording").replace("true", "false"));
        anna.sends(text("client-ping"));
        assertThat(anna.receives()).isEqualTo(example("server-pong"));
        await().atMost(Duration.ofSeconds(5)).until(() -> office.told.size() == 2);
        assertThat(office.told).containsExactly("pause maria of office", "resume maria of office");

        office.happens(call.ends(59, Call.Result.ANSWERED, null));
        anna.receives("end");
        anna.sends(text("client-pause-recording"));
        var refused = anna.receives("error");
        assertThat(refused.get("code").stringValue()).isEqualTo("not_speaking");
        assertThat(refused.get("words").stringValue()).startsWith("Вы не участвуете");
    }

    @Test
    void annaHandsTheCallOnToBorisByHisName() throws Exception {
        var anna = screenOf("anna");
        office.offered =
                Set.of(Capability.HANG_UP, Capability.BLIND_TRANSFER, Capability.ATTENDED_TRANSFER, Capability.HOLD);
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        anna.receives("pop-up");
        office.happens(call.answers(5, "101"));
        assertThat(anna.receives()).isEqualTo(example("server-update-commands"));
        anna.sends(text("client-transfer"));
        assertThat(anna.receives()).isEqualTo(example("server-command-accepted"));
        anna.sends(text("client-transfer").replace("Борис", "Жанна"));
        assertThat(anna.receives()).isEqualTo(example("server-command-refused"));
        assertThat(office.told).containsExactly("anna transfer 102");
    }

    @Test
    void annaAsksBorisFirstAndHerCardSaysHowThatGoes() throws Exception {
        var anna = screenOf("anna");
        office.offered =
                Set.of(Capability.HANG_UP, Capability.BLIND_TRANSFER, Capability.ATTENDED_TRANSFER, Capability.HOLD);
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        anna.receives("pop-up");
        anna.sends(text("client-consult"));
        anna.receives("command-accepted");
        office.goes(RequestKind.CONSULT, RequestState.ACCEPTED, "102", null);
        anna.receives("update");
        office.goes(RequestKind.CONSULT, RequestState.RINGING, "102", null);
        anna.receives("update");
        office.goes(RequestKind.CONSULT, RequestState.ANSWERED, "102", null);
        assertThat(anna.receives()).isEqualTo(example("server-update-consulting"));
        anna.sends(text("client-complete"));
        anna.receives("command-accepted");
        office.goes(RequestKind.CONSULT, RequestState.ENDED, "102", "busy");
        assertThat(anna.receives()).isEqualTo(example("server-update-not-transferred"));
        assertThat(office.told).containsExactly("anna consult 102", "anna complete");
    }

    @Test
    void annaSeesThatItRingsAtBorissAndPicksUp() throws Exception {
        var anna = screenOf("anna");
        office.offered = Set.of(Capability.PICK_UP);
        office.happens(Story.from(Office.MARIA).rings(2, "102"));
        anna.sends(text("client-colleagues"));
        assertThat(without(anna.receives(), "at")).isEqualTo(without(example("server-colleagues"), "at"));
        anna.sends(text("client-pick-up"));
        anna.receives("command-accepted");
        assertThat(office.told).containsExactly("anna pick_up");
    }

    @Test
    void whatTheTelephoneSystemRefusesIsSaidInItsWords() throws Exception {
        var anna = screenOf("anna");
        office.refusal = new CallRefused("not_going_on", Notice.of("control.refused.not_going_on"));
        anna.sends(text("client-hang-up"));
        var refused = anna.receives("command-refused");
        assertThat(refused.get("code").stringValue()).isEqualTo("not_going_on");
        assertThat(refused.get("words").stringValue()).isNotBlank().doesNotContain("control.refused");
    }

    @Test
    void presenceIsToldToAllScreensOfThePerson() throws Exception {
        var desktop = screenOf("anna");
        var browser = screenOf("anna");
        desktop.sends(text("client-presence"));
        assertThat(desktop.receives()).isEqualTo(example("server-presence"));
        assertThat(browser.receives()).isEqualTo(example("server-presence"));
        assertThat(office.presence.of(Office.ANNA.id()).state()).isEqualTo(PresenceState.AWAY);
    }

    @Test
    void aPauseOfTheAgentProgramIsToldToTheQueuesAndItsReasonIsOneOfTheSettings() throws Exception {
        var anna = screenOf("anna");
        anna.sends("{\"type\":\"presence\",\"state\":\"paused\",\"reason\":\"\\u0000\"}");
        assertThat(anna.receives("error").get("code").stringValue()).isEqualTo("bad_field");
        assertThat(office.presence.of(Office.ANNA.id()).state()).isEqualTo(PresenceState.AVAILABLE);
        anna.sends("{\"type\":\"presence\",\"state\":\"paused\",\"reason\":\"lunch\"}");
        assertThat(anna.receives("presence").get("reason").stringValue()).isEqualTo("lunch");
        anna.sends(text("client-ping"));
        anna.receives("pong");
        assertThat(office.told).containsExactly("anna pauses lunch");
    }

    @Test
    void garbageIsAnsweredAndTheSessionLivesOn() throws Exception {
        var anna = screenOf("anna");
        anna.sends("hello?");
        assertThat(anna.receives()).isEqualTo(example("server-error"));
        anna.sends("x".repeat(10 * 1024 * 1024));
        assertThat(anna.receives("error").get("code").stringValue()).isEqualTo("too_long");
        anna.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
        assertThat(anna.receives("error").get("code").stringValue()).isEqualTo("binary");
        anna.sends("{\"type\":\"dismissed\",\"callId\":\"1' OR 1=1\"}");
        assertThat(anna.receives("error").get("code").stringValue()).isEqualTo("bad_field");
        anna.sends("{\"type\":\"from-the-future\"}");
        anna.sends(text("client-ping"));
        anna.receives("pong");
    }

    @Test
    void whoOnlyTalksGarbageIsShownTheDoorAndTheOthersStay() throws Exception {
        var boris = screenOf("boris");
        var anna = screenOf("anna");
        for (int i = 0; i <= MessageLimit.MOST_MISREAD; i++) {
            anna.sends("garbage");
        }
        assertThat(anna.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        boris.sends(text("client-ping"));
        boris.receives("pong");
    }

    @Test
    void withoutASignInThereIsNoSocket() {
        assertThatThrownBy(() -> new SessionClient(server, "mallory"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(office.presence.of(Office.ANNA.id()).state()).isEqualTo(PresenceState.OFFLINE);
    }

    /** A screen that stops reading: its window is full, and its pop-ups pile up. */
    @Test
    void aScreenThatReadsNothingIsGivenUpAndHoldsUpNobody() throws Exception {
        var quick = screenOf("anna");
        try (var stuck = new Socket()) {
            stuck.setReceiveBufferSize(2048);
            stuck.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
            stuck.getOutputStream().write(upgrade("anna").getBytes(StandardCharsets.US_ASCII));
            assertThat(screensAre(2)).isTrue();
            for (int i = 0; office.popUps.connections(Office.ANNA.id()) == 2 && i < 100_000; i++) {
                office.happens(Story.from(Office.MARIA).withId(new UUID(1, i)).rings(2, "101"));
                quick.receives("pop-up");
            }
            assertThat(screensAre(1)).isTrue();
        }
        office.happens(Story.from(Office.UNKNOWN).rings(3, "101"));
        quick.receives("pop-up");
    }

    private boolean screensAre(int count) throws InterruptedException {
        for (int i = 0; i < 1000 && office.popUps.connections(Office.ANNA.id()) < count; i++) {
            Thread.sleep(10);
        }
        return office.popUps.connections(Office.ANNA.id()) == count;
    }

    private String upgrade(String login) {
        return "GET " + SessionConfiguration.PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: "
                + SessionServer.basic(login, login) + "\r\n\r\n";
    }
}
