package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
        short[] heard = through(there, here, Tones.tone(1000, rate, 1), rate);
        assertThat(heard).hasSize(rate);
        assertThat(Tones.strength(heard, rate, 1000, 0.1, 0.9)).isBetween(3700.0, 4300.0);
        assertThat(Tones.strength(heard, rate, 1700, 0.1, 0.9)).isLessThan(40);
    }

    private static short[] through(VoiceCodec there, VoiceCodec here, short[] said, int rate) {
        int frame = rate / 50;
        short[] heard = new short[said.length];
        for (int at = 0; at + frame <= said.length; at += frame) {
            short[] one = here.decode(there.encode(Arrays.copyOfRange(said, at, at + frame)));
            System.arraycopy(one, 0, heard, at, one.length);
        }
        return heard;
    }

    /** Of every tenth packet what the next one tells is heard, and it is far nearer to what was said than what would be made up. */
    @Test
    void opusTellsInEachPacketWhatTheOneBeforeWas() {
        var there = new Opus();
        var whole = new Opus();
        var told = new Opus();
        var madeUp = new Opus();
        double errorTold = 0;
        double errorMadeUp = 0;
        short[] missed = null;
        short[] said = voice(4);
        for (int at = 0; at + 960 <= said.length; at += 960) {
            byte[] packet = there.encode(Arrays.copyOfRange(said, at, at + 960));
            short[] heard = whole.decode(packet);
            if (missed != null) {
                errorTold += apart(missed, told.recovered(packet));
                errorMadeUp += apart(missed, madeUp.concealed(960));
            }
            boolean lost = at / 960 % 10 == 5;
            missed = lost ? heard : null;
            if (!lost) {
                told.decode(packet);
                madeUp.decode(packet);
            }
        }
        assertThat(errorTold).isLessThan(errorMadeUp / 2);
    }

    private static double apart(short[] one, short[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.pow(one[i] - other[i], 2);
        }
        return sum;
    }

    /** A hum with the overtones of a vowel, which rises and falls. */
    private static short[] voice(int seconds) {
        short[] said = new short[seconds * Opus.RATE];
        double turn = 0;
        for (int i = 0; i < said.length; i++) {
            double time = (double) i / Opus.RATE;
            double hertz = 120 + 20 * Math.sin(4 * Math.PI * time);
            turn += 2 * Math.PI * hertz / Opus.RATE;
            double sum = 0;
            for (int overtone = 1; overtone < 30; overtone++) {
                double strength = 1 / (1 + Math.pow((hertz * overtone - 600) / 300, 2))
                        + 0.5 / (1 + Math.pow((hertz * overtone - 1500) / 300, 2));
                sum += strength * Math.sin(overtone * turn);
            }
            said[i] = (short) (3000 * sum * (0.6 + 0.4 * Math.sin(6 * Math.PI * time)));
        }
        return said;
    }

    @Test
    void opusSendsNothingWhileNobodySpeaksIfTheOtherSideLikesItSo() {
        var codec = new Opus();
        codec.sends(true);
        int sent = 0;
        for (int i = 0; i < 200; i++) {
            sent += codec.encode(new short[960]).length > 0 ? 1 : 0;
        }
        assertThat(sent).isLessThan(60);
        assertThat(new Opus().encode(new short[960])).isNotEmpty();
        // A tone is no silence, however even it is.
        short[] tone = Tones.tone(500, Opus.RATE, 0.02);
        for (int i = 0; i < 200; i++) {
            assertThat(codec.encode(tone)).isNotEmpty();
        }
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
        if (codec == Codec.OPUS) {
            // What is no packet of Opus is made up for.
            var opus = VoiceCodec.of(codec);
            for (int at = 0; at + 400 < noise.length; at += 157) {
                assertThat(opus.decode(Arrays.copyOfRange(noise, at, at + at % 400)))
                        .isNotEmpty();
            }
        } else {
            assertThat(VoiceCodec.of(codec).decode(noise)).hasSize(noise.length * codec.sampleRate() / 8000);
        }
    }
}
