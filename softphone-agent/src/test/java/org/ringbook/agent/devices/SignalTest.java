package org.ringbook.agent.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each ring and tone is heard, begins and ends softly, is never clipped, and is as loud as wanted. */
class SignalTest {

    private static final int RATE = 16_000;

    @ParameterizedTest
    @EnumSource(Signal.class)
    void itIsHeardAndDoesNotClick(Signal signal) {
        short[] loud = signal.samples(RATE, 1);
        assertThat(peak(loud)).isBetween(8_000, 20_000);
        assertThat(Math.abs(loud[0])).isLessThan((short) 200);
        assertThat(Math.abs(loud[loud.length - 1])).isLessThan((short) 400);
        assertThat(peak(signal.samples(RATE, 0.5))).isBetween(peak(loud) / 2 - 2, peak(loud) / 2 + 2);
        assertThat(peak(signal.samples(RATE, 0))).isZero();
    }

    private static int peak(short[] samples) {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
