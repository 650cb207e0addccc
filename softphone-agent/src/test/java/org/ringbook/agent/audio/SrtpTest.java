package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.agent.phone.MediaKey;
import org.ringbook.agent.phone.MediaKey.Suite;

/** Encrypted packets, by the examples of RFC 3711, and what whoever has no key can do with them: nothing. */
class SrtpTest {

    private static final String MASTER = "E1F97A0D3E018BE0D64FA32C06DE4139" + "0EC675AD498AFEEBB6960B3AABE6";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static MediaKey key(Suite suite) {
        return new MediaKey(1, suite, Base64.getEncoder().encodeToString(hex(MASTER)));
    }

    private final Srtp there = new Srtp(key(Suite.AES_CM_128_HMAC_SHA1_80));
    private final Srtp here = new Srtp(key(Suite.AES_CM_128_HMAC_SHA1_80));

    private static byte[] packet(int sequence, int ssrc, String sound) {
        return new RtpPacket(8, false, sequence & 0xFFFF, 160L * sequence, ssrc, sound.getBytes()).bytes();
    }

    /** Appendix B.3. */
    @Test
    void keysAreDerivedAsTheStandardSays() {
        Srtp.Keys keys = Srtp.Keys.derived(hex(MASTER), 0);
        assertThat(keys.key().getEncoded()).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.salt()).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(keys.signature().getEncoded()).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    /** Appendix B.2. */
    @Test
    void soundIsEncryptedAsTheStandardSays() {
        var keys = new Srtp.Keys(
                new SecretKeySpec(hex("2B7E151628AED2A6ABF7158809CF4F3C"), "AES"),
                hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
                new SecretKeySpec(new byte[20], "HmacSHA1"));
        byte[] zeros = new byte[48];
        keys.crypt(zeros, 0, 48, 0, 0);
        assertThat(zeros)
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    /** The packet by which other implementations test themselves. */
    @Test
    void aWholePacketIsWhatOthersMakeOfIt() {
        byte[] plain = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
        assertThat(there.encrypted(plain))
                .isEqualTo(hex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"));
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void whatIsSaidIsHeardAlsoWhenNumbersBeginAnewAndPacketsOvertakeEachOther(Suite suite) {
        var says = new Srtp(key(suite));
        var hears = new Srtp(key(suite));
        byte[] late = null;
        for (int i = 65_500; i < 65_500 + 140_000; i++) {
            byte[] plain = packet(i, 7, "sound " + i);
            byte[] sent = says.encrypted(plain);
            assertThat(sent.length).isEqualTo(plain.length + suite.proof());
            if (i % 1000 == 35) {
                late = sent;
            } else {
                assertThat(hears.decrypted(sent)).as("packet %d", i).contains(plain);
                if (i % 1000 == 37) {
                    assertThat(hears.decrypted(late)).isPresent();
                }
            }
        }
    }

    @Test
    void whatCameOnceDoesNotComeAgain() {
        byte[] sent = there.encrypted(packet(1, 7, "transfer the money"));
        assertThat(here.decrypted(sent)).isPresent();
        assertThat(here.decrypted(sent)).isEmpty();
        byte[] report = there.encryptedReport(new byte[28]);
        assertThat(here.decryptedReport(report)).contains(new byte[28]);
        assertThat(here.decryptedReport(report)).isEmpty();
    }

    @Test
    void whatWasChangedOnTheWayIsNotHeard() {
        byte[] sent = there.encrypted(packet(1, 7, "one hundred"));
        byte[] report = there.encryptedReport(new byte[40]);
        for (int i = 0; i < sent.length; i++) {
            byte[] changed = sent.clone();
            changed[i] ^= 1;
            assertThat(here.decrypted(changed)).as("byte %d", i).isEmpty();
        }
        for (int i = 0; i < report.length; i++) {
            byte[] changed = report.clone();
            changed[i] ^= 1;
            assertThat(here.decryptedReport(changed)).as("byte %d", i).isEmpty();
        }
        assertThat(here.decrypted(sent)).isPresent();
    }

    @Test
    void nothingOfTheSoundCanBeRead() {
        byte[] sent = there.encrypted(packet(1, 7, "my card number is 4000 1234"));
        assertThat(new String(sent, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("card");
    }

    @Test
    void rubbishIsSurvived() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThat(here.decrypted(bytes)).isEmpty();
            assertThat(here.decryptedReport(bytes)).isEmpty();
        }
    }
}
