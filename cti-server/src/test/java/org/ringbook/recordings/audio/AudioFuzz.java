package org.ringbook.recordings.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Heads of WAV, MP3 and Ogg: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class AudioFuzz {

    private AudioFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path file = Files.createTempFile("ringbook-fuzz", ".audio");
        try {
            Files.write(file, input);
            look(file, false);
            look(file, true);
        } finally {
            Files.delete(file);
        }
    }

    private static void look(Path file, boolean standing) throws IOException {
        try {
            if (standing) {
                AudioFile.examineStanding(file);
            } else {
                AudioFile.examine(file);
            }
        } catch (AudioFile.NotAudio told) {
            // as it should be
        }
    }
}
