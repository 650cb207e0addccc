package org.ringbook.lab;

/** How strong one pitch is in a stretch of 8 kHz sound (Goertzel). */
public final class Pitch {

    private static final int RATE = 8000;

    private Pitch() {}

    /**
     * @param samples channels interleaved
     * @param channel left is 0
     */
    public static double strength(
            short[] samples, int channel, int channels, int hertz, double fromSecond, double toSecond) {
        double turn = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double last = 0;
        double before = 0;
        int from = (int) (fromSecond * RATE);
        int to = Math.min((int) (toSecond * RATE), samples.length / channels);
        for (int i = from; i < to; i++) {
            double now = samples[i * channels + channel] + turn * last - before;
            before = last;
            last = now;
        }
        return Math.sqrt(Math.max(0, last * last + before * before - turn * last * before)) / Math.max(1, to - from);
    }
}
