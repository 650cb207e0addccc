package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.ringbook.files.FileServer;

/** A file that Asterisk writes, here or on another machine; and those that were before it, whose names have a suffix. */
final class RecordFile {

    private final FileServer server;
    private final String path;

    private RecordFile(FileServer server, String path) {
        this.server = server;
        this.path = path;
    }

    /** @param place a path here, or ftp://, ftps://, sftp://HOST/PATH */
    static RecordFile at(String place, String user, String password, String hostKey) {
        String text = place.strip();
        URI uri = text.contains("://")
                ? URI.create(text)
                : Path.of(text).toAbsolutePath().toUri();
        return new RecordFile(FileServer.at(uri, user, password, hostKey), uri.getPath());
    }

    /** @throws IOException when it cannot be reached, or is not there, with a message for the administrator and no secret in it */
    Session open() throws IOException {
        FileServer.Session session = server.open();
        if (session.size(path) < 0) {
            session.close();
            throw new IOException("There is no file " + path + ", or it may not be read.");
        }
        return new Session(session, path);
    }

    /** For one thread. */
    record Session(FileServer.Session session, String path) implements AutoCloseable {

        /**
         * @param suffix of the name, for the file that was before this one; "" for the file itself
         * @return bytes; -1 when there is no such file
         */
        long size(String suffix) throws IOException {
            return session.size(path + suffix);
        }

        /** @return at most that many bytes; fewer when the file ends */
        byte[] read(String suffix, long offset, int length) throws IOException {
            return session.read(path + suffix, offset, length);
        }

        @Override
        public void close() throws IOException {
            session.close();
        }
    }
}
