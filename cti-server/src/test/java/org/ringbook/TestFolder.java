package org.ringbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** Folders of servers that all tests share, and that nobody closes before the tests have ended. */
public final class TestFolder {

    private TestFolder() {}

    /** A new folder; it goes when the JVM ends, after the servers that write into it. */
    public static Path lasting(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            // Not a shutdown hook: those run all at once, while servers and databases still write.
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }
}
