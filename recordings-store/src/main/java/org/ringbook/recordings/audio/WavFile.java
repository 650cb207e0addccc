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
 * @param toldBytes how many bytes of samples its head tells
 */
record WavFile(
        int coding, int channels, int rate, int bits, int frameBytes, long dataAt, long dataBytes, long toldBytes) {

    static final int PCM = 1;
    static final int A_LAW = 6;
    static final int MU_LAW = 7;
    static final int GSM = 0x31;
    /** What stands in the place of the coding is told further behind. */
    private static final int EXTENSIBLE = 0xfffe;

    private static final int EXTENSIBLE_FORMAT = 40;

    private static final int SUBFORMAT_AT = 24;
    private static final int RIFF_LENGTH_AT = 4;
    private static final int RIFF_HEAD = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int MOST_CHUNKS = 100;
    private static final int GSM_BLOCK = 320;

    static WavFile read(RandomAccessFile in) throws IOException, NotAudio {
        WavFile told = readAsItIs(in);
        // While it is being written its length is not told, or is that of a moment ago.
        if (told.toldBytes > told.dataBytes || told.toldBytes == 0) {
            throw new NotAudio("cut_off");
        }
        return told;
    }

    /** Whatever length its head tells: what is there counts. */
    static WavFile readAsItIs(RandomAccessFile in) throws IOException, NotAudio {
        long length = in.length();
        long at = RIFF_HEAD;
        WavFile format = null;
        for (int chunk = 0; chunk < MOST_CHUNKS && at + CHUNK_HEAD <= length; chunk++) {
            in.seek(at);
            String id = text(in);
            long size = Integer.toUnsignedLong(little(in, 4));
            if (id.equals("fmt ") && size >= 16 && at + CHUNK_HEAD + 16 <= length) {
                format = format(in, size);
            } else if (id.equals("data")) {
                return data(format, at + CHUNK_HEAD, size, length);
            }
            at += CHUNK_HEAD + size + size % 2;
        }
        throw new NotAudio("cut_off");
    }

    private static WavFile data(WavFile format, long at, long size, long length) throws NotAudio {
        if (format == null) {
            throw new NotAudio("not_sound");
        }
        if (size == 0 && at >= length) {
            throw new NotAudio("empty");
        }
        if (at >= length) {
            throw new NotAudio("cut_off");
        }
        long there = size == 0 ? length - at : Math.min(size, length - at);
        return new WavFile(
                format.coding, format.channels, format.rate, format.bits, format.frameBytes, at, there, size);
    }

    /**
     * Makes the head of a file that nobody writes any more tell the length that it has.
     *
     * @return whether sound is missing at its end; not so when its head only counted itself, too
     * @throws NotAudio when no sound is in it
     */
    static boolean mend(RandomAccessFile file) throws IOException, NotAudio {
        WavFile wav = readAsItIs(file);
        if (wav.toldBytes == wav.dataBytes) {
            return false;
        }
        long whole = wav.dataBytes / wav.frameBytes * wav.frameBytes;
        if (whole == 0) {
            throw new NotAudio("empty");
        }
        file.setLength(wav.dataAt + whole);
        little(file, RIFF_LENGTH_AT, wav.dataAt + whole - CHUNK_HEAD);
        little(file, wav.dataAt - 4, whole);
        boolean countedItself = wav.toldBytes > wav.dataBytes && wav.toldBytes - wav.dataBytes <= wav.dataAt;
        return !countedItself;
    }

    private static void little(RandomAccessFile file, long at, long value) throws IOException {
        file.seek(at);
        for (int i = 0; i < 4; i++) {
            file.write((int) (value >>> 8 * i) & 0xff);
        }
    }

    private static WavFile format(RandomAccessFile in, long size) throws IOException, NotAudio {
        long at = in.getFilePointer();
        int coding = little(in, 2);
        int channels = little(in, 2);
        int rate = little(in, 4);
        little(in, 4);
        int frameBytes = little(in, 2);
        int bits = little(in, 2);
        if (coding == EXTENSIBLE && size >= EXTENSIBLE_FORMAT && at + EXTENSIBLE_FORMAT <= in.length()) {
            in.seek(at + SUBFORMAT_AT);
            coding = little(in, 2);
        }
        boolean known = switch (coding) {
            case PCM -> (bits == 8 || bits == 16) && frameBytes == channels * bits / 8;
            case A_LAW, MU_LAW -> bits == 8 && frameBytes == channels;
            case GSM -> channels == 1 && frameBytes == 65;
            default -> false;
        };
        if (!known || channels < 1 || channels > 2 || rate < 4_000 || rate > 192_000) {
            throw new NotAudio("unknown_coding");
        }
        return new WavFile(coding, channels, rate, bits, frameBytes, 0, 0, 0);
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
