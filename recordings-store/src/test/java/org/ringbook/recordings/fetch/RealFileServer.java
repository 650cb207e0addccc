package org.ringbook.recordings.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFileSystemView;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A machine that has the recordings of a PBX, and lets it in over FTP or SFTP. It can be made to break a transfer off. */
abstract class RealFileServer implements AutoCloseable {

    static final String SECRET = "gap-secret";

    /** The next transfers end after so many bytes. */
    volatile long breaksOffAfter = Long.MAX_VALUE;

    abstract URI place();

    String hostKey() {
        return "";
    }

    static RealFileServer of(String kind, Path root) throws Exception {
        return kind.equals("ftp") ? new Ftp(root) : new Sftp(root);
    }

    private static final class Ftp extends RealFileServer {

        private final FtpServer server;
        private final int port;

        Ftp(Path root) throws FtpException {
            var factory = new FtpServerFactory();
            var listener = new ListenerFactory();
            listener.setServerAddress("127.0.0.1");
            listener.setPort(0);
            var made = listener.createListener();
            factory.addListener("default", made);
            var user = new BaseUser();
            user.setName("pbx");
            user.setPassword(SECRET);
            user.setHomeDirectory(root.toString());
            factory.getUserManager().save(user);
            factory.setFileSystem(new NativeFileSystemFactory() {
                @Override
                public FileSystemView createFileSystemView(User who) throws FtpException {
                    return new Breaking(who);
                }
            });
            server = factory.createServer();
            server.start();
            port = made.getPort();
        }

        private final class Breaking extends NativeFileSystemView {

            Breaking(User user) throws FtpException {
                super(user, false);
            }

            @Override
            public FtpFile getFile(String name) {
                return (FtpFile) java.lang.reflect.Proxy.newProxyInstance(
                        FtpFile.class.getClassLoader(), new Class<?>[] {FtpFile.class}, (proxy, method, arguments) -> {
                            Object answer = method.invoke(super.getFile(name), arguments);
                            return method.getName().equals("createInputStream")
                                    ? new BreaksOff((InputStream) answer, breaksOffAfter)
                                    : answer;
                        });
            }
        }

        @Override
        URI place() {
            return URI.create("ftp://127.0.0.1:" + port + "/monitor");
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /** A disk that fails in the middle of a file. */
    private static final class BreaksOff extends FilterInputStream {

        private long left;

        BreaksOff(InputStream in, long after) {
            super(in);
            this.left = after;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (left <= 0) {
                throw new IOException("the disk of the PBX failed");
            }
            int read = in.read(into, offset, (int) Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    private static final class Sftp extends RealFileServer {

        private final SshServer server = SshServer.setUpDefaultServer();

        Sftp(Path root) throws IOException {
            server.setHost("127.0.0.1");
            server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
            server.setPasswordAuthenticator((name, password, session) -> password.equals(SECRET));
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            var files = new SftpSubsystemFactory();
            files.addSftpEventListener(new SftpEventListener() {
                @Override
                public void reading(
                        ServerSession session,
                        String handle,
                        FileHandle file,
                        long at,
                        byte[] data,
                        int into,
                        int count)
                        throws IOException {
                    if (at >= breaksOffAfter) {
                        session.close(true);
                        throw new IOException("the line of the PBX failed");
                    }
                }
            });
            server.setSubsystemFactories(List.of(files));
            server.start();
        }

        @Override
        URI place() {
            return URI.create("sftp://127.0.0.1:" + server.getPort() + "/monitor");
        }

        @Override
        String hostKey() {
            try {
                return KeyUtils.getFingerPrint(
                        BuiltinDigests.sha256,
                        server.getKeyPairProvider()
                                .loadKeys(null)
                                .iterator()
                                .next()
                                .getPublic());
            } catch (IOException | java.security.GeneralSecurityException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }

        @Override
        public void close() throws IOException {
            server.stop(true);
        }
    }
}
