package org.ringbook.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs PostgreSQL's own programs (initdb, pg_ctl) and tells what they said. Blocks until they are done. */
final class PostgresPrograms {

    private static final int LONGEST_SECONDS = 300;

    private final Path bin;
    private final Path output;
    private final List<String> prefix;

    /** @param output file for what the programs say */
    PostgresPrograms(Path binaries, Path output) {
        this.bin = binaries.resolve("bin");
        this.output = output;
        this.prefix = prefix();
    }

    /** @throws IOException with what the program said, if it failed */
    void run(String program, String... arguments) throws IOException {
        if (exitOf(program, arguments) != 0) {
            throw new IOException(program + ": " + said());
        }
    }

    /** The program's exit code. */
    int exitOf(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        return waitFor(builder.start(), program);
    }

    String said() throws IOException {
        String text = Files.readAllLines(output).stream()
                .filter(line -> !line.contains("redirecting log output") && !line.contains("Future log output"))
                .collect(Collectors.joining("\n"))
                .strip();
        return text.length() > 2000 ? text.substring(text.length() - 2000) : text;
    }

    private static int waitFor(Process process, String program) throws IOException {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not finish within " + LONGEST_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", stopped);
        }
    }

    /** PostgreSQL refuses to run as root, so root runs it in a user namespace in which it is nobody. */
    private static List<String> prefix() {
        if (!"root".equals(System.getProperty("user.name")) || isWindows()) {
            return List.of();
        }
        if (LinuxUtils.isUnshareAvailable()) {
            return List.of("unshare", "-U");
        }
        throw new DatabaseUnavailable(
                "PostgreSQL does not run as root, and this machine gives root no user namespace (unshare -U).",
                "Start Ringbook as another user, or name a PostgreSQL with ringbook.database.url.");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
