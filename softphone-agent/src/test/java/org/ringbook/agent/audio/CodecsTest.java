package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agent.phone.Codec;

class CodecsTest {

    /** Each code stands for one size of sound, and that size for this code (ITU-T G.711). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyCodeComesBackAsItself(boolean aLaw) {
        var codec = new G711(aLaw);
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        byte[] again = codec.encode(codec.decode(all));
        for (int i = 0; i < 256; i++) {
            // µ-law has two codes for silence.
            boolean twoSilences = !aLaw && (i == 0x7F || i == 0xFF);
            assertThat(again[i]).as("code %x", i).isEqualTo(twoSilences ? (byte) 0xFF : all[i]);
        }
    }

    /** Values of the standard's own tables. */
    @Test
    void knownSizesAreWhatTheStandardSays() {
        assertThat(new G711(true).decode(new byte[] {(byte) 0xD5, 0x55, (byte) 0xAA, 0x2A, (byte) 0x80}))
                .containsExactly((short) 8, (short) -8, (short) 32_256, (short) -32_256, (short) 5504);
        assertThat(new G711(true).encode(new short[] {0, -1, 32_767, -32_768, 1000}))
                .containsExactly(0xD5, 0x55, 0xAA, 0x2A, 0xFA);
        assertThat(new G711(false).decode(new byte[] {(byte) 0xFF, 0x7F, (byte) 0x80, 0x00}))
                .containsExactly((short) 0, (short) 0, (short) 32_124, (short) -32_124);
        assertThat(new G711(false).encode(new short[] {0, 32_767, -32_768, 1000}))
                .containsExactly(0xFF, 0x80, 0x00, 0xCE);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aToneKeepsItsPitchAndItsStrength(Codec codec) {
        int rate = codec.sampleRate();
        VoiceCodec there = VoiceCodec.of(codec);
        VoiceCodec here = VoiceCodec.of(codec);
        short[] heard = here.decode(there.encode(Tones.tone(1000, rate, 1)));
        assertThat(heard).hasSize(rate);
        assertThat(Tones.strength(heard, rate, 1000, 0.1, 0.9)).isBetween(3800.0, 4200.0);
        assertThat(Tones.strength(heard, rate, 1700, 0.1, 0.9)).isLessThan(40);
    }

    @Test
    void wideSoundIsWide() {
        VoiceCodec codec = new G722();
        short[] heard = codec.decode(codec.encode(Tones.tone(6000, 16_000, 1)));
        assertThat(Tones.strength(heard, 16_000, 6000, 0.1, 0.9)).isGreaterThan(2500);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void anyBytesAreSoundAndNothingFails(Codec codec) {
        byte[] noise = new byte[50_000];
        new Random(7).nextBytes(noise);
        assertThat(VoiceCodec.of(codec).decode(noise)).hasSize(noise.length * codec.sampleRate() / 8000);
    }
}
