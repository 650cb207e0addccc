package org.ringbook.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL that is not the server's own: it can be stopped at once under a server that runs, and started again. */
public final class OutsidePostgres implements AutoCloseable {

    private final Path data;
    private final Path passwordFile;
    private final PostgresPrograms programs;
    private final int port;

    /** @param home for its programs and data */
    public OutsidePostgres(Path home) {
        try {
            Files.createDirectories(home);
            data = home.resolve("postgres");
            passwordFile = home.resolve("postgres-password");
            programs = new PostgresPrograms(PostgresBinaries.unpackedIn(home), home.resolve("postgres-start.log"));
            new PostgresFolder(programs, home, passwordFile).make(data);
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return LocalPostgres.USER;
    }

    public String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it takes connections. */
    public void start() {
        run("start", "-w", "-s", "-o", "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port);
    }

    /** As a crash: connections break, and nothing is flushed. */
    public void stopAtOnce() {
        run("stop", "-w", "-m", "immediate");
    }

    private void run(String what, String... options) {
        try {
            var arguments = new ArrayList<>(List.of(what, "-D", data.toString()));
            arguments.addAll(List.of(options));
            programs.run("pg_ctl", arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopAtOnce();
    }
}
