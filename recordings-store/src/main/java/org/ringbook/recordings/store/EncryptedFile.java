package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * An encrypted file as it lies in the store.
 *
 * @param head its first bytes, which every reading begins with
 * @param size of all of it
 */
record EncryptedFile(StorageBackend backend, String name, byte[] head, long size) {

    /** @param end exclusive; what lies behind it is not asked for */
    RangeChannel until(long end) {
        return new RangeChannel(this, Math.min(end, size));
    }

    InputStream read(long from, long end) throws IOException {
        return backend.read(name, from, end - from);
    }
}
