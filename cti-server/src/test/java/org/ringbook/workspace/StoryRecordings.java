package org.ringbook.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.ringbook.TestFolder;
import org.ringbook.files.FileServer;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.recordings.fetch.RecordingFolder;
import org.springframework.context.annotation.Bean;

/** The folder in which the telephones of the stories leave their recordings. No stereotype: only who names it has it. */
class StoryRecordings {

    private static final Path FOLDER = TestFolder.lasting("ringbook-stories");
    private static final int RATE = 8000;

    @Bean
    RecordingFetcher.Provider recordingsOfStories() {
        return () -> List.of(new RecordingFolder(
                "story",
                FOLDER.toUri(),
                "/monitor",
                "",
                RecordingFolder.Sides.TOGETHER,
                FileServer.at(FOLDER.toUri(), "", "", "")));
    }

    /**
     * The customer speaks in the first half, ours in the second.
     *
     * @return how the PBX names the file
     */
    static String conversation(String name, int seconds) {
        return file(name, seconds, 2);
    }

    /** Both on one track. */
    static String mono(String name, int seconds) {
        return file(name, seconds, 1);
    }

    private static String file(String name, int seconds, int channels) {
        var bytes = ByteBuffer.allocate(seconds * RATE * 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < seconds * RATE; i++) {
            short speech = speech((double) i / RATE);
            boolean theirs = i < seconds * RATE / 2;
            bytes.putShort(theirs || channels == 1 ? speech : 0);
            if (channels == 2) {
                bytes.putShort(theirs ? 0 : speech);
            }
        }
        var stream = new AudioInputStream(
                new ByteArrayInputStream(bytes.array()),
                new AudioFormat(RATE, 16, channels, true, false),
                (long) seconds * RATE);
        try {
            AudioSystem.write(
                    stream, AudioFileFormat.Type.WAVE, FOLDER.resolve(name).toFile());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return "/monitor/" + name;
    }

    /** A tone as loud as words are: it comes and goes, but never for so long that it would count as a pause. */
    private static short speech(double at) {
        double loud = 0.35 + 0.65 * Math.abs(Math.sin(at * 7) * Math.sin(at * 1.3));
        return (short) (12_000 * loud * Math.sin(2 * Math.PI * 300 * at));
    }
}
