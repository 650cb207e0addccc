package org.ringbook.recordings.audio;

import java.io.IOException;
import java.io.InputStream;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/** The samples of a WAV file as 16-bit numbers, piece by piece: left and right take turns when there are two. For one thread. */
final class Samples {

    private static final int FRAMES = 8192;
    private static final short[] A_LAW = table(Samples::ofALaw);
    private static final short[] MU_LAW = table(Samples::ofMuLaw);

    private final WavFile wav;
    private final InputStream in;
    private final byte[] bytes;
    private final short[] samples;
    private long left;

    /** @param in at the first byte of the samples */
    Samples(WavFile wav, InputStream in) throws NotAudio {
        if (wav.coding() == WavFile.GSM) {
            throw new NotAudio("unknown_coding");
        }
        this.wav = wav;
        this.in = in;
        this.bytes = new byte[FRAMES * wav.frameBytes()];
        this.samples = new short[FRAMES * wav.channels()];
        this.left = wav.frames();
    }

    /** The same array every time. */
    short[] array() {
        return samples;
    }

    /** @return how many frames there are in the array now; 0 at the end */
    int next() throws IOException {
        int frames = (int) Math.min(FRAMES, left);
        int read = in.readNBytes(bytes, 0, frames * wav.frameBytes()) / wav.frameBytes();
        left -= frames;
        decode(read * wav.channels());
        return read;
    }

    private void decode(int count) {
        switch (wav.coding()) {
            case WavFile.A_LAW -> look(A_LAW, count);
            case WavFile.MU_LAW -> look(MU_LAW, count);
            default -> {
                if (wav.bits() == 16) {
                    for (int i = 0, at = 0; i < count; i++, at += 2) {
                        samples[i] = (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        samples[i] = (short) ((bytes[i] & 0xff) - 128 << 8);
                    }
                }
            }
        }
    }

    private void look(short[] table, int count) {
        for (int i = 0; i < count; i++) {
            samples[i] = table[bytes[i] & 0xff];
        }
    }

    private interface Decoding {
        int of(int code);
    }

    private static short[] table(Decoding decoding) {
        var table = new short[256];
        for (int code = 0; code < 256; code++) {
            table[code] = (short) decoding.of(code);
        }
        return table;
    }

    /** ITU-T G.711. */
    private static int ofALaw(int code) {
        int value = code ^ 0x55;
        int exponent = value >> 4 & 7;
        int mantissa = value & 15;
        int magnitude = exponent == 0 ? (mantissa << 4) + 8 : (mantissa << 4) + 0x108 << exponent - 1;
        return (value & 0x80) != 0 ? magnitude : -magnitude;
    }

    /** ITU-T G.711. */
    private static int ofMuLaw(int code) {
        int value = ~code & 0xff;
        int magnitude = ((value & 15) << 3) + 0x84 << (value >> 4 & 7);
        return (value & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84;
    }
}
