package org.ringbook.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.ringbook.TestFolder;

/**
 * The server's jar unpacked, with an archive of the classes that a start loads: made once for all the processes of a test run, which
 * then start in half the time. It lies beside the jar and is made anew for another jar, other options or another Java.
 */
final class PreparedServer {

    private static final String ARCHIVE = "classes.jsa";

    private final Path jar;
    private final List<String> options;
    private final Path folder;

    private PreparedServer(Path jar, List<String> options) throws IOException {
        this.jar = jar.toAbsolutePath();
        this.options = options;
        var sum = new CRC32C();
        sum.update(Files.readAllBytes(jar));
        int version =
                List.of(sum.getValue(), Runtime.version().toString(), options).hashCode();
        this.folder = this.jar.resolveSibling("prepared-" + Integer.toHexString(version));
    }

    /**
     * @param options of Java, which the archive is made for
     * @return the command that starts the server, to which settings are added; it may take a minute when it is the first
     */
    static List<String> command(Path jar, List<String> options) throws IOException, InterruptedException {
        var prepared = new PreparedServer(jar, options);
        Files.createDirectories(prepared.folder);
        // Two processes of tests come here at once.
        try (var lock = new RandomAccessFile(prepared.folder.resolve("lock").toFile(), "rw");
                FileLock held = lock.getChannel().lock()) {
            if (held.isValid() && !Files.exists(prepared.folder.resolve(ARCHIVE))) {
                prepared.make();
            }
        }
        return prepared.java("-XX:SharedArchiveFile=" + prepared.folder.resolve(ARCHIVE));
    }

    private List<String> java(String more) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(more);
        command.addAll(List.of("-jar", program().toString()));
        return command;
    }

    private Path program() {
        return folder.resolve("program").resolve(jar.getFileName().toString());
    }

    private void make() throws IOException, InterruptedException {
        if (!Files.exists(program())) {
            ends(
                    List.of(
                            java("-Djarmode=tools").get(0),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            program().getParent().toString()),
                    folder.resolve("unpacking.log"));
        }
        Path unfinished = folder.resolve("unfinished.jsa");
        Path home = TestFolder.lasting("ringbook-prepared");
        List<String> command = java("-XX:ArchiveClassesAtExit=" + unfinished);
        command.addAll(List.of("--ringbook.home=" + home, "--ringbook.http.port=0", "--ringbook.demo.enabled=false"));
        Path log = folder.resolve("classes.log");
        Process server = started(command, log);
        try {
            while (!Files.readString(log).contains(RingbookProcess.READY)) {
                if (!server.isAlive()) {
                    throw new IllegalStateException("The server does not start:\n" + Files.readString(log));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            server.destroy();
            server.waitFor();
        } finally {
            server.destroyForcibly();
        }
        Files.move(unfinished, folder.resolve(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void ends(List<String> command, Path log) throws IOException, InterruptedException {
        if (started(command, log).waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
        }
    }

    private static Process started(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
