package org.ringbook.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders of what other users of the machine must not read: recordings, keys, the database. Any thread. */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes what is missing of it for the user alone whom this program runs as; what is there stays as it is. */
    public static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (hasPermissions(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_ALONE));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Whether it is there, and others may look into it; false where the system has no such permissions. */
    public static boolean isOpenToOthers(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && hasPermissions(folder)
                    && !OWNERS_ALONE.containsAll(Files.getPosixFilePermissions(folder));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean hasPermissions(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
