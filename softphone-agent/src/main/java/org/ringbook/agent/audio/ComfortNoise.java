package org.ringbook.agent.audio;

import java.util.SplittableRandom;

/**
 * What is heard while the other side sends nothing because nobody speaks there: a soft noise as of their room, so that the line does
 * not seem dead (RFC 3389). Not for several threads.
 */
final class ComfortNoise {

    private static final double LOUDEST = 150;
    private static final double FIRST = 20;
    private static final double RISE = 1.02;
    /** A uniform noise, smoothed as below, has so much of its height as strength. */
    private static final double STRENGTH = 0.32;

    private final SplittableRandom random = new SplittableRandom(1);
    private double quietest = FIRST;
    private double strength = -1;
    private double last;

    /** From how soft it gets between words the noise of their room is known. */
    void heard(short[] sound) {
        double sum = 0;
        for (short sample : sound) {
            sum += (double) sample * sample;
        }
        double now = Math.sqrt(sum / Math.max(1, sound.length));
        quietest = Math.min(LOUDEST, Math.max(1, Math.min(now, quietest * RISE)));
    }

    /** @param level as the other side says it: 0 to 127 dB below the loudest; -1 when it says nothing */
    void is(int level) {
        strength = level < 0 ? -1 : Math.min(LOUDEST, 32_767 * Math.pow(10, -level / 20.0));
    }

    short[] make(int samples) {
        double height = (strength < 0 ? quietest : strength) / STRENGTH;
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            last = 0.5 * last + 0.5 * (2 * random.nextDouble() - 1);
            noise[i] = (short) (last * height);
        }
        return noise;
    }
}
