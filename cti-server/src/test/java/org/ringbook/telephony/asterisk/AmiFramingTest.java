package org.ringbook.telephony.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages come out whole, wherever the network cuts the stream. */
class AmiFramingTest {

    private static final String HANGUP = "Event: Hangup\r\nChannel: PJSIP/101-0000002a\r\nCause: 16";
    private static final String ANNA_RINGS =
            "Event: Newstate\r\nCallerIDName: Анна\rChannelState: 6\r\nChannelState: 5";
    private static final String STREAM = "\r\n" + HANGUP + "\r\n\r\n" + ANNA_RINGS
            + "\r\n\r\r\n\n\nResponse: Success\nPing: Pong\n\nEvent: Half\r\n";

    private static List<String> read(byte[] stream, int piece, AmiFraming framing) {
        var messages = new ArrayList<String>();
        for (int from = 0; from < stream.length; from += piece) {
            framing.accept(
                    stream,
                    from,
                    Math.min(stream.length, from + piece),
                    message -> messages.add(new String(message, UTF_8)));
        }
        return messages;
    }

    @Test
    void eachPieceMayEndAnywhere() {
        byte[] stream = STREAM.getBytes(UTF_8);
        for (int piece = 1; piece <= stream.length; piece++) {
            var framing = new AmiFraming();
            assertThat(read(stream, piece, framing))
                    .as("pieces of %d bytes", piece)
                    .containsExactly(HANGUP, ANNA_RINGS, "Response: Success\nPing: Pong");
            assertThat(framing.inTheMiddle()).isTrue();
        }
    }

    @Test
    void aMessageThatIsTooLongIsPassedOverAndTheNextOneIsRead() {
        String longest = "Output: " + "x".repeat(AmiFraming.LONGEST - 8 - 3);
        byte[] stream = (longest + "\r\n\r\n" + longest + "xxx\r\n\r\n" + HANGUP + "\r\n\r\n").getBytes(UTF_8);
        for (int piece : new int[] {1000, 64 * 1024, AmiFraming.LONGEST, stream.length}) {
            var framing = new AmiFraming();
            assertThat(read(stream, piece, framing))
                    .as("pieces of %d bytes", piece)
                    .containsExactly(longest, HANGUP);
            assertThat(framing.tooLong()).isEqualTo(1);
            assertThat(framing.inTheMiddle()).isFalse();
        }
    }

    /** A name that a caller chose may be cut by a carriage return alone: what follows is a line of its own, which makes it forged. */
    @Test
    void aLineThatSomebodyPutIntoTheirNameIsSeen() {
        assertThat(AmiMessage.of(ANNA_RINGS).refusal()).isEqualTo("a header stands twice");
        assertThat(AmiMessage.of(HANGUP).refusal()).isNull();
    }
}
