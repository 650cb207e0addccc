package org.ringbook.agent.audio;

import java.io.IOException;
import java.nio.file.Path;

/** Sound that can be told from other sound: one pitch, or how strong one is (Goertzel). */
public final class Tones {

    private Tones() {}

    public static short[] tone(int hertz, int rate, double seconds) {
        short[] samples = new short[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /** 0 for nothing, about 4000 for a whole tone of ours. */
    public static double strength(short[] samples, int rate, int hertz, double fromSecond, double toSecond) {
        double turn = 2 * Math.cos(2 * Math.PI * hertz / rate);
        double last = 0;
        double before = 0;
        int from = (int) (fromSecond * rate);
        int to = Math.min((int) (toSecond * rate), samples.length);
        for (int i = from; i < to; i++) {
            double now = samples[i] + turn * last - before;
            before = last;
            last = now;
        }
        return Math.sqrt(Math.max(0, last * last + before * before - turn * last * before)) / Math.max(1, to - from);
    }

    public static Path wav(Path file, int rate, short[] samples) throws IOException {
        try (var writer = new WavFile.Writer(file, rate)) {
            writer.write(samples);
        }
        return file;
    }

    /** How strong a pitch is in the quarter of a second in which it is strongest: a buffer that gives way moves its phase. */
    public static double loudest(Path file, int hertz) throws IOException {
        WavFile wav = WavFile.read(file);
        double most = 0;
        for (double from = 0; (from + 0.25) * wav.rate() <= wav.samples().length; from += 0.25) {
            most = Math.max(most, strength(wav.samples(), wav.rate(), hertz, from, from + 0.25));
        }
        return most;
    }

    /** How strong a pitch is in a whole recording, or in the stretch of it that is wanted. */
    public static double heard(Path file, int hertz) throws IOException {
        WavFile wav = WavFile.read(file);
        return strength(wav.samples(), wav.rate(), hertz, 0, wav.samples().length);
    }
}
