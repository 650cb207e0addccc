package org.ringbook.recordings.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/**
 * The head of a WAV file.
 *
 * @param coding 1 PCM, 6 A-law, 7 µ-law, 0x31 GSM 6.10
 * @param frameBytes bytes of one sample of all channels; of GSM, of one block of 320 samples
 * @param dataAt where the samples begin
 */
record WavFile(int coding, int channels, int rate, int bits, int frameBytes, long dataAt, long dataBytes) {

    static final int PCM = 1;
    static final int A_LAW = 6;
    static final int MU_LAW = 7;
    static final int GSM = 0x31;

    private static final int RIFF_HEAD = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int MOST_CHUNKS = 100;
    private static final int GSM_BLOCK = 320;

    static WavFile read(RandomAccessFile in) throws IOException, NotAudio {
        long length = in.length();
        long at = RIFF_HEAD;
        WavFile format = null;
        for (int chunk = 0; chunk < MOST_CHUNKS && at + CHUNK_HEAD <= length; chunk++) {
            in.seek(at);
            String id = text(in);
            long size = Integer.toUnsignedLong(little(in, 4));
            if (id.equals("fmt ") && size >= 16 && at + CHUNK_HEAD + 16 <= length) {
                format = format(in);
            } else if (id.equals("data")) {
                return data(format, at + CHUNK_HEAD, size, length);
            }
            at += CHUNK_HEAD + size + size % 2;
        }
        throw new NotAudio("cut_off");
    }

    /** While it is being written its length is not told, or is that of a moment ago. */
    private static WavFile data(WavFile format, long at, long size, long length) throws NotAudio {
        if (format == null) {
            throw new NotAudio("not_sound");
        }
        if (size == 0 && at >= length) {
            throw new NotAudio("empty");
        }
        if (at + size > length || size == 0) {
            throw new NotAudio("cut_off");
        }
        return new WavFile(format.coding, format.channels, format.rate, format.bits, format.frameBytes, at, size);
    }

    private static WavFile format(RandomAccessFile in) throws IOException, NotAudio {
        int coding = little(in, 2);
        int channels = little(in, 2);
        int rate = little(in, 4);
        little(in, 4);
        int frameBytes = little(in, 2);
        int bits = little(in, 2);
        boolean known = switch (coding) {
            case PCM -> (bits == 8 || bits == 16) && frameBytes == channels * bits / 8;
            case A_LAW, MU_LAW -> bits == 8 && frameBytes == channels;
            case GSM -> channels == 1 && frameBytes == 65;
            default -> false;
        };
        if (!known || channels < 1 || channels > 2 || rate < 4_000 || rate > 192_000) {
            throw new NotAudio("unknown_coding");
        }
        return new WavFile(coding, channels, rate, bits, frameBytes, 0, 0);
    }

    long frames() {
        long blocks = dataBytes / frameBytes;
        return coding == GSM ? blocks * GSM_BLOCK : blocks;
    }

    private static String text(RandomAccessFile in) throws IOException {
        byte[] four = new byte[4];
        in.readFully(four);
        return new String(four, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int little(RandomAccessFile in, int bytes) throws IOException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= in.readUnsignedByte() << 8 * i;
        }
        return value;
    }
}
