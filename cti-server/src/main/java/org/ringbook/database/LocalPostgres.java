package org.ringbook.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ringbook.files.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A PostgreSQL of the server's own: data in one folder, only on the loopback address, on a free port, with a password
 * made for it. Written data is safe against loss of power. What a killed server left running is stopped first. One
 * server at a time uses a folder.
 */
final class LocalPostgres implements JdbcConnectionDetails, AutoCloseable {

    static final String USER = "ringbook";

    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);
    private static final int TRIES_FOR_A_FREE_PORT = 3;

    private final Path home;
    private final DatabaseDisk disk;
    private final Path data;
    private final Path passwordFile;
    private FileChannel lock;
    private PostgresPrograms programs;
    private PostgresWatch watch;
    private int port;

    private LocalPostgres(Path home) {
        this.home = home;
        this.disk = new DatabaseDisk(home);
        this.data = home.resolve("postgres");
        this.passwordFile = home.resolve("postgres-password");
    }

    /**
     * Starts it and returns when it answers.
     *
     * @throws DatabaseUnavailable with words for the administrator
     */
    static LocalPostgres start(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        LocalPostgres postgres = new LocalPostgres(home);
        try {
            postgres.start();
            return postgres;
        } catch (IOException failed) {
            postgres.unlock();
            throw DatabaseUnavailable.of(failed, home, postgres.disk);
        }
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=ringbook";
    }

    @Override
    public String getUsername() {
        return USER;
    }

    @Override
    public String getPassword() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new DatabaseUnavailable(
                    "The password of the database is not readable: " + passwordFile + ".",
                    "Give the user who runs Ringbook the right to read it, or restore it from a backup.",
                    unreadable);
        }
    }

    @Override
    public void close() {
        watch.close();
        try {
            programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        } catch (IOException failed) {
            log.warn("PostgreSQL did not stop: {}", failed.getMessage());
        } finally {
            unlock();
        }
    }

    /** As when the server is killed, for tests. */
    void dieWithoutStopping() {
        watch.close();
        unlock();
    }

    @Override
    public String toString() {
        return "LocalPostgres[" + data + "]";
    }

    private void start() throws IOException {
        PrivateFolder.make(home);
        lock();
        programs = new PostgresPrograms(PostgresBinaries.unpackedIn(home), home.resolve("postgres-start.log"));
        if (!Files.exists(data)) {
            new PostgresFolder(programs, home, passwordFile).make(data);
        }
        var leftover = new Leftover(programs, data);
        leftover.clear();
        for (int tries = 1; !startOnFreePort(); tries++) {
            if (tries == TRIES_FOR_A_FREE_PORT) {
                throw new IOException(programs.said());
            }
        }
        watch = new PostgresWatch(leftover, disk, this::startAgain);
    }

    private void startAgain() throws IOException {
        if (startOnPort() != 0) {
            throw new IOException(programs.said());
        }
    }

    private boolean startOnFreePort() throws IOException {
        port = freePort();
        return startOnPort() == 0;
    }

    private int startOnPort() throws IOException {
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port;
        return programs.exitOf("pg_ctl", "start", "-D", data.toString(), "-w", "-t", "120", "-s", "-o", options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void lock() throws IOException {
        lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean ours;
        try {
            ours = lock.tryLock() != null;
        } catch (OverlappingFileLockException sameProgram) {
            ours = false;
        }
        if (!ours) {
            lock.close();
            throw new DatabaseUnavailable(
                    "Another Ringbook server runs with the data in " + home + ".",
                    "Stop it, or give this one a folder of its own with ringbook.home.");
        }
    }

    private void unlock() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException alreadyClosed) {
            log.debug("Lock of {} was closed", home, alreadyClosed);
        }
    }
}
