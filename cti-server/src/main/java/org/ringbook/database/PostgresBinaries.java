package org.ringbook.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs for this machine, unpacked beside the data. Not in the system's temporary folder: what clears
 * that would take a running database's files away.
 */
final class PostgresBinaries {

    private static final int BYTES_THAT_TELL = 1 << 18;

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}; unpacked when this version is not there yet. */
    static Path unpackedIn(Path home) throws IOException {
        Path folder = home.resolve("postgres-programs").resolve(version());
        if (!Files.isDirectory(folder)) {
            Path unfinished = folder.resolveSibling("unfinished");
            FileSystemUtils.deleteRecursively(folder.getParent());
            Files.createDirectories(unfinished);
            unpackInto(unfinished);
            Files.move(unfinished, folder);
        }
        return folder;
    }

    private static InputStream packed() throws IOException {
        String system = System.getProperty("os.name").split(" ")[0];
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    "Mac".equals(system) ? "Darwin" : system, System.getProperty("os.arch"));
        } catch (IllegalStateException noneForThisMachine) {
            throw new DatabaseUnavailable(
                    "There is no PostgreSQL in this program for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch") + ".",
                    "Install PostgreSQL and name it with ringbook.database.url.",
                    noneForThisMachine);
        }
    }

    /** The beginning tells the versions apart: PostgreSQL's own programs come first. The whole would cost half a second. */
    private static String version() throws IOException {
        try (InputStream packed = packed()) {
            byte[] beginning = packed.readNBytes(BYTES_THAT_TELL);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(beginning), 0, 6);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void unpackInto(Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("A file outside of its folder: " + entry.getName());
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("Unexpected hard link: " + entry.getName());
        } else {
            Files.copy(tar, target);
            makeExecutable(target);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        boolean program = file.getParent().endsWith("bin");
        boolean library = file.getFileName().toString().toLowerCase(Locale.ROOT).contains(".so");
        if ((program || library) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
