package org.ringbook.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/** A machine, or this one, that has files. Making one does no I/O. */
public interface FileServer {

    /** @throws IOException when it cannot be reached, with a message for the administrator and no secret in it */
    Session open() throws IOException;

    /** For one thread. Paths are absolute. */
    interface Session extends AutoCloseable {

        /** @return bytes; -1 when there is no such file, or it may not be read */
        long size(String path) throws IOException;

        /** @return at most that many bytes; fewer when the file ends */
        byte[] read(String path, long offset, int length) throws IOException;

        /** Copies what the file has from there on. */
        void copy(String path, long offset, OutputStream into) throws IOException;

        /**
         * Whether a link on the way leads out of the folder, as far as the server lets that be seen.
         *
         * @param path of a file below the folder
         */
        boolean leadsOut(String path, String folder) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * @param place {@code file:}, {@code ftp:}, {@code ftps:} or {@code sftp:}; its path does not matter
     * @param hostKey fingerprint "SHA256:…" of the machine, for sftp
     * @throws IllegalArgumentException for any other place, in words that say what to set
     */
    static FileServer at(URI place, String user, String password, String hostKey) {
        return switch (String.valueOf(place.getScheme())) {
            case "file" -> new LocalFiles();
            case "ftp", "ftps" -> new FtpFiles(place, user, password);
            case "sftp" -> new SftpFiles(place, user, password, hostKey);
            default ->
                throw new IllegalArgumentException(
                        "A place of files is a path here, or ftp://, ftps:// or sftp://MACHINE/PATH.");
        };
    }
}
