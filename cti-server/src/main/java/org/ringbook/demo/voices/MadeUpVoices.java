package org.ringbook.demo.voices;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntPredicate;

/** Two made-up voices that take turns. Pure. */
public final class MadeUpVoices {

    public static final int RATE = 8000;

    private static final int LONGEST_SECONDS = 600;
    /** So few, that the same sound comes again and the store keeps it once. */
    private static final int PAIRS = 8;

    private MadeUpVoices() {}

    /** A whole conversation, as {@link #speak} writes it; at most ten minutes of it. */
    public static byte[] wav(long seconds, int pair) {
        var file = new ByteArrayOutputStream();
        try {
            speak(file, (int) Math.max(1, Math.min(LONGEST_SECONDS, seconds)), pair, frame -> false);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return file.toByteArray();
    }

    /**
     * Writes a whole WAV file: 8 kHz, two channels, the customer on the left.
     *
     * @param pair which two people speak; the same number is the same voices
     * @param silent tells of a frame, counted from 0, whether nothing is heard in it
     */
    public static void speak(OutputStream out, int seconds, int pair, IntPredicate silent) throws IOException {
        int frames = seconds * RATE;
        var chance = new Random(Math.floorMod(pair, PAIRS));
        out.write(head(frames));
        var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        double[] pitch = {105 + chance.nextInt(110), 105 + chance.nextInt(110)};
        int speaker = 1;
        int turnEnds = 0;
        int speaks = 0;
        for (int i = 0; i < frames; i++) {
            if (i >= turnEnds) {
                speaker = 1 - speaker;
                speaks = i + RATE * (10 + chance.nextInt(45)) / 10;
                turnEnds = speaks + RATE * (2 + chance.nextInt(8)) / 10;
            }
            short voice = i < speaks && !silent.test(i) ? voice(i, pitch[speaker]) : 0;
            bytes.clear();
            bytes.putShort(speaker == 0 ? voice : 0).putShort(speaker == 1 ? voice : 0);
            out.write(bytes.array());
        }
    }

    /** Harmonics of a voice, louder and softer as syllables are. */
    private static short voice(int at, double pitch) {
        double time = at / (double) RATE;
        double syllable = Math.max(0, Math.sin(2 * Math.PI * 3.7 * time) + 0.35 * Math.sin(2 * Math.PI * 1.3 * time));
        double melody = pitch * (1 + 0.06 * Math.sin(2 * Math.PI * 0.9 * time));
        double sound = 0;
        for (int harmonic = 1; harmonic <= 6; harmonic++) {
            sound += Math.sin(2 * Math.PI * melody * harmonic * time) / harmonic;
        }
        return (short) (4500 * syllable * sound);
    }

    private static byte[] head(int frames) {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + frames * 4)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(RATE)
                .putInt(RATE * 4)
                .putShort((short) 4)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(frames * 4)
                .array();
    }
}
