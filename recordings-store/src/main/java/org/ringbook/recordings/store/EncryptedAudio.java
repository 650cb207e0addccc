package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Audio that lies in the store encrypted: a range of it is read from the piece on in which the range begins. */
record EncryptedAudio(StorageBackend backend, String name, Encryption.Head head) implements StoredAudio {

    /** Empty when there is no file of that name. */
    static Optional<StoredAudio> open(StorageBackend backend, String name, Encryption encryption) throws IOException {
        Optional<Long> size = backend.size(name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = backend.read(name, 0, Math.min(Encryption.HEAD, size.get()))) {
            return Optional.of(
                    new EncryptedAudio(backend, name, encryption.head(in.readNBytes(Encryption.HEAD), size.get())));
        }
    }

    @Override
    public long length() {
        return head.length();
    }

    @Override
    public InputStream read(long from, long count) throws IOException {
        if (count == 0) {
            return InputStream.nullInputStream();
        }
        long begin = head.pieceWith(from);
        long end = head.endOfPieceWith(from + count - 1);
        return head.open(backend.read(name, begin, end - begin), from, count);
    }
}
