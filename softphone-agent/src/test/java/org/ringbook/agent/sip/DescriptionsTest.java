package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaPlan;
import org.ringbook.agent.phone.Party;

/** What the other side says of its sound and of itself: text that anybody could have written. */
class DescriptionsTest {

    private static final String OFFER = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 10000 RTP/AVP 96 8 9 101
            c=IN IP4 192.0.2.7
            a=rtpmap:96 opus/48000/2
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=rtcp:10005
            m=video 20000 RTP/AVP 34
            a=inactive
            """;

    @Test
    void anOfferIsRead() {
        MediaDescription read = Sdp.read(OFFER).orElseThrow();
        assertThat(read.host()).isEqualTo("192.0.2.7");
        assertThat(read.port()).isEqualTo(10_000);
        assertThat(read.rtcpPort()).isEqualTo(10_005);
        assertThat(read.codecs()).containsExactly(Map.entry(8, Codec.PCMA), Map.entry(9, Codec.G722));
        assertThat(read.digits()).isEqualTo(101);
        assertThat(read.flow()).isEqualTo(Flow.SENDRECV);
    }

    @Test
    void whatWeWriteWeRead() {
        var own = new MediaDescription(
                "192.0.2.9", 16_500, 16_501, List.of(Map.entry(97, Codec.G722)), 101, Flow.SENDONLY);
        assertThat(Sdp.read(Sdp.write(own, 5, 2))).contains(own);
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, SENDRECV, SENDRECV",
        "sendonly, SENDRECV, RECVONLY",
        "recvonly, SENDONLY, SENDONLY",
        "sendonly, SENDONLY, INACTIVE",
        "inactive, SENDRECV, INACTIVE"
    })
    void whichWaySoundGoesIsAgreed(String theirs, Flow wanted, Flow agreed) {
        MediaDescription read =
                Sdp.read(OFFER.replace("a=rtcp:10005", "a=" + theirs)).orElseThrow();
        assertThat(MediaPlan.of(List.of(Codec.PCMA), wanted, read).orElseThrow().flow())
                .isEqualTo(agreed);
    }

    @Test
    void anAddressOfZerosIsHold() {
        MediaDescription read = Sdp.read(OFFER.replace("192.0.2.7", "0.0.0.0")).orElseThrow();
        assertThat(read.holds()).isTrue();
        assertThat(MediaPlan.of(List.of(Codec.PCMA), Flow.SENDRECV, read)
                        .orElseThrow()
                        .flow())
                .isEqualTo(Flow.RECVONLY);
    }

    @Test
    void withNothingInCommonThereIsNoPlan() {
        MediaDescription read = Sdp.read(OFFER).orElseThrow();
        assertThat(MediaPlan.of(List.of(Codec.PCMU), Flow.SENDRECV, read)).isEmpty();
        assertThat(Sdp.read("v=0\r\n")).isEmpty();
        assertThat(Sdp.read(OFFER.replace("RTP/AVP", "RTP/SAVP").replace("m=video", "m=image")))
                .isEmpty();
        assertThat(Sdp.read("x".repeat(20_000))).isEmpty();
    }

    @Test
    void rubbishIsSurvived() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(OFFER);
            for (int j = 0; j < 3; j++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            Sdp.read(text.toString()).ifPresent(read -> assertThat(read.port()).isBetween(0, 65_535));
            Identity.of(text.substring(random.nextInt(200)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Мария \\\"Маша\\\"\" <sip:+79161112233@pbx;user=phone>;tag=1 | +79161112233 | Мария \"Маша\"",
                "<sip:101@pbx> | 101 | ''",
                "sip:101@pbx;tag=3 | 101 | ''",
                "<tel:+7-916> | +7-916 | ''",
                "Anonymous <sip:anonymous@anonymous.invalid> | '' | Anonymous",
                "\"101\" <sip:101@pbx> | 101 | ''",
                "<sip:%2A97@pbx> | *97 | ''"
            })
    void whoIsThereIsRead(String header, String number, String name) {
        assertThat(Identity.of(header)).isEqualTo(new Party(number, name));
    }

    @Test
    void aNameCannotFillTheScreen() {
        Party party = Identity.of("\"" + "x".repeat(5000) + "\\\"".repeat(5000) + "\7\" <sip:101@pbx>");
        assertThat(party.name()).hasSize(100);
        assertThat(party.number()).isEqualTo("101");
    }
}
