package org.ringbook.recordings.audio;

import java.io.IOException;

/** How loud each stretch of a sound gets. */
final class Loudness {

    private Loudness() {}

    /** Enough for the widest screen, and 8 kB a side. */
    static final int MOST = 4_000;
    /** Shorter ones say nothing more. */
    private static final int SHORTEST_MILLIS = 20;

    static Peaks of(WavFile wav, Samples samples) throws IOException {
        long frames = wav.frames();
        long perStretch = Math.max(wav.rate() * SHORTEST_MILLIS / 1000L, (frames + MOST - 1) / MOST);
        int stretches = (int) ((frames + perStretch - 1) / perStretch);
        int channels = wav.channels();
        var levels = new byte[stretches * channels];
        short[] array = samples.array();
        var loudest = new int[channels];
        long inStretch = 0;
        int stretch = 0;
        for (int read = samples.next(); read > 0; read = samples.next()) {
            int frame = 0;
            while (frame < read) {
                int count = (int) Math.min(read - frame, perStretch - inStretch);
                for (int channel = 0; channel < channels; channel++) {
                    loudest[channel] =
                            Math.max(loudest[channel], loudest(array, frame * channels + channel, count, channels));
                }
                frame += count;
                inStretch += count;
                if (inStretch == perStretch) {
                    put(levels, stretches, stretch++, loudest);
                    inStretch = 0;
                }
            }
        }
        if (inStretch > 0) {
            put(levels, stretches, stretch, loudest);
        }
        return new Peaks(channels, stretches, levels);
    }

    private static int loudest(short[] array, int from, int count, int step) {
        int most = 0;
        int least = 0;
        for (int i = 0, at = from; i < count; i++, at += step) {
            most = Math.max(most, array[at]);
            least = Math.min(least, array[at]);
        }
        return Math.max(most, -least);
    }

    private static void put(byte[] levels, int stretches, int stretch, int[] loudest) {
        for (int channel = 0; channel < loudest.length; channel++) {
            levels[channel * stretches + stretch] = (byte) Math.min(127, loudest[channel] >> 8);
            loudest[channel] = 0;
        }
    }
}
