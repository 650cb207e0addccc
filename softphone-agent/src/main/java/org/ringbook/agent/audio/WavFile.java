package org.ringbook.agent.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sound in a file: WAV, 16 bits, mono.
 *
 * @param rate in Hz
 */
record WavFile(int rate, short[] samples) {

    private static final int HEADER = 44;
    private static final long LARGEST = 200_000_000;
    private static final int PCM = 1;

    /** @throws IOException also when it is no such file */
    static WavFile read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": too large");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < HEADER
                || !text(bytes, 0).equals("RIFF")
                || !text(bytes, 8).equals("WAVE")) {
            throw new IOException(file + ": not a WAV file");
        }
        int rate = 0;
        int at = 12;
        while (at + 8 <= bytes.limit()) {
            String chunk = text(bytes, at);
            int size = Math.max(0, Math.min(bytes.getInt(at + 4), bytes.limit() - at - 8));
            if (chunk.equals("fmt ") && size >= 16) {
                rate = rate(bytes, at + 8, file);
            } else if (chunk.equals("data") && rate > 0) {
                short[] samples = new short[size / 2];
                bytes.position(at + 8);
                bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
                return new WavFile(rate, samples);
            }
            at += 8 + size + size % 2;
        }
        throw new IOException(file + ": no sound in it");
    }

    private static String text(ByteBuffer bytes, int at) {
        byte[] four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.US_ASCII);
    }

    private static int rate(ByteBuffer bytes, int at, Path file) throws IOException {
        int rate = bytes.getInt(at + 4);
        if (bytes.getShort(at) != PCM || bytes.getShort(at + 2) != 1 || bytes.getShort(at + 14) != 16) {
            throw new IOException(file + ": needed is WAV, PCM, 16 bits, mono");
        }
        if (rate < 8000 || rate > 48_000) {
            throw new IOException(file + ": needed are 8000 to 48000 Hz");
        }
        return rate;
    }

    /** The same sound at another rate, by straight lines between the samples. */
    short[] at(int wanted) {
        if (wanted == rate) {
            return samples;
        }
        short[] other = new short[(int) ((long) samples.length * wanted / rate)];
        for (int i = 0; i < other.length; i++) {
            double place = (double) i * rate / wanted;
            int left = (int) place;
            int right = Math.min(left + 1, samples.length - 1);
            other[i] = (short) Math.round(samples[left] + (samples[right] - samples[left]) * (place - left));
        }
        return other;
    }

    /** Writes sound to a file as it comes; what is there is whole once it is closed. */
    static final class Writer implements AutoCloseable {

        private final Path file;
        private final int rate;
        private final OutputStream out;
        private int length;

        Writer(Path file, int rate) throws IOException {
            this.file = file;
            this.rate = rate;
            this.out = new java.io.BufferedOutputStream(Files.newOutputStream(file));
            out.write(header(0));
        }

        void write(short[] frame) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * frame.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(frame);
            try {
                out.write(bytes.array());
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            length += bytes.capacity();
        }

        private byte[] header(int size) {
            ByteBuffer to = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            to.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
            to.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
            to.putShort((short) PCM).putShort((short) 1).putInt(rate).putInt(2 * rate);
            to.putShort((short) 2).putShort((short) 16);
            to.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
            return to.array();
        }

        @Override
        public void close() {
            try {
                out.close();
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(header(length)), 0);
                }
            } catch (IOException notWhole) {
                throw new UncheckedIOException(notWhole);
            }
        }
    }
}
