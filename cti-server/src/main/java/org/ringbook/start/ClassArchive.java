package org.ringbook.start;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the classes of the running server ready for its next start, in a process of its own that gives way to everything else. The
 * archive is there whole or not at all, and what does not succeed is not tried again with this jar and this Java. One thread.
 */
final class ClassArchive {

    private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LINKED_SINCE = 24;

    private final Path loaded;
    private final Path archive;
    private final Path program;
    private final List<String> options;
    private volatile Process process;
    private volatile boolean closed;

    /**
     * @param loaded the list that Java writes of the classes that it loads
     * @param archive the file to make; {@code bin/ringbook} starts with it once it is there
     * @param program the jar that the server was started from, with its libraries in {@code lib} beside it
     * @param options which memory the server has: an archive is for a kind of memory
     */
    ClassArchive(Path loaded, Path archive, Path program, List<String> options) {
        this.loaded = loaded;
        this.archive = archive;
        this.program = program;
        this.options = options;
    }

    /** Returns when it is made, or could not be. */
    void make() throws InterruptedException {
        Path unfinished = beside(".unfinished");
        Path list = beside(".list");
        try {
            Files.write(list, LoadedClasses.archivable(loaded, program.resolveSibling("lib")));
            long began = System.nanoTime();
            if (run(command(list, unfinished)) == 0 && Files.exists(unfinished)) {
                finish(unfinished);
                log.info(
                        "The next start is quicker: {} MB of classes were laid ready in {} s",
                        Files.size(archive) >> 20,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
            } else if (!closed) {
                giveUp();
            }
        } catch (IOException failed) {
            log.info(
                    "The next start is no quicker than this one: no classes could be laid ready ({})",
                    failed.toString());
        } finally {
            delete(list);
            delete(unfinished);
            delete(beside(".said"));
        }
    }

    /** Java would crash on one that is not whole: it is on the disk before it has its name, and its size stands beside it. */
    private void finish(Path unfinished) throws IOException {
        try (FileChannel written = FileChannel.open(unfinished)) {
            written.force(true);
        }
        Files.writeString(archive.resolveSibling("classes.size"), Files.size(unfinished) + "\n");
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As when the server stops: the next start begins anew. */
    void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        // The thread that waits for it ends with the program, and may not come to it any more.
        List.of(".list", ".unfinished", ".said").forEach(ending -> delete(beside(ending)));
    }

    private void giveUp() throws IOException {
        Path why = archive.resolveSibling("classes.failed");
        Files.move(beside(".said"), why, StandardCopyOption.REPLACE_EXISTING);
        log.info("The next start is no quicker than this one: no classes could be laid ready; {} says why", why);
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(beside(".said").toFile()))
                .start();
        try {
            if (closed || !process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return -1;
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path list, Path unfinished) {
        var command = new ArrayList<String>();
        if (File.separatorChar == '/') {
            command.addAll(List.of("nice", "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:dump"));
        if (Runtime.version().feature() >= LINKED_SINCE) {
            command.add("-XX:+AOTClassLinking");
        }
        command.add("-XX:SharedClassListFile=" + list);
        command.add("-XX:SharedArchiveFile=" + unfinished);
        command.addAll(List.of("-jar", program.toString()));
        return command;
    }

    private Path beside(String ending) {
        return archive.resolveSibling(
                archive.getFileName() + "-" + ProcessHandle.current().pid() + ending);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.debug("{} stays", file, stays);
        }
    }
}
