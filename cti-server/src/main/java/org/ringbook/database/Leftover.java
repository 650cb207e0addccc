package org.ringbook.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server that was killed left behind: a PostgreSQL that still runs, or only the note that it did. */
final class Leftover {

    private static final Logger log = LoggerFactory.getLogger(Leftover.class);

    private final PostgresPrograms programs;
    private final Path data;

    Leftover(PostgresPrograms programs, Path data) {
        this.programs = programs;
        this.data = data;
    }

    /** Only while the lock of the folder is held: what runs in it is nobody else's. */
    void clear() throws IOException {
        Path note = data.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return;
        }
        if (runs(note)) {
            log.info("The database still runs from before; it is stopped and started again.");
            programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        }
        // PostgreSQL itself would not start while the process number in the note is anybody's, as after a reboot.
        Files.deleteIfExists(note);
    }

    /** Whether a PostgreSQL runs on the data. */
    boolean runs() throws IOException {
        Path note = data.resolve("postmaster.pid");
        try {
            return Files.exists(note) && runs(note);
        } catch (NoSuchFileException justGone) {
            return false;
        }
    }

    private boolean runs(Path note) throws IOException {
        List<String> lines = Files.readAllLines(note);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,9}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> isOurs(process.info()))
                .isPresent();
    }

    /** After a reboot the number may be that of another PostgreSQL, which is nobody's to stop from here. */
    private boolean isOurs(ProcessHandle.Info process) {
        boolean postgres = process.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        // Where the system does not tell the words of another process, its name has to do.
        return postgres
                && process.arguments()
                        .map(words -> Arrays.asList(words).contains(data.toString()))
                        .orElse(true);
    }
}
