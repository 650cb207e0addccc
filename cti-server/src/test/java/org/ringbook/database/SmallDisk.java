package org.ringbook.database;

import java.nio.file.Path;
import java.util.Optional;

/** A disk that is as full as a test wants it. */
public final class SmallDisk extends DatabaseDisk {

    private final Path home;
    private volatile long free;

    /** @param free megabytes */
    public SmallDisk(Path home, long free) {
        super(home);
        this.home = home;
        this.free = free;
    }

    /** The disk of a PostgreSQL outside, of which nothing is known. */
    public static DatabaseDisk outside() {
        return new DatabaseDisk((Path) null);
    }

    public void free(long megabytes) {
        free = megabytes;
    }

    @Override
    Optional<Long> usable() {
        return Optional.of(free << 20);
    }

    @Override
    public String toString() {
        return "SmallDisk[" + home + "]";
    }
}
