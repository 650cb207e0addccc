package org.ringbook.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** On a machine that is reached over SSH. */
final class SftpFiles implements FileServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PIECE = 32 * 1024;

    private final URI place;
    private final String user;
    private final String password;
    private final String hostKey;

    /** @param hostKey fingerprint "SHA256:…" of the machine; without it nobody is let in */
    SftpFiles(URI place, String user, String password, String hostKey) {
        this.place = place;
        this.user = user;
        this.password = password;
        this.hostKey = hostKey;
    }

    @Override
    public Session open() throws IOException {
        SshClient client = SshClient.setUpDefaultClient();
        var shown = new String[1];
        client.setServerKeyVerifier((session, address, key) -> isThatMachine(address, key, shown));
        client.start();
        try {
            int port = place.getPort() < 0 ? 22 : place.getPort();
            ClientSession session =
                    client.connect(user, place.getHost(), port).verify(PATIENCE).getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(PATIENCE);
            return new Open(client, session, SftpClientFactory.instance().createSftpClient(session));
        } catch (SshException refused) {
            client.stop();
            throw new IOException(why(shown[0], refused), refused);
        } catch (IOException refused) {
            client.stop();
            throw refused;
        }
    }

    private boolean isThatMachine(SocketAddress address, PublicKey key, String[] shown) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        if (fingerprint.equals(hostKey.strip())) {
            return true;
        }
        shown[0] = fingerprint;
        return false;
    }

    private String why(String shown, SshException refused) {
        if (shown == null) {
            return place.getHost() + " does not let \"" + user + "\" in: " + refused.getMessage();
        }
        return "The machine " + place.getHost() + " shows the key " + shown
                + ". If that is the right machine, set it as host-key.";
    }

    private final class Open implements Session {

        private final SshClient client;
        private final ClientSession session;
        private final SftpClient files;

        Open(SshClient client, ClientSession session, SftpClient files) {
            this.client = client;
            this.session = session;
            this.files = files;
        }

        @Override
        public long size(String path) throws IOException {
            try {
                return files.stat(path).getSize();
            } catch (SftpException missing) {
                if (missing.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                        || missing.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED) {
                    return -1;
                }
                throw missing;
            }
        }

        @Override
        public byte[] read(String path, long offset, int length) throws IOException {
            byte[] bytes = new byte[length];
            int read = 0;
            try (SftpClient.CloseableHandle handle = files.open(path)) {
                while (read < length) {
                    int more = files.read(handle, offset + read, bytes, read, length - read);
                    if (more < 0) {
                        break;
                    }
                    read += more;
                }
            }
            return read == length ? bytes : Arrays.copyOf(bytes, read);
        }

        @Override
        public void copy(String path, long offset, OutputStream into) throws IOException {
            byte[] bytes = new byte[PIECE];
            try (SftpClient.CloseableHandle handle = files.open(path)) {
                long at = offset;
                for (int more = files.read(handle, at, bytes, 0, PIECE);
                        more >= 0;
                        more = files.read(handle, at, bytes, 0, PIECE)) {
                    into.write(bytes, 0, more);
                    at += more;
                }
            }
        }

        /** Not every server follows links when it is asked for a name in full: any that is left is taken to lead out. */
        @Override
        public boolean leadsOut(String path, String folder) throws IOException {
            if (size(path) < 0) {
                return false;
            }
            String root = files.canonicalPath(folder);
            String below = root.endsWith("/") ? root : root + "/";
            String real = files.canonicalPath(path);
            if (!real.startsWith(below)) {
                return true;
            }
            for (int end = real.length(); end > below.length(); end = real.lastIndexOf('/', end - 1)) {
                if (files.lstat(real.substring(0, end)).isSymbolicLink()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            try {
                files.close();
                session.close();
            } finally {
                client.stop();
            }
        }
    }
}
