package org.ringbook.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The server cannot start for want of its database. */
class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How the system says it, also through the words of PostgreSQL's programs. */
    private static final String NO_ROOM = "No space left on device";

    private final String action;

    /**
     * @param message what went wrong, in words
     * @param action what to do about it
     */
    DatabaseUnavailable(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    DatabaseUnavailable(String message, String action) {
        this(message, action, null);
    }

    /** Why the server's own database does not start. */
    static DatabaseUnavailable of(IOException failed, Path home, DatabaseDisk disk) {
        // What was begun and did not fit is taken away again, so there may be room by now.
        if (disk.isFull() || String.valueOf(failed.getMessage()).contains(NO_ROOM)) {
            return new DatabaseUnavailable(
                    "There is no room for the database on the disk with " + home + ": "
                            + disk.freeMegabytes().orElse(0L) + " MB are free.",
                    "Make room there (a new database takes 150 MB, and its calls come on top), or name a folder on another"
                            + " disk with ringbook.home. Then start again; what was written is safe.",
                    failed);
        }
        if (failed instanceof FileSystemException) {
            return new DatabaseUnavailable(
                    "The folder " + home + " cannot be used: " + failed + ".",
                    "Give the user who runs Ringbook the right to write there, or name another with ringbook.home.",
                    failed);
        }
        return new DatabaseUnavailable(
                "The database in " + home + " does not start. " + failed.getMessage(),
                "See the files in " + home.resolve("postgres/log") + ".",
                failed);
    }

    String action() {
        return action;
    }
}
