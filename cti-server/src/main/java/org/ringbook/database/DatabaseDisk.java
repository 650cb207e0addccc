package org.ringbook.database;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The disk under the server's own database: whether there is room on it. Any thread; each answer asks the disk. */
@Component
public class DatabaseDisk {

    private static final long MEGABYTE = 1024 * 1024;
    /** PostgreSQL takes new room for its journal 16 MB at a time, and needs some of it to start at all. */
    private static final long FULL_BELOW = 32 * MEGABYTE;

    private static final long LOW_BELOW = 512 * MEGABYTE;

    private final Path home;

    @Autowired
    DatabaseDisk(DatabaseSettings settings) {
        this(
                settings.database().isSet()
                        ? null
                        : settings.home().toAbsolutePath().normalize());
    }

    /** @param home null when the database is not the server's own */
    DatabaseDisk(Path home) {
        this.home = home;
    }

    /** The folder of the server's own database; empty when it uses one outside, of whose disk nothing is known here. */
    public Optional<Path> folder() {
        return Optional.ofNullable(home);
    }

    /** Room that is left, in whole megabytes; empty when it is not known. */
    public Optional<Long> freeMegabytes() {
        return usable().map(bytes -> bytes / MEGABYTE);
    }

    /** So little is left that PostgreSQL cannot be expected to write, or to start. */
    public boolean isFull() {
        return usable().filter(bytes -> bytes < FULL_BELOW).isPresent();
    }

    /** It will soon be full. */
    public boolean isLow() {
        return usable().filter(bytes -> bytes < LOW_BELOW).isPresent();
    }

    Optional<Long> usable() {
        try {
            return home == null ? Optional.empty() : Optional.of(store().getUsableSpace());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private FileStore store() throws IOException {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there);
    }
}
