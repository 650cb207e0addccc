package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Sound that is kept, whatever it is kept in and whether it is encrypted there. Any thread. */
public interface StoredAudio {

    /** Bytes of the sound. */
    long length();

    /**
     * @param from first byte, from 0
     * @param count bytes; both lie within the length
     */
    InputStream read(long from, long count) throws IOException;

    /** The file that holds these very bytes and nothing else, for those who can send one without reading it. */
    default Optional<Path> file() {
        return Optional.empty();
    }
}
