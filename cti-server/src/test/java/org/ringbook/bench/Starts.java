package org.ringbook.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * The documented command, from its start to the frame of a card at an agent's WebSocket, while telephones ring already: the first
 * start, which makes the database and lays classes ready for the next, and those after it; beside the same from the jar alone.
 */
final class Starts {

    private final Path home = Files.createTempDirectory("ringbook-bench");
    private final Path prepared = Files.createTempDirectory("ringbook-prepared");

    private Starts() throws IOException {}

    /** @param numbers how many are known */
    static void run(int times, int numbers) throws Exception {
        new Starts().measure(times, numbers);
    }

    private void measure(int times, int numbers) throws Exception {
        System.out.printf(Locale.ROOT, "%n%,d numbers known; seconds from the start of the command%n", numbers);
        System.out.printf("%-34s %10s %10s %10s %10s%n", "", "card", "ready", "of CPU", "MB");
        try {
            try (var server = new ServerProcess(home, List.of("ringbook.demo.enabled=false"))) {
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %10s %10.1f%n",
                        "first, makes the database",
                        "",
                        seconds(server.untilReady));
                BigCompany.write(server.database(), numbers);
            }
            several("from the jar alone", "none", times);
            layReady();
            several("bin/ringbook, classes laid ready", prepared.toString(), times);
        } finally {
            FileSystemUtils.deleteRecursively(home);
            FileSystemUtils.deleteRecursively(prepared);
        }
    }

    private void layReady() throws Exception {
        int port = ServerProcess.freePort();
        try (var ringing = new Ringing(port);
                var server = new ServerProcess(home, ringing.settings(), port, prepared.toString())) {
            ringing.firstCard();
            server.awaitClassesLaidReady();
        }
    }

    private void several(String what, String with, int times) throws Exception {
        var cards = new ArrayList<Double>();
        var ready = new ArrayList<Double>();
        double cpu = 0;
        long memory = 0;
        for (int i = 0; i < times; i++) {
            int port = ServerProcess.freePort();
            long began = System.nanoTime();
            try (var ringing = new Ringing(port);
                    var server = new ServerProcess(home, ringing.settings(), port, with)) {
                cards.add((ringing.firstCard() - began) / 1e9);
                ready.add(seconds(server.untilReady));
                cpu = seconds(server.cpu());
                memory = server.resident() >> 20;
            }
        }
        System.out.printf(
                Locale.ROOT, "%-34s %10.1f %10.1f %10.1f %10d%n", what, median(cards), median(ready), cpu, memory);
    }

    private static double median(List<Double> values) {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** A PBX on which telephones ring before anybody listens, and an agent's screen that tries to connect until it can. */
    private static final class Ringing implements AutoCloseable {

        private final TapeServer pbx = new TapeServer();
        private final Screens screens = new Screens();
        private volatile TapeServer.Listener listener;
        private volatile boolean over;

        /** @param port of the server that is started then */
        Ringing(int port) throws IOException {
            thread("bench-pbx", this::ring);
            thread("bench-screen", () -> connect(ServerProcess.uri(port, "ws", "/agents/session")));
        }

        List<String> settings() {
            return LoggingReader.settings(pbx.port());
        }

        private interface Work {
            void run() throws Exception;
        }

        private static void thread(String name, Work work) {
            var thread = new Thread(
                    () -> {
                        try {
                            work.run();
                        } catch (Exception overOrLost) {
                            // The start is judged by whether a card comes.
                        }
                    },
                    name);
            thread.setDaemon(true);
            thread.start();
        }

        private void ring() throws Exception {
            listener = pbx.accept(true);
            Tape tape = Latency.rings(1_000, Instant.now(), 20_000);
            long start = System.nanoTime();
            for (Tape.Message message : tape.messages()) {
                while (System.nanoTime() < start + message.micros() * 1_000) {
                    LockSupport.parkNanos(200_000);
                }
                if (over) {
                    return;
                }
                listener.send(message.bytes());
            }
        }

        private void connect(URI line) throws InterruptedException {
            for (int i = 0; i < Tape.EXTENSIONS && !over; ) {
                try {
                    screens.join(line, "" + (Tape.FIRST_EXTENSION + i));
                    i++;
                } catch (RuntimeException notYet) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        }

        /** When it came, by {@link System#nanoTime}. */
        long firstCard() throws InterruptedException {
            for (int tries = 0; screens.popped.isEmpty(); tries++) {
                if (tries > 60_000) {
                    throw new IllegalStateException("No card came");
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return screens.popped.values().stream()
                    .mapToLong(when -> when)
                    .min()
                    .orElseThrow();
        }

        @Override
        public void close() throws IOException {
            over = true;
            screens.close();
            pbx.close();
            if (listener != null) {
                listener.close();
            }
        }
    }
}
