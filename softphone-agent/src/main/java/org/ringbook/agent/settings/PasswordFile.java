package org.ringbook.agent.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The password of the telephone's own account, if the person wants it to be kept: in a file of the user's own folder that only this user
 * may read. An account that the server gives is never kept.
 */
public final class PasswordFile {

    private final Path file;

    public PasswordFile(Path folder) {
        this.file = folder.resolve("telephone-password");
    }

    /** @return empty when none is kept for that account */
    public Optional<String> read(String account) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2 && lines.get(0).equals(account) ? Optional.of(lines.get(1)) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    public void keep(String account, String password) throws IOException {
        forget();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, account + "\n" + password + "\n");
    }

    public void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
