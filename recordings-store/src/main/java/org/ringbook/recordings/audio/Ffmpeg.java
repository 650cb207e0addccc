package org.ringbook.recordings.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program ffmpeg, where the machine has it: it reads what we do not. Any thread; the caller waits. */
public final class Ffmpeg {

    private static final long PATIENCE_MINUTES = 10;

    private final Path program;

    private Ffmpeg(Path program) {
        this.program = program;
    }

    /** @return one that can do nothing when the machine has none */
    public static Ffmpeg ofThisMachine() {
        return in(System.getenv("PATH"));
    }

    /** @param path folders of programs, as in the environment; may be null */
    public static Ffmpeg in(String path) {
        return new Ffmpeg(Stream.of((path == null ? "" : path).split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "ffmpeg"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null));
    }

    public boolean there() {
        return program != null;
    }

    /** Any sound that it can read → a WAV file with 16 bits. */
    public void decode(Path sound, Path into) throws IOException, InterruptedException {
        run(List.of(
                "-i",
                "file:" + sound,
                "-map",
                "0:a:0",
                "-c:a",
                "pcm_s16le",
                "-ar",
                "8000",
                "-f",
                "wav",
                "file:" + into));
    }

    /** Any sound that it can read → Opus in Ogg, for ears. */
    public void compact(Path sound, Path into) throws IOException, InterruptedException {
        run(List.of(
                "-i", "file:" + sound, "-map", "0:a:0", "-c:a", "libopus", "-b:a", "24k", "-f", "ogg", "file:" + into));
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        if (program == null) {
            throw new IOException("There is no ffmpeg on this machine.");
        }
        // What somebody sent may name other files and addresses: none but the one it lies in is opened.
        var command = new java.util.ArrayList<>(
                List.of(program.toString(), "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("ffmpeg could not read the sound.");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
