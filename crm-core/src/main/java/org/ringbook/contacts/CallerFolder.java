package org.ringbook.contacts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the {@link CallerFile} stands between two starts, named by the token that the database was given with it. A new one has
 * another name: the old one is still read then. One thread.
 */
final class CallerFolder {

    private static final Logger log = LoggerFactory.getLogger(CallerFolder.class);
    private static final String FILES = "callers-";
    private static final String ENDING = ".index";

    private final Path folder;

    CallerFolder(Path folder) {
        this.folder = folder;
    }

    Path file(String token) {
        return folder.resolve(FILES + token + ENDING);
    }

    /** The file of this state of the database; empty when there is none that is whole and of this version. */
    Optional<CallerFile> of(CallerStamp now) {
        Path file = now == null ? null : file(now.token());
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CallerFile open = CallerFile.open(file);
            if (open.stamp() != null && open.stamp().isOf(now)) {
                return Optional.of(open);
            }
            open.close();
        } catch (IOException unfit) {
            log.info("{} is {}: the numbers are read from the database", file, unfit.getMessage());
        }
        return Optional.empty();
    }

    /** Takes away what is not the file of this token. */
    void keepOnly(String token) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES + "*" + ENDING + "*")) {
            for (Path one : files) {
                if (!one.equals(file(token))) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException stays) {
            log.debug("A file of callers stays in {}", folder, stays);
        }
    }
}
