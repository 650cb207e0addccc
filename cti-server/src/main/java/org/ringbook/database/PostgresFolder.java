package org.ringbook.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.util.FileSystemUtils;

/** Makes the data folder of a new database, whole or not at all. */
final class PostgresFolder {

    private static final String SETTINGS = """

            # Ringbook
            max_connections = 50
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            logging_collector = on
            log_filename = 'postgresql-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            """;

    private final PostgresPrograms programs;
    private final Path home;
    private final Path passwordFile;

    PostgresFolder(PostgresPrograms programs, Path home, Path passwordFile) {
        this.programs = programs;
        this.home = home;
        this.passwordFile = passwordFile;
    }

    void make(Path data) throws IOException {
        Path unfinished = home.resolve("postgres-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        writePassword();
        programs.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + LocalPostgres.USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                // The same order and case rules on every machine, whatever its own locales are.
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                "--locale=C");
        Files.writeString(unfinished.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
        Files.move(unfinished, data);
    }

    private void writePassword() throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile);
        if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
    }
}
