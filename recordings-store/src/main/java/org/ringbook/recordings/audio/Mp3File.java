package org.ringbook.recordings.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/** MPEG audio, layer 3 (ISO 11172-3, 13818-3): all its frames, one after the other. */
record Mp3File(int channels, int rate, long samples) {

    private static final int[] BITRATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] BITRATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int BUFFER = 256 * 1024;
    /** What a writer or a tag may leave between frames. */
    private static final int MOST_NOISE = 64 * 1024;

    /** @param channels of the frame; 0 bytes for none */
    private record Frame(int bytes, int samples, int rate, int channels) {

        private static final Frame NONE = new Frame(0, 0, 0, 0);

        static Frame of(int head) {
            int version = head >>> 19 & 3;
            int layer = head >>> 17 & 3;
            int bitrate = head >>> 12 & 15;
            int rate = head >>> 10 & 3;
            if (head >>> 21 != 0x7ff || version == 1 || layer != 1 || bitrate == 0 || bitrate == 15 || rate == 3) {
                return NONE;
            }
            boolean first = version == 3;
            int hertz = RATES[rate] / (first ? 1 : version == 2 ? 2 : 4);
            int samples = first ? 1152 : 576;
            int kilobits = first ? BITRATES_1[bitrate] : BITRATES_2[bitrate];
            int bytes = samples / 8 * kilobits * 1000 / hertz + (head >>> 9 & 1);
            return new Frame(bytes, samples, hertz, (head >>> 6 & 3) == 3 ? 1 : 2);
        }
    }

    static boolean begins(byte[] magic) {
        boolean tag = magic.length > 9 && magic[0] == 'I' && magic[1] == 'D' && magic[2] == '3';
        return tag || magic.length > 3 && Frame.of(head(magic, 0)).bytes > 0;
    }

    private static int head(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    static Mp3File read(RandomAccessFile in) throws IOException, NotAudio {
        long length = in.length();
        long at = afterTag(in);
        byte[] buffer = new byte[BUFFER];
        long samples = 0;
        int noise = 0;
        Frame first = null;
        long bufferAt = -1;
        int filled = 0;
        while (at + 4 <= length) {
            if (bufferAt < 0 || at + 4 > bufferAt + filled) {
                in.seek(at);
                bufferAt = at;
                filled = in.read(buffer);
            }
            Frame frame = Frame.of(head(buffer, (int) (at - bufferAt)));
            if (frame.bytes == 0) {
                at++;
                noise++;
                if (first == null && noise > MOST_NOISE) {
                    throw new NotAudio("not_sound");
                }
            } else if (at + frame.bytes > length) {
                break;
            } else {
                first = first == null ? frame : first;
                samples += frame.samples;
                at += frame.bytes;
            }
        }
        if (first == null) {
            throw new NotAudio("not_sound");
        }
        return new Mp3File(first.channels, first.rate, samples);
    }

    private static long afterTag(RandomAccessFile in) throws IOException {
        byte[] head = new byte[10];
        in.seek(0);
        if (in.read(head) < 10 || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
            return 0;
        }
        long size = 0;
        for (int i = 6; i < 10; i++) {
            size = size << 7 | head[i] & 0x7f;
        }
        return 10 + size;
    }
}
