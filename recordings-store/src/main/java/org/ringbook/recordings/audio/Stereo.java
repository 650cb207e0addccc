package org.ringbook.recordings.audio;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/** Two files of one side each → one WAV file of two channels. */
final class Stereo {

    static final int HEAD = 44;

    private Stereo() {}

    static void join(Path left, Path right, Path into) throws IOException, NotAudio {
        WavFile one = head(left);
        WavFile two = head(right);
        if (one.channels() != 1 || two.channels() != 1 || one.rate() != two.rate()) {
            throw new NotAudio("sides_differ");
        }
        long frames = Math.max(one.frames(), two.frames());
        try (InputStream inLeft = at(left, one.dataAt());
                InputStream inRight = at(right, two.dataAt());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(into))) {
            out.write(head(2, one.rate(), frames));
            var samplesLeft = new Samples(one, inLeft);
            var samplesRight = new Samples(two, inRight);
            for (long done = 0; done < frames; ) {
                int more = write(samplesLeft, samplesRight, out);
                if (more == 0) {
                    break;
                }
                done += more;
            }
        }
    }

    private static int write(Samples left, Samples right, OutputStream out) throws IOException {
        int ofLeft = left.next();
        int ofRight = right.next();
        int frames = Math.max(ofLeft, ofRight);
        var bytes = ByteBuffer.allocate(frames * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            // The side that ended first is silent from then on.
            bytes.putShort(i < ofLeft ? left.array()[i] : 0).putShort(i < ofRight ? right.array()[i] : 0);
        }
        out.write(bytes.array());
        return frames;
    }

    /** Of a WAV file with 16 bits. */
    static byte[] head(int channels, int rate, long frames) {
        long data = frames * channels * 2;
        return ByteBuffer.allocate(HEAD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (data + HEAD - 8))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * 2)
                .putShort((short) (channels * 2))
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) data)
                .array();
    }

    private static WavFile head(Path file) throws IOException, NotAudio {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            return WavFile.read(in);
        }
    }

    private static InputStream at(Path file, long from) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        in.skipNBytes(from);
        return in;
    }
}
