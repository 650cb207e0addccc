package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaKey;
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
            m=audio 10000 RTP/AVP 96 8 9 101 98
            c=IN IP4 192.0.2.7
            a=rtpmap:96 opus/48000/2
            a=rtpmap:8 PCMA/8000
            a=fmtp:96 useinbandfec=1; usedtx=1
            a=rtpmap:101 telephone-event/8000
            a=rtpmap:98 telephone-event/48000
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
        assertThat(read.codecs())
                .containsExactly(Map.entry(96, Codec.OPUS), Map.entry(8, Codec.PCMA), Map.entry(9, Codec.G722));
        assertThat(read.digits()).isEqualTo(Map.of(8000, 101, 48_000, 98));
        assertThat(read.quiet()).isTrue();
        assertThat(read.encrypted()).isFalse();
        assertThat(read.flow()).isEqualTo(Flow.SENDRECV);
    }

    @Test
    void whatWeWriteWeRead() {
        var own = new MediaDescription(
                "192.0.2.9",
                16_500,
                16_501,
                List.of(Map.entry(97, Codec.G722), Map.entry(107, Codec.OPUS)),
                Map.of(8000, 101, 48_000, 102),
                true,
                List.of(KEY_80, KEY_32),
                Flow.SENDONLY);
        assertThat(Sdp.read(Sdp.write(own, 5, 2))).contains(own);
    }

    @Test
    void keysGoByTheClockOfTheCodecThatWasChosen() {
        MediaDescription read = Sdp.read(OFFER).orElseThrow();
        assertThat(MediaPlan.of(ours(Flow.SENDRECV, Codec.OPUS), read)
                        .orElseThrow()
                        .digits())
                .isEqualTo(98);
        assertThat(MediaPlan.of(ours(Flow.SENDRECV, Codec.PCMA), read)
                        .orElseThrow()
                        .digits())
                .isEqualTo(101);
    }

    // Encrypted sound.

    private static final MediaKey KEY_80 =
            new MediaKey(1, MediaKey.Suite.AES_CM_128_HMAC_SHA1_80, "A".repeat(MediaKey.LENGTH));
    private static final MediaKey KEY_32 =
            new MediaKey(2, MediaKey.Suite.AES_CM_128_HMAC_SHA1_32, "B".repeat(MediaKey.LENGTH));
    private static final String THEIRS = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    private static String encrypted(String... lines) {
        return OFFER.replace("m=audio 10000 RTP/AVP", "m=audio 10000 RTP/SAVP")
                .replace("a=rtcp:10005", String.join("\n", lines));
    }

    @Test
    void theFirstKeyThatBothCanIsTakenAndAnsweredByItsNumber() {
        MediaDescription read = Sdp.read(encrypted(
                        "a=crypto:1 AES_CM_256_HMAC_SHA1_80 inline:" + THEIRS + THEIRS.substring(0, 22) + "==",
                        "a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:" + THEIRS + "|2^20",
                        "a=crypto:5 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS))
                .orElseThrow();
        var ours = ours(Flow.SENDRECV, Codec.PCMA).with(List.of(KEY_80, KEY_32));
        MediaPlan plan = MediaPlan.of(ours, read).orElseThrow();
        assertThat(plan.lock().theirs().key()).isEqualTo(THEIRS);
        assertThat(plan.answer(ours).keys())
                .containsExactly(new MediaKey(4, MediaKey.Suite.AES_CM_128_HMAC_SHA1_32, KEY_32.key()));
        assertThat(plan.toString()).doesNotContain(THEIRS, KEY_32.key());
    }

    /** Keys by number, packets without proof, suites that nobody here knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS + "|2^20|1:4",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS + " UNENCRYPTED_SRTP",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:short",
                "a=crypto:1 F8_128_HMAC_SHA1_80 inline:" + THEIRS,
                "a=fingerprint:sha-256 AA:BB"
            })
    void whatWouldBeHalfEncryptedIsRefused(String line) {
        assertThat(Sdp.read(encrypted(line))).isEmpty();
    }

    private static MediaDescription ours(Flow flow, Codec codec) {
        return new MediaDescription(
                "192.0.2.9",
                16_500,
                16_501,
                List.of(Map.entry(codec.payloadType(), codec)),
                Map.of(),
                false,
                List.of(),
                flow);
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
        assertThat(MediaPlan.of(ours(wanted, Codec.PCMA), read).orElseThrow().flow())
                .isEqualTo(agreed);
    }

    @Test
    void anAddressOfZerosIsHold() {
        MediaDescription read = Sdp.read(OFFER.replace("192.0.2.7", "0.0.0.0")).orElseThrow();
        assertThat(read.holds()).isTrue();
        assertThat(MediaPlan.of(ours(Flow.SENDRECV, Codec.PCMA), read)
                        .orElseThrow()
                        .flow())
                .isEqualTo(Flow.RECVONLY);
    }

    @Test
    void withNothingInCommonThereIsNoPlan() {
        MediaDescription read = Sdp.read(OFFER).orElseThrow();
        assertThat(MediaPlan.of(ours(Flow.SENDRECV, Codec.PCMU), read)).isEmpty();
        assertThat(Sdp.read("v=0\r\n")).isEmpty();
        assertThat(Sdp.read(OFFER.replace("RTP/AVP", "RTP/SAVP").replace("m=video", "m=image")))
                .as("encrypted, and no key")
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
