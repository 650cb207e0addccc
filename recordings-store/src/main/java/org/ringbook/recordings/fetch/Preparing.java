package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.recordings.audio.AudioAnalysis;
import org.ringbook.recordings.audio.AudioFile;
import org.ringbook.recordings.audio.Ffmpeg;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.DiskSpace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with the files that were fetched before their sound is kept. Any thread. */
final class Preparing {

    private static final Logger LOG = LoggerFactory.getLogger(Preparing.class);

    private final AudioStore store;
    private final DiskSpace space;
    private final Ffmpeg ffmpeg = Ffmpeg.ofThisMachine();

    Preparing(AudioStore store) {
        this.store = store;
        this.space = store.diskSpace();
    }

    /** @return null when it can be heard, but nobody here can read it */
    AudioAnalysis analyse(Path file, AudioFile audio, Path folder) throws InterruptedException {
        try {
            if (audio.format().equals(AudioFile.WAV)) {
                return AudioAnalysis.of(file);
            }
        } catch (IOException | AudioFile.NotAudio other) {
            LOG.debug("{}: not one of our codings", folder.getFileName(), other);
        }
        try {
            Path decoded = folder.resolve("decoded");
            ffmpeg.decode(file, decoded);
            AudioAnalysis analysis = AudioAnalysis.of(decoded);
            Files.delete(decoded);
            return analysis;
        } catch (IOException | AudioFile.NotAudio unreadable) {
            LOG.debug("{}: no waveform", folder.getFileName(), unreadable);
            return null;
        }
    }

    /**
     * One file that has all.
     *
     * @param sides digests of what it was made of; empty when it is what came
     */
    record Whole(Path file, List<String> sides, AudioFile audio) {}

    /**
     * Two sides that were recorded apart become one of two channels; what came is kept, too.
     *
     * @param standing whether nobody writes the files any more, whatever their heads tell
     */
    Whole whole(List<Path> files, Path folder, boolean standing) throws IOException, AudioFile.NotAudio {
        boolean cut = false;
        for (Path file : standing ? files : List.<Path>of()) {
            cut |= AudioFile.examineStanding(file).cut();
        }
        if (files.size() == 1) {
            return new Whole(
                    files.get(0),
                    List.of(),
                    standing ? AudioFile.examineStanding(files.get(0)).cutIf(cut) : AudioFile.examine(files.get(0)));
        }
        Path joined = folder.resolve("both");
        space.require(Files.size(files.get(0)) + Files.size(files.get(1)));
        AudioFile.join(files.get(0), files.get(1), joined);
        var sides = new ArrayList<String>();
        for (Path side : files) {
            sides.add(store.keep(side));
        }
        return new Whole(joined, sides, AudioFile.examine(joined).cutIf(cut));
    }
}
