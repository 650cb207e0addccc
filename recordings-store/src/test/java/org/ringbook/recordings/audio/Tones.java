package org.ringbook.recordings.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sound files whose content is known. */
public final class Tones {

    public static final int RATE = 8000;

    private Tones() {}

    /** What one side says: a tone of so many hertz, from and to these seconds. */
    public record Said(double from, double to, int hertz) {}

    /** A WAV file with 16 bits and one channel for each side. */
    public static Path wav(Path into, double seconds, Said[]... sides) throws IOException {
        int frames = (int) Math.round(seconds * RATE);
        var samples = new short[frames * sides.length];
        for (int side = 0; side < sides.length; side++) {
            for (Said said : sides[side]) {
                for (int i = (int) (said.from * RATE); i < Math.min(frames, said.to * RATE); i++) {
                    samples[i * sides.length + side] = (short) (8000 * Math.sin(2 * Math.PI * said.hertz * i / RATE));
                }
            }
        }
        return write(into, sides.length, samples);
    }

    public static Said[] says(double from, double to, int hertz) {
        return new Said[] {new Said(from, to, hertz)};
    }

    private static Path write(Path into, int channels, short[] samples) throws IOException {
        var bytes = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) channels).putInt(RATE).putInt(RATE * channels * 2);
        bytes.putShort((short) (channels * 2)).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        return Files.write(into, bytes.array());
    }
}
