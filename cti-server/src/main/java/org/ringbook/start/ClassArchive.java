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
 * archive is there whole or not at all. What Java cannot do is written down, so that no start tries it again so soon; that it took too
 * long on a busy machine is no reason not to try it again. One thread.
 */
final class ClassArchive {

    private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);
    /**
     * Way behind calls, but not behind all else: at the lowest of all, a machine with eight times as much to do as it can gave it
     * a third of a second in three minutes, and it wants sixteen.
     */
    private static final String GIVES_WAY = "10";

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int LINKED_SINCE = 24;

    private final Path loaded;
    private final Path archive;
    private final Path program;
    private final List<String> options;
    private final Duration longest;
    private volatile Process process;
    private volatile boolean closed;

    /**
     * @param loaded the list that Java writes of the classes that it loads
     * @param archive the file to make; {@code bin/ringbook} starts with it once it is there
     * @param program the jar that the server was started from, with its libraries in {@code lib} beside it
     * @param options which memory the server has: an archive is for a kind of memory
     */
    ClassArchive(Path loaded, Path archive, Path program, List<String> options) {
        this(loaded, archive, program, options, LONGEST);
    }

    /** @param longest after that it is broken off */
    ClassArchive(Path loaded, Path archive, Path program, List<String> options, Duration longest) {
        this.longest = longest;
        this.loaded = loaded;
        this.archive = archive;
        this.program = program;
        this.options = options;
    }

    /** What became of it. */
    enum Outcome {
        MADE,
        /** The server stops, or the machine had too much else to do: another time it may be made. */
        NOT_NOW,
        /** Java says no. */
        REFUSED
    }

    /** Returns when it is made, or could not be. */
    Outcome make() throws InterruptedException {
        Path unfinished = beside(".unfinished");
        Path list = beside(".list");
        try {
            Files.write(list, LoadedClasses.archivable(loaded, program.resolveSibling("lib")));
            long began = System.nanoTime();
            Integer status = run(command(list, unfinished));
            if (status == null) {
                return Outcome.NOT_NOW;
            }
            if (status == 0 && Files.exists(unfinished)) {
                finish(unfinished);
                log.info(
                        "The next start is quicker: {} MB of classes were laid ready in {} s",
                        Files.size(archive) >> 20,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
                return Outcome.MADE;
            }
            giveUp();
            return Outcome.REFUSED;
        } catch (IOException failed) {
            log.info(
                    "The next start is no quicker than this one: no classes could be laid ready ({})",
                    failed.toString());
            return Outcome.REFUSED;
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

    /** @return null when it was broken off */
    private Integer run(List<String> command) throws IOException, InterruptedException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(beside(".said").toFile()))
                .start();
        try {
            boolean ended = !closed && process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
            return ended && !closed ? process.exitValue() : null;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path list, Path unfinished) {
        var command = new ArrayList<String>();
        if (File.separatorChar == '/') {
            command.addAll(List.of("nice", "-n", GIVES_WAY));
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
