package org.ringbook.recordings.sound;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * What a complete sound file is.
 *
 * @param format media type: "audio/wav", "audio/mpeg", …
 * @param seconds length, to the millisecond
 */
public record SoundFile(String format, int channels, BigDecimal seconds) {

    /**
     * Looks at a file that somebody sent.
     *
     * @throws NotSound when it is no sound, is cut off, or holds nothing
     */
    public static SoundFile examine(Path file) throws IOException, NotSound {
        try {
            AudioFileFormat format = AudioSystem.getAudioFileFormat(file.toFile());
            long millis = Math.round(
                    format.getFrameLength() * 1000.0 / format.getFormat().getFrameRate());
            return new SoundFile("audio/wav", format.getFormat().getChannels(), BigDecimal.valueOf(millis, 3));
        } catch (UnsupportedAudioFileException other) {
            throw new NotSound("not_sound");
        }
    }

    /** It is no sound that anybody could listen to. */
    public static final class NotSound extends Exception {

        private final String reason;

        /** @param reason stable word: {@code recording.reason.REASON} in both languages */
        public NotSound(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
