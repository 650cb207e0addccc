package org.ringbook.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.ringbook.recordings.audio.AudioAnalysis;

/** How long the waveform and the talk figures of an hour take. It prints, and asserts nothing. */
final class Waveform {

    private static final int RATE = 8000;

    private Waveform() {}

    static void run(int minutes) throws Exception {
        Path file = Files.createTempFile("hour", ".wav");
        byte[] sound = new byte[minutes * 60 * RATE * 4];
        new Random(1).nextBytes(sound);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(sound),
                            new AudioFormat(RATE, 16, 2, true, false),
                            (long) minutes * 60 * RATE),
                    AudioFileFormat.Type.WAVE,
                    out);
        }
        for (int round = 0; round < 6; round++) {
            long began = System.nanoTime();
            AudioAnalysis.peaks(file);
            long peaks = System.nanoTime();
            AudioAnalysis.of(file);
            System.out.printf(
                    "%d minutes, 8 kHz, stereo: waveform %.0f ms, waveform and talk figures %.0f ms%n",
                    minutes, (peaks - began) / 1e6, (System.nanoTime() - peaks) / 1e6);
        }
        Files.delete(file);
    }
}
