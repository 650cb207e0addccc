package org.ringbook.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The server's jar as a process that can be killed, stopped in mid-step, and started again on the same data. */
public final class RingbookProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("faults.jar", "target/cti-server.jar"));

    /** It is started far more often than it runs for long: what only pays later is left out. */
    private static final String JAVA =
            System.getProperty("faults.java", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx288m");

    static final String READY = "Ringbook is ready";

    private final Path home;
    private final List<String> settings;
    private final Thread atExit = new Thread(() -> end(), "ringbook-exit");
    private Process process;
    private int starts;

    /** @param settings without the leading dashes */
    public RingbookProcess(Path home, List<String> settings) {
        this.home = home;
        this.settings = settings;
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: build it with ./mvnw package");
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns when it says that it is ready. */
    public void start() {
        Path log = home.resolve("server-" + ++starts + ".log");
        try {
            Files.createDirectories(home);
            List<String> command = PreparedServer.command(JAR, List.of(JAVA.split(" ")));
            command.add("--ringbook.home=" + home);
            settings.forEach(setting -> command.add("--" + setting));
            process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            for (int tries = 0; !Files.readString(log).contains(READY); tries++) {
                if (!process.isAlive() || tries > 30_000) {
                    throw new IllegalStateException("The server does not start:\n" + Files.readString(log));
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a crash: kill -9. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As an administrator stops it, with the PostgreSQL that it runs. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** It does nothing more, and does not know it, until it may {@link #goOn}. */
    void freeze() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    /** The PostgreSQL that it runs by itself; its port is another one after each start. */
    public JdbcClient database() {
        try {
            String port = Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .get(3)
                    .strip();
            String password =
                    Files.readString(home.resolve("postgres-password")).strip();
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "ringbook", password));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }
}
