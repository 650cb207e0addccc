package org.ringbook.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The server as people run it: the jar in a process of its own, on a PostgreSQL that it starts by itself. */
final class ServerProcess implements AutoCloseable {

    /** Path of the jar; {@link #OPTIONS} are Java options, separated by spaces. */
    private static final String JAR = System.getProperty("bench.jar", "cti-server/target/cti-server.jar");

    private static final String OPTIONS = System.getProperty("bench.java", "");

    /** What {@code bin/ringbook} gives Java. */
    private static final String USUAL = "-XX:+UseSerialGC -Xms160m -Xmx512m";

    private static final Duration LAID_READY_AFTER = Duration.ofMinutes(5);

    private final Path home;
    private final int port;
    private final Process process;
    /** From the start of the process until it said that it is ready. */
    final Duration untilReady;

    /**
     * Started from the jar, with nothing laid ready: what an earlier run left would change what is measured.
     *
     * @param settings without the leading dashes
     */
    ServerProcess(Path home, List<String> settings) throws Exception {
        this(home, settings, freePort(), "none");
    }

    /** @param prepared folder for what one start lays ready for the next, or "none" */
    ServerProcess(Path home, List<String> settings, int port, String prepared) throws Exception {
        this.home = home;
        this.port = port;
        var command = new ArrayList<String>();
        command.addAll(command(prepared));
        command.addAll(List.of(
                "--ringbook.home=" + home, "--ringbook.http.port=" + port, "--ringbook.http.address=127.0.0.1"));
        settings.forEach(setting -> command.add("--" + setting));
        long began = System.nanoTime();
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RINGBOOK_PREPARED", prepared);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        if (!OPTIONS.isBlank()) {
            builder.environment().put("RINGBOOK_JAVA", OPTIONS);
        }
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitReady();
        untilReady = Duration.ofNanos(System.nanoTime() - began);
    }

    /** The documented command, which finds the jar of a checkout by itself; any other jar is started as it would start one. */
    private static List<String> command(String prepared) {
        Path jar = new File(JAR).getAbsoluteFile().toPath();
        Path script = jar.resolveSibling("../bin/ringbook").normalize();
        if (Files.exists(script) && jar.endsWith("target/cti-server.jar")) {
            return List.of("sh", script.toString());
        }
        if (!prepared.equals("none")) {
            throw new IllegalStateException("Only bin/ringbook lays classes ready, and it is not beside " + jar);
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS.isBlank() ? List.of(USUAL.split(" ")) : options());
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    static List<String> options() {
        return Stream.of(OPTIONS.split(" ")).filter(option -> !option.isBlank()).toList();
    }

    private void awaitReady() throws InterruptedException {
        if (!awaitLine("Ringbook is ready")) {
            process.destroy();
            throw new IllegalStateException("The server does not start:\n" + said());
        }
    }

    /** @return false if the server ends before it has said so, or does not say so for two minutes */
    boolean awaitLine(String words) throws InterruptedException {
        return awaitLine(words, Duration.ofMinutes(2));
    }

    boolean awaitLine(String words, Duration longest) throws InterruptedException {
        for (long tries = 0; process.isAlive() && tries < longest.toMillis() / 10; tries++) {
            if (said().contains(words)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    void awaitClassesLaidReady() throws InterruptedException {
        if (!awaitLine("The next start is ", LAID_READY_AFTER)) {
            throw new IllegalStateException("No classes were laid ready:\n" + said());
        }
    }

    private String said() {
        try {
            return Files.readString(home.resolve("server.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    URI uri(String scheme, String path) {
        return uri(port, scheme, path);
    }

    static URI uri(int port, String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    JdbcClient database() {
        return JdbcClient.create(source(home));
    }

    static Connection connection(Path home) throws SQLException {
        return source(home).getConnection();
    }

    private static DriverManagerDataSource source(Path home) {
        try {
            String postgres = Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .get(3)
                    .strip();
            String password =
                    Files.readString(home.resolve("postgres-password")).strip();
            return new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + postgres + "/postgres", "ringbook", password);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes of its heap in use after a collection; as the JDK's own tool counts them. */
    long heap() throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process tool = new ProcessBuilder(jcmd, "" + process.pid(), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes());
        String[] total = said.substring(said.lastIndexOf("Total")).split("\\s+");
        return Long.parseLong(total[2]);
    }

    int port() {
        return port;
    }

    /** Resident memory of the Java process, in bytes; 0 where there is no /proc. */
    long resident() {
        return kilobytes(process.pid(), "status", "VmRSS:") * 1024;
    }

    /** PostgreSQL's processes together, what they share counted once, in bytes. */
    long residentOfPostgres() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            Stream<Long> pids = ProcessHandle.of(postmaster).stream()
                    .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                    .map(ProcessHandle::pid);
            return pids.mapToLong(pid -> kilobytes(pid, "smaps_rollup", "Pss:")).sum() * 1024;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What PostgreSQL's processes of this moment have used. */
    Duration cpuOfPostgres() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            return ProcessHandle.of(postmaster).stream()
                    .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long kilobytes(long pid, String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid, file))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException notLinux) {
            return 0;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
