package org.ringbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * So many calls a second, as long as they last: what one costs the server and PostgreSQL, and how long after its end a call can be read as
 * ended, by whoever asks the database every few milliseconds.
 */
final class BusyHour {

    /** Until the code is compiled, which takes most of a processor meanwhile. */
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warm", 60);

    private static final long PAUSE_MILLIS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int rate;
    /** One for all: another one would name the same channels and bridges again, and two calls of one bridge are one. */
    private final Tape.Maker maker = Latency.maker();

    private final Path home = Files.createTempDirectory("ringbook-bench");
    /** Milliseconds after the end of each call. */
    private final List<Double> late = new ArrayList<>();

    private long seen;
    /** How far the clock of the tape is behind ours. */
    private Duration behind = Duration.ZERO;

    private BusyHour(int rate) throws Exception {
        this.rate = rate;
    }

    static void run(int rate, int seconds) throws Exception {
        new BusyHour(rate).measure(seconds);
    }

    private void measure(int seconds) throws Exception {
        try (var pbx = new TapeServer()) {
            try (var server = new ServerProcess(home, List.of("ringbook.demo.enabled=false"))) {
                BigCompany.people(server.database(), Tape.FIRST_EXTENSION, Tape.EXTENSIONS, 4);
            }
            try (var server = new ServerProcess(home, LoggingReader.settings(pbx.port()));
                    var listener = pbx.accept(true)) {
                play(listener, WARM_UP_SECONDS);
                late.clear();
                Duration ours = server.cpu();
                Duration theirs = server.cpuOfPostgres();
                int calls = play(listener, seconds);
                print(calls, server.cpu().minus(ours), server.cpuOfPostgres().minus(theirs));
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** @return how many calls there were */
    private int play(TapeServer.Listener listener, int seconds) throws Exception {
        Instant begins = Instant.now();
        Tape tape = maker.tape(rate * seconds, begins, 1_000_000 / rate);
        // Its clock stands still while it is made.
        behind = Duration.between(begins, Instant.now());
        var sending = new Thread(() -> send(tape, listener), "bench-pbx");
        sending.start();
        int wanted = late.size() + tape.calls();
        // A new connection each time would take more of the processors than the calls do.
        try (Connection connection = ServerProcess.connection(home)) {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            long deadline = Long.MAX_VALUE;
            while (late.size() < wanted && System.nanoTime() < deadline) {
                look(database);
                if (deadline == Long.MAX_VALUE && !sending.isAlive()) {
                    deadline = System.nanoTime() + PATIENCE_NANOS;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        if (late.size() < wanted) {
            System.out.printf(Locale.ROOT, "%,d calls did not end%n", wanted - late.size());
        }
        return tape.calls();
    }

    private static void send(Tape tape, TapeServer.Listener listener) {
        try {
            new Rings(new Screens()).play(tape, listener);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void look(JdbcClient database) {
        database.sql("select number, call.ended_at from call_change join call on call.id = call_id"
                        + " where number > ? and type = 'call.ended' order by number")
                .param(seen)
                .query((ResultSet row) -> {
                    seen = row.getLong("number");
                    Instant ended = row.getTimestamp("ended_at").toInstant();
                    late.add(
                            Duration.between(ended, Instant.now()).minus(behind).toNanos() / 1e6);
                });
    }

    private void print(int calls, Duration ours, Duration theirs) {
        Spread spread = Spread.of(late.stream().mapToDouble(Double::doubleValue).toArray());
        System.out.printf(
                Locale.ROOT,
                "%,d calls at %d a second: ms of processor a call %.2f, of PostgreSQL %.2f; read as ended after ms p50 %.1f, p99"
                        + " %.1f, longest %.1f%n",
                calls,
                rate,
                ours.toNanos() / 1e6 / calls,
                theirs.toNanos() / 1e6 / calls,
                spread.median(),
                spread.at(0.99),
                spread.max());
    }
}
