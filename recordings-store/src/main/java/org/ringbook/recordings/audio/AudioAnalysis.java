package org.ringbook.recordings.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/**
 * What is worked out of a sound, once.
 *
 * @param talk null where the sides are not apart
 */
public record AudioAnalysis(Peaks peaks, TalkFigures talk) {

    private static final int BUFFER = 256 * 1024;

    /**
     * @param file a complete WAV file
     * @throws NotAudio when its coding cannot be read
     */
    public static AudioAnalysis of(Path file) throws IOException, NotAudio {
        Peaks peaks = peaks(file);
        WavFile wav;
        try (var head = new RandomAccessFile(file.toFile(), "r")) {
            wav = WavFile.read(head);
        }
        try (InputStream in = samples(file, wav)) {
            return new AudioAnalysis(peaks, wav.channels() == 2 ? TalkAnalysis.of(wav, new Samples(wav, in)) : null);
        }
    }

    /** The waveform alone. */
    public static Peaks peaks(Path file) throws IOException, NotAudio {
        WavFile wav;
        try (var head = new RandomAccessFile(file.toFile(), "r")) {
            wav = WavFile.read(head);
        }
        try (InputStream in = samples(file, wav)) {
            return Loudness.of(wav, new Samples(wav, in));
        }
    }

    private static InputStream samples(Path file, WavFile wav) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.skipNBytes(wav.dataAt());
        return in;
    }
}
