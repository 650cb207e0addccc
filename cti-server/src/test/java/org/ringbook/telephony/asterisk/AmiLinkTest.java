package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.ReadTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.asterisk.records.RecordsSettings;
import org.ringbook.telephony.inbox.SourceCounters;

/** A connection before the sign-in, when nothing came for too long. */
class AmiLinkTest {

    private final AsteriskSettings.Pbx settings =
            Pbxs.at("127.0.0.1", 1, "ringbook", "no secret", RecordsSettings.none());
    private final AmiLinkState state =
            new AmiLinkState("office", settings, new SourceCounters(), message -> true, new AmiLinkState.Turns() {});
    private final EmbeddedChannel connection = new SimulatedServer.Socketless();

    private void hears(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private String toldAfterTheSilence() {
        connection.pipeline().fireExceptionCaught(ReadTimeoutException.INSTANCE);
        return state.health(List.of()).detail().key();
    }

    @Test
    void whoSaidNothingIsAStranger() {
        connection.pipeline().addLast(new AmiLink(settings, state));
        assertThat(toldAfterTheSilence()).isEqualTo("asterisk.stranger.silent");
    }

    /** The silence may be noticed before the limit for signing in, which is as long, has passed. */
    @Test
    void whoGreetedIsAnAsteriskThatDoesNotAnswer() {
        connection.pipeline().addLast(new AmiLink(settings, state));
        hears("Asterisk Call Manager/11.0.0\r\n");
        assertThat(toldAfterTheSilence()).isEqualTo("asterisk.no-answer");
    }
}
