package org.ringbook.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** On an FTP server; over TLS with {@code ftps://}. */
final class FtpFiles implements FileServer {

    private static final int PATIENCE_MILLIS = 10_000;

    private final URI place;
    private final String user;
    private final String password;

    FtpFiles(URI place, String user, String password) {
        this.place = place;
        this.user = user;
        this.password = password;
    }

    @Override
    public Session open() throws IOException {
        FTPClient client = place.getScheme().equals("ftps") ? new FTPSClient() : new FTPClient();
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.setConnectTimeout(PATIENCE_MILLIS);
        client.setDefaultTimeout(PATIENCE_MILLIS);
        client.setDataTimeout(Duration.ofMillis(PATIENCE_MILLIS));
        try {
            client.connect(place.getHost(), place.getPort() < 0 ? FTP.DEFAULT_PORT : place.getPort());
            client.setSoTimeout(PATIENCE_MILLIS);
            if (!FTPReply.isPositiveCompletion(client.getReplyCode()) || !client.login(user, password)) {
                throw new IOException("The FTP server " + place.getHost() + " does not let \"" + user + "\" in.");
            }
            if (client instanceof FTPSClient secure) {
                secure.execPBSZ(0);
                secure.execPROT("P");
            }
            client.setFileType(FTP.BINARY_FILE_TYPE);
            client.enterLocalPassiveMode();
            return new Open(client);
        } catch (IOException refused) {
            client.disconnect();
            throw refused;
        }
    }

    private final class Open implements Session {

        private final FTPClient client;

        Open(FTPClient client) {
            this.client = client;
        }

        @Override
        public long size(String path) throws IOException {
            String size = client.getSize(path);
            return size == null ? -1 : Long.parseLong(size.strip());
        }

        @Override
        public byte[] read(String path, long offset, int length) throws IOException {
            try (InputStream in = stream(path, offset)) {
                byte[] bytes = in.readNBytes(length);
                in.close();
                client.completePendingCommand();
                return bytes;
            }
        }

        @Override
        public void copy(String path, long offset, OutputStream into) throws IOException {
            try (InputStream in = stream(path, offset)) {
                in.transferTo(into);
            }
            if (!client.completePendingCommand()) {
                throw new IOException("The FTP server broke the transfer off: "
                        + client.getReplyString().strip());
            }
        }

        /** FTP does not tell where a link leads: what its account may read is for the server to say. */
        @Override
        public boolean leadsOut(String path, String folder) {
            return false;
        }

        private InputStream stream(String path, long offset) throws IOException {
            client.setRestartOffset(offset);
            InputStream in = client.retrieveFileStream(path);
            if (in == null) {
                throw new IOException("The FTP server does not give the file: "
                        + client.getReplyString().strip());
            }
            return in;
        }

        @Override
        public void close() throws IOException {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
    }
}
