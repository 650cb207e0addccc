package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that must not outlive the tests. A shell stands between: it holds our pipe, and when the pipe breaks, by
 * {@link #close()} or by the death of the JVM in whatever way, it kills the program.
 */
final class Child implements AutoCloseable {

    private static final String GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            (read -r _ <&3; kill -TERM $child; sleep 1; kill -KILL $child) 2>/dev/null &
            guard=$!
            exec 3<&-
            wait $child
            status=$?
            kill $guard 2>/dev/null
            exit $status
            """;

    private final String name;
    private final Process process;
    private final Path output;

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    static Child start(String name, Path output, List<String> command) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, name));
        line.addAll(command);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            // The phones' clocks are written as text: in one zone, whatever the machine's is.
            builder.environment().put("TZ", "UTC");
            builder.environment().put("TERM", "xterm");
            return new Child(name, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    Path output() {
        return output;
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** @param name such as USR1 */
    void signal(String name) {
        process.descendants()
                .filter(child -> child.children().findAny().isEmpty())
                .filter(child -> !child.info().command().orElse("").matches(".*/(sh|dash|bash|sleep)"))
                .forEach(child -> {
                    try {
                        new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid())).start();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Ends the program at once, without a word to it. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        close();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is already broken: the program has ended.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
