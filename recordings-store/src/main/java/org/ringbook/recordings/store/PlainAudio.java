package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Audio that lies in the store as it came. */
record PlainAudio(StorageBackend backend, String name, long length) implements StoredAudio {

    /** Empty when there is no file of that name. */
    static Optional<StoredAudio> open(StorageBackend backend, String name) throws IOException {
        return backend.size(name).map(length -> new PlainAudio(backend, name, length));
    }

    @Override
    public InputStream read(long from, long count) throws IOException {
        return count == 0 ? InputStream.nullInputStream() : backend.read(name, from, count);
    }

    @Override
    public Optional<Path> file() {
        return backend.file(name);
    }
}
