package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ringbook.recordings.Room;
import org.ringbook.recordings.sound.Ffmpeg;
import org.ringbook.recordings.sound.SoundFile;
import org.ringbook.recordings.sound.SoundLook;
import org.ringbook.recordings.store.SoundStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with the files that were fetched before their sound is kept. Any thread. */
final class Preparing {

    private static final Logger LOG = LoggerFactory.getLogger(Preparing.class);

    private final SoundStore store;
    private final Room room;
    private final Ffmpeg ffmpeg = Ffmpeg.ofThisMachine();

    Preparing(SoundStore store) {
        this.store = store;
        this.room = store.room();
    }

    /** @return null when it can be heard, but nobody here can read it */
    SoundLook look(Path file, SoundFile sound, Path folder) throws InterruptedException {
        try {
            if (sound.format().equals(SoundFile.WAV)) {
                return SoundLook.of(file);
            }
        } catch (IOException | SoundFile.NotSound other) {
            LOG.debug("{}: not one of our codings", folder.getFileName(), other);
        }
        try {
            Path decoded = folder.resolve("decoded");
            ffmpeg.decode(file, decoded);
            SoundLook look = SoundLook.of(decoded);
            Files.delete(decoded);
            return look;
        } catch (IOException | SoundFile.NotSound unreadable) {
            LOG.debug("{}: no waveform", folder.getFileName(), unreadable);
            return null;
        }
    }

    /** One file that has all: two sides that were recorded apart become one of two channels; what came is kept, too. */
    Path whole(List<Path> files, Path folder) throws IOException, SoundFile.NotSound {
        if (files.size() == 1) {
            return files.get(0);
        }
        Path joined = folder.resolve("both");
        room.require(Files.size(files.get(0)) + Files.size(files.get(1)));
        SoundFile.join(files.get(0), files.get(1), joined);
        for (Path side : files) {
            store.keep(side);
        }
        return joined;
    }
}
