package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the files of the store lie: a folder here, or a bucket elsewhere. Names are those of the store. Any thread. */
interface StorageBackend {

    /** A new file on this machine, for what {@link #take} is to take over. */
    Path newFile() throws IOException;

    /** Removes what {@link #newFile} made and a killed server left; before anything is kept. */
    void clearLeftovers() throws IOException;

    /** The file lies there for good when this returns, dated so, and is gone from where it was; it stays when this fails. */
    void take(Path file, String name, Instant at) throws IOException;

    /** The file, which is there, is dated so from now on. */
    void date(String name, Instant at) throws IOException;

    /** Bytes of the file; empty when there is none. */
    Optional<Long> size(String name) throws IOException;

    /**
     * @param from first byte, from 0
     * @param count bytes; both lie within the size
     */
    InputStream read(String name, long from, long count) throws IOException;

    /** When it was kept, as the place has it; empty when it does not say. */
    Optional<Instant> dated(String name) throws IOException;

    /** Does nothing when it is not there. */
    void remove(String name) throws IOException;

    /** Everything that lies there and is none of our own files under way, as {@link #where} has it. */
    void all(Consumer<String> found) throws IOException;

    /** How a file of that name stands among {@link #all}. */
    String where(String name);

    /** Bytes that are left there; empty where no end is known. */
    Optional<Long> usable() throws IOException;

    /** Those of {@link #newFile} in a folder. */
    static void clearLeftovers(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "new-*.part")) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** It did not answer, or not as it should: nothing is known of the files in it. */
    final class Unreachable extends IOException {

        /** @param message for the administrator, without a secret */
        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The file of that name, where the place is a folder of this machine; nobody may write into it. */
    default Optional<Path> file(String name) {
        return Optional.empty();
    }
}
