package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.audio.Tones;
import org.ringbook.agent.sip.SmallPbx;

/** A PBX that has gone mad sends what is almost SIP to a telephone that talks: the call goes on, and the telephone goes on answering. */
class RubbishTest {

    private static final int MESSAGES = 1500;
    private static final int BETWEEN_QUESTIONS = 25;
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n";

    @TempDir
    Path folder;

    private final SmallPbx pbx = new SmallPbx();
    private final Random random = new Random(11);

    @Test
    void aCallGoesOnBesideRubbish() throws Exception {
        try (var anna = new Desk(pbx.address("101"), "secret").registers();
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            anna.does("dial to=102").call("ringing_there");
            boris.call("ringing");
            boris.does("answer call=c1").call("talking");
            anna.call("talking");
            Path says = Tones.wav(folder.resolve("says.wav"), 8000, Tones.tone(700, 8000, 120));
            anna.does("play call=c1 file=" + says);
            boris.does("record call=c1 file=" + folder.resolve("hears.wav"));
            for (int i = 0; i < MESSAGES; i++) {
                pbx.says("102", damaged(message(i)));
                if (i % BETWEEN_QUESTIONS == 0) {
                    isAnswered(i);
                }
            }
            anna.does("hang-up call=c1");
            boris.until("call", line -> Desk.is(line, "call", "c1") && Desk.is(line, "ending", "hung_up_there"));
            assertThat(Tones.heard(folder.resolve("hears.wav"), 700)).isGreaterThan(2000);
        } finally {
            pbx.close();
        }
    }

    private String message(int number) {
        String method = List.of(
                        "INVITE", "NOTIFY", "OPTIONS", "BYE", "CANCEL", "REFER", "UPDATE", "ACK", "MESSAGE", "PRACK")
                .get(random.nextInt(10));
        return head(method, "c" + number, number)
                + "Content-Type: application/sdp\r\nAlert-Info: <x>;info=alert-autoanswer;delay=9\r\n"
                + "Session-Expires: 1800\r\nSupported: timer,100rel\r\nP-Asserted-Identity: \"Мария\" <sip:+79161112233@x>\r\n"
                + "Content-Length: " + SDP.length() + "\r\n\r\n" + SDP;
    }

    private String head(String method, String callId, int number) {
        return method + " sip:102@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + pbx.port() + ";branch=z9hG4bK" + callId
                + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:pbx@x>;tag=1\r\nTo: <sip:102@x>\r\nCall-ID: " + callId
                + "\r\nCSeq: " + (number + 1) + " " + method + "\r\nContact: <sip:pbx@127.0.0.1:" + pbx.port()
                + ">\r\n";
    }

    /** Something is taken out, put in twice, or written over. */
    private String damaged(String whole) {
        StringBuilder text = new StringBuilder(whole);
        for (int i = random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(30));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(60)));
                default -> text.setCharAt(from, (char) random.nextInt(256));
            }
        }
        return text.length() < 40 ? whole : text.toString();
    }

    /** A question of the PBX, asked again if it was lost in the flood, as a PBX does. */
    private void isAnswered(int number) throws IOException, InterruptedException {
        String id = "alive" + number;
        long deadline = System.currentTimeMillis() + 30_000;
        while (System.currentTimeMillis() < deadline) {
            pbx.says("102", head("OPTIONS", id, number) + "Content-Length: 0\r\n\r\n");
            for (String seen = next(); seen != null; seen = next()) {
                if (seen.startsWith("SIP/2.0 200") && seen.contains("Call-ID: " + id)) {
                    return;
                }
            }
        }
        throw new AssertionError("no answer to " + id);
    }

    private String next() throws InterruptedException {
        return pbx.seen.poll(500, TimeUnit.MILLISECONDS);
    }
}
