package org.ringbook.recordings.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a complete sound file is. Whoever sent it may have sent anything: only its head and its frames are looked at, in bounded
 * memory.
 *
 * @param format media type: "audio/wav", "audio/mpeg", "audio/ogg"
 * @param seconds length, to the millisecond
 * @param cut whether sound is missing at its end: whoever wrote it was stopped
 */
public record AudioFile(String format, int channels, BigDecimal seconds, boolean cut) {

    public static final String WAV = "audio/wav";
    public static final String MP3 = "audio/mpeg";
    public static final String OGG = "audio/ogg";

    private static final int MAGIC = 64;

    /**
     * Looks at a file that somebody sent.
     *
     * @throws NotAudio when it is no sound, is cut off, or holds nothing
     */
    public static AudioFile examine(Path file) throws IOException, NotAudio {
        return examine(file, false);
    }

    /**
     * Looks at a file that nobody writes any more. Where its head tells another length than it has, the head is mended.
     *
     * @throws NotAudio when it is no sound, or holds nothing
     */
    public static AudioFile examineStanding(Path file) throws IOException, NotAudio {
        boolean cut;
        try (var both = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] magic = new byte[4];
            boolean wav = both.length() > 4
                    && both.read(magic) == 4
                    && new String(magic, StandardCharsets.ISO_8859_1).equals("RIFF");
            cut = wav && WavFile.mend(both);
        }
        AudioFile examined = examine(file, true);
        return new AudioFile(examined.format, examined.channels, examined.seconds, cut || examined.cut);
    }

    private static AudioFile examine(Path file, boolean standing) throws IOException, NotAudio {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() == 0) {
                throw new NotAudio("empty");
            }
            byte[] magic = new byte[(int) Math.min(MAGIC, in.length())];
            in.readFully(magic);
            in.seek(0);
            String text = new String(magic, StandardCharsets.ISO_8859_1);
            if (text.startsWith("RIFF")) {
                WavFile wav = WavFile.read(in);
                return new AudioFile(WAV, wav.channels(), seconds(wav.frames(), wav.rate()), false);
            }
            if (text.startsWith("OggS")) {
                OggFile ogg = OggFile.read(in, standing);
                return new AudioFile(OGG, ogg.channels(), seconds(ogg.samples(), ogg.rate()), ogg.cut());
            }
            if (Mp3File.begins(magic)) {
                Mp3File mp3 = Mp3File.read(in);
                return new AudioFile(MP3, mp3.channels(), seconds(mp3.samples(), mp3.rate()), false);
            }
            throw new NotAudio(
                    text.stripLeading().startsWith("<") || text.stripLeading().startsWith("{")
                            ? "page_instead"
                            : "not_sound");
        }
    }

    /** The same, and cut when this is so. */
    public AudioFile cutIf(boolean also) {
        return new AudioFile(format, channels, seconds, cut || also);
    }

    private static BigDecimal seconds(long samples, int rate) throws NotAudio {
        if (samples <= 0) {
            throw new NotAudio("empty");
        }
        return BigDecimal.valueOf(samples).divide(BigDecimal.valueOf(rate), 3, RoundingMode.HALF_UP);
    }

    /**
     * Two files of one side each → one of two channels, 16 bits.
     *
     * @param left the outside party's
     */
    public static void join(Path left, Path right, Path into) throws IOException, NotAudio {
        Stereo.join(left, right, into);
    }

    /** It is no sound that anybody could listen to. */
    public static final class NotAudio extends Exception {

        private final String reason;

        /** @param reason stable word: {@code recording.reason.REASON} in both languages */
        public NotAudio(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
