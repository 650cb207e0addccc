package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agent.sip.SmallPbx;

/** How a telephone becomes known to a PBX, and who it listens to then. */
class RegisteringTest {

    private final SmallPbx pbx = new SmallPbx();

    @AfterEach
    void everythingEnds() {
        pbx.close();
    }

    private Desk anna() {
        return new Desk(pbx.address("101"), "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256", "SHA-512-256"})
    void thePasswordIsProvenAsThePbxWantsIt(String algorithm) {
        pbx.algorithm = algorithm;
        try (var anna = anna().registers()) {
            assertThat(pbx.knows("101")).isTrue();
        }
        assertThat(pbx.knows("101")).isFalse();
    }

    @Test
    void aWrongPasswordIsSaidAndNotTriedOverAndOver() {
        try (var anna = new Desk(pbx.address("101"), "wrong")) {
            var state = anna.until("registration", line -> Desk.is(line, "state", "refused"));
            assertThat(state.get("why").stringValue()).isEqualTo("password");
        }
        assertThat(pbx.seen.stream().filter(text -> text.startsWith("REGISTER")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aShortRegistrationIsRenewed() {
        pbx.expires = 2;
        try (var anna = anna().registers()) {
            anna.until("registration", line -> Desk.is(line, "state", "registered"));
            anna.until("registration", line -> Desk.is(line, "state", "registered"));
        }
    }

    @Test
    void aPbxThatIsNotThereIsTriedAgain() {
        pbx.change = text -> null;
        try (var anna = anna()) {
            anna.until("registration", line -> Desk.is(line, "state", "registering"));
            pbx.change = text -> text;
            anna.registers();
        }
        try (var nowhere = new Desk("101@no-such-host.invalid", "secret")) {
            var state = nowhere.until("registration", line -> Desk.is(line, "state", "waiting"));
            assertThat(state.get("why").stringValue()).isEqualTo("unknown_host");
        }
    }

    @Test
    void aStrangerOfTheInternetMakesNothingRing() throws IOException {
        try (var anna = anna().registers();
                var stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.77"))) {
            byte[] invite = ("INVITE sip:101@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.77:" + stranger.getLocalPort()
                            + ";branch=z9hG4bKx\r\nMax-Forwards: 70\r\nFrom: <sip:100@x>;tag=1\r\nTo: <sip:101@x>\r\n"
                            + "Call-ID: scan\r\nCSeq: 1 INVITE\r\nContact: <sip:100@127.0.0.77>\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            stranger.send(new DatagramPacket(invite, invite.length, pbx.whereIs("101")));
            // What the PBX asks after it is answered, and what the stranger asked before it was not.
            pbx.says("101", options());
            String answer = seen("SIP/2.0 200");
            assertThat(answer).contains("CSeq: 7 OPTIONS");
            anna.saysNothingOf("call");
            stranger.setSoTimeout(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> stranger.receive(new DatagramPacket(new byte[2000], 2000))))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    private String options() {
        return "OPTIONS sip:101@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + pbx.port()
                + ";branch=z9hG4bKo;rport\r\nMax-Forwards: 70\r\nFrom: <sip:pbx@x>;tag=1\r\nTo: <sip:101@x>\r\n"
                + "Call-ID: qualify\r\nCSeq: 7 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    private String seen(String beginning) {
        try {
            for (String text = next(); text != null; text = next()) {
                if (text.startsWith(beginning)) {
                    return text;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("no " + beginning);
    }

    private String next() throws InterruptedException {
        return pbx.seen.poll(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void whatWaitsInTheMailboxIsAskedFor() {
        pbx.mailbox = "Messages-Waiting: yes\r\nMessage-Account: sip:101@x\r\nVoice-Message: 2/8 (0/2)\r\n";
        try (var anna = anna().registers()) {
            var told = anna.until("messages", line -> true);
            assertThat(told.get("new").asInt()).isEqualTo(2);
            assertThat(told.get("old").asInt()).isEqualTo(8);
        }
    }

    @Test
    void whatWaitsIsAlsoTakenUnasked() throws IOException {
        try (var anna = anna().registers()) {
            String body = "Messages-Waiting: no\r\nVoice-Message: 0/3\r\n";
            pbx.says(
                    "101",
                    "NOTIFY sip:101@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + pbx.port()
                            + ";branch=z9hG4bKmwi;rport\r\nMax-Forwards: 70\r\nFrom: <sip:pbx@x>;tag=9\r\n"
                            + "To: <sip:101@x>\r\nCall-ID: mwi\r\nCSeq: 1 NOTIFY\r\nContact: <sip:pbx@127.0.0.1:"
                            + pbx.port() + ">\r\nEvent: message-summary\r\nSubscription-State: terminated\r\n"
                            + "Content-Type: application/simple-message-summary\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
            assertThat(anna.until("messages", line -> true).get("old").asInt()).isEqualTo(3);
        }
    }

    @Test
    void aServerThatIsSilentOrCannotIsLeftForTheNext() {
        var second = new SmallPbx();
        var third = new SmallPbx();
        try {
            // The first hears everything and says nothing; the second says that it cannot now.
            pbx.change = text -> null;
            second.registering = "503 Service Unavailable";
            String address = pbx.address("101") + ",127.0.0.1:" + second.port() + ",127.0.0.1:" + third.port();
            try (var anna = new Desk(address, "secret").registers()) {
                assertThat(third.knows("101")).isTrue();
                anna.does("dial to=199").ended("not_found");
            }
            assertThat(second.seen).anyMatch(text -> text.startsWith("REGISTER"));
        } finally {
            second.close();
            third.close();
        }
    }

    @Test
    void aWrongPasswordIsAsWrongAtTheNextServer() {
        var second = new SmallPbx();
        try {
            String address = pbx.address("101") + ",127.0.0.1:" + second.port();
            try (var anna = new Desk(address, "wrong")) {
                anna.until("registration", line -> Desk.is(line, "state", "refused"));
            }
            assertThat(second.seen).isEmpty();
        } finally {
            second.close();
        }
    }
}
