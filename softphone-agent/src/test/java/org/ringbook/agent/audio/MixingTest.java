package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound that is put together: the other one of three, and keys as tones. */
class MixingTest {

    @ParameterizedTest
    @CsvSource({"8000, 8000", "8000, 16000", "16000, 8000", "48000, 8000", "8000, 48000", "48000, 48000", "16000, 16000"
    })
    void theOtherOneIsHeardInACallOfAnyCodec(int from, int to) {
        var patch = new Patch();
        short[] tone = Tones.tone(700, from, 2);
        short[] heard = Tones.tone(1100, to, 2);
        for (int i = 0; i < 200; i++) {
            patch.put(Arrays.copyOfRange(tone, i * from / 100, (i + 1) * from / 100), from);
            short[] frame = Arrays.copyOfRange(heard, i * to / 100, (i + 1) * to / 100);
            patch.addTo(frame, to);
            System.arraycopy(frame, 0, heard, i * to / 100, frame.length);
        }
        assertThat(Tones.strength(heard, to, 700, 0.1, 1.9)).isGreaterThan(3500);
        assertThat(Tones.strength(heard, to, 1100, 0.1, 1.9)).isGreaterThan(3500);
    }

    @Test
    void whoIsNotListenedToIsNotHeardLate() {
        var patch = new Patch();
        for (int i = 0; i < 500; i++) {
            patch.put(new short[160], 16_000);
        }
        patch.put(Tones.tone(700, 16_000, 0.05), 16_000);
        short[] heard = new short[16_000 / 10];
        patch.addTo(heard, 16_000);
        assertThat(Tones.strength(heard, 16_000, 700, 0.05, 0.1)).isGreaterThan(3500);
    }

    @Test
    void tooLoudTogetherIsLoudAndNoNoise() {
        var patch = new Patch();
        short[] loud = new short[160];
        Arrays.fill(loud, (short) 30_000);
        patch.put(loud, 16_000);
        patch.addTo(loud, 16_000);
        assertThat(loud).containsOnly(Short.MAX_VALUE);
    }

    @Test
    void aKeyIsTwoTonesAndTwoKeysAreApart() {
        var tones = new KeyTones();
        tones.press("5#");
        short[] said = new short[8000];
        for (int at = 0; at < said.length; at += 160) {
            short[] frame = new short[160];
            tones.into(frame, 8000);
            System.arraycopy(frame, 0, said, at, 160);
        }
        assertThat(Tones.strength(said, 8000, 770, 0.01, 0.11)).isGreaterThan(2500);
        assertThat(Tones.strength(said, 8000, 1336, 0.01, 0.11)).isGreaterThan(2500);
        assertThat(Tones.strength(said, 8000, 770, 0.13, 0.19)).isLessThan(50);
        assertThat(Tones.strength(said, 8000, 941, 0.21, 0.31)).isGreaterThan(2500);
        assertThat(Tones.strength(said, 8000, 1477, 0.21, 0.31)).isGreaterThan(2500);
        assertThat(Tones.strength(said, 8000, 941, 0.45, 0.9)).isLessThan(50);
    }
}
