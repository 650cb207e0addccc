package org.ringbook.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ringbook.files.PrivateFolder;
import org.ringbook.recordings.store.DiskSpace;
import org.ringbook.recordings.store.StoreFull;
import org.ringbook.refusals.Refused;

/** Where a file lies while it comes, within its limits. */
final class Uploads {

    private static final String ENDING = ".part";
    /** What a killed server left. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final int PIECE = 1 << 16;

    private final Path folder;
    private final DiskSpace disk;
    private final long largest;

    Uploads(Path folder, DiskSpace disk, long largest) {
        this.folder = folder;
        this.disk = disk;
        this.largest = largest;
    }

    /**
     * Takes all of it; whoever asked deletes the file.
     *
     * @throws Refused when it is too large, is empty, or the disk has no room
     */
    Path take(InputStream content) throws IOException {
        PrivateFolder.make(folder);
        clearForgotten();
        Path file = Files.createTempFile(folder, "file-", ENDING);
        try {
            copy(content, file);
            return file;
        } catch (StoreFull full) {
            Files.deleteIfExists(file);
            throw Refused.because("file", "attachments.full");
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    private void copy(InputStream content, Path file) throws IOException {
        disk.require(0);
        try (OutputStream out = disk.guard(Files.newOutputStream(file))) {
            byte[] piece = new byte[PIECE];
            long bytes = 0;
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                bytes += read;
                if (bytes > largest) {
                    throw Refused.because("file", "attachments.large", largest >> 20);
                }
                out.write(piece, 0, read);
            }
            if (bytes == 0) {
                throw Refused.because("file", "attachments.empty");
            }
        }
    }

    private void clearForgotten() throws IOException {
        Instant before = Instant.now().minus(FORGOTTEN);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "file-*" + ENDING)) {
            for (Path part : parts) {
                clear(part, before);
            }
        }
    }

    private static void clear(Path part, Instant before) throws IOException {
        try {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                Files.deleteIfExists(part);
            }
        } catch (NoSuchFileException ended) {
            // Another upload, which has just come to its end.
        }
    }
}
