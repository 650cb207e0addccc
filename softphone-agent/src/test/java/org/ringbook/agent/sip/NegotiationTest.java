package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaPlan;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MediaSession;

/** What is agreed on in the middle of a call: whether it stays encrypted. */
class NegotiationTest {

    private final Negotiation here = new Negotiation(new Silence(), true, false);
    private final Negotiation overUdp = new Negotiation(new Silence(), false, false);
    private final Negotiation there = new Negotiation(new Silence(), true, false);
    private final Negotiation inTheClear = new Negotiation(new Silence(), false, false);

    @Test
    void whatBeganEncryptedIsNotHeardInTheClearLater() {
        assertThat(here.answer(there.offer())).isPresent();
        assertThat(here.encrypted()).isTrue();
        assertThat(here.answer(inTheClear.offer())).as("refused with 488").isEmpty();
        assertThat(here.encrypted()).as("it goes on as it was").isTrue();
    }

    @Test
    void whereKeysAreNoSecretAnywayTheOtherSideMayChangeItsMindAndItShows() {
        assertThat(overUdp.answer(there.offer())).isPresent();
        assertThat(overUdp.encrypted()).isTrue();
        assertThat(overUdp.answer(inTheClear.offer())).isPresent();
        assertThat(overUdp.encrypted()).isFalse();
    }

    private static final class Silence implements MediaSession {

        @Override
        public MediaDescription description() {
            return new MediaDescription(
                    "192.0.2.9",
                    16_500,
                    16_501,
                    List.of(Map.entry(Codec.PCMA.payloadType(), Codec.PCMA)),
                    Map.of(),
                    false,
                    List.of(),
                    Flow.SENDRECV);
        }

        @Override
        public void apply(MediaPlan plan) {}

        @Override
        public void mute(boolean on) {}

        @Override
        public void digits(String keys) {}

        @Override
        public void tones(String keys) {}

        @Override
        public void mix(MediaSession other, boolean on) {}

        @Override
        public MediaQuality quality() {
            return null;
        }

        @Override
        public void close() {}
    }
}
