package org.ringbook.recordings.store;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/** Audio that lies encrypted in the store: of a range only the segments are read and decrypted that it lies in. */
record StreamedAudio(AesGcmHkdfStreaming streaming, byte[] bound, EncryptedFile encrypted, long length)
        implements StoredAudio {

    /** @throws IOException also when the file does not end where it was ended */
    static StreamedAudio open(AesGcmHkdfStreaming streaming, byte[] bound, EncryptedFile file) throws IOException {
        try (SeekableByteChannel plain = decrypting(streaming, bound, file, file.size())) {
            long length = plain.size();
            // Only the last segment says that it is the last one: without it a file that was cut off would just be
            // shorter.
            plain.position(Math.max(0, length - 1));
            if (plain.read(ByteBuffer.allocate(1)) != (length == 0 ? -1 : 1)) {
                throw Encryption.changed(null);
            }
            return new StreamedAudio(streaming, bound, file, length);
        }
    }

    private static SeekableByteChannel decrypting(
            AesGcmHkdfStreaming streaming, byte[] bound, EncryptedFile file, long end) throws IOException {
        try {
            return streaming.newSeekableDecryptingChannel(file.until(end), bound);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw Encryption.changed(changed);
        }
    }

    @Override
    public InputStream read(long from, long count) throws IOException {
        if (count == 0) {
            return InputStream.nullInputStream();
        }
        SeekableByteChannel plain = decrypting(streaming, bound, encrypted, endOfSegmentWith(from + count - 1));
        return new Range(plain.position(from), count);
    }

    /** Where in the file the segment ends that has this byte of the audio. */
    private long endOfSegmentWith(long at) {
        long segment = (at + streaming.getCiphertextOffset()) / streaming.getPlaintextSegmentSize();
        return (segment + 1) * streaming.getCiphertextSegmentSize();
    }

    /** So many bytes of a channel. */
    private static final class Range extends InputStream {

        private final SeekableByteChannel channel;
        private long left;

        Range(SeekableByteChannel channel, long count) {
            this.channel = channel;
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (left <= 0 || wanted == 0) {
                return left <= 0 ? -1 : 0;
            }
            int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(wanted, left)));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
