package org.ringbook.bench;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * The whole server with a million numbers: how long from the write of a ring into the AMI socket until the card is at
 * the agent's WebSocket, beside a bare reader of the same stream; and what memory it takes.
 */
final class Latency {

    /** Stories in which a telephone rings for a call from outside, and nothing but the ring tells of it. */
    static final Set<String> RINGING = Set.of(
            "in_direct_abandoned",
            "in_direct_answered_agent_hangs_up",
            "in_direct_answered_caller_hangs_up",
            "in_direct_rejected",
            "in_direct_rings_out",
            "in_hold",
            "in_hunt_second_answers",
            "in_ring_group_one_answers",
            "in_queue_one_after_another",
            "in_queue_ringall_second_answers",
            "in_menu_then_agent");

    private static final int WARM_UP_CALLS = 1_000;
    private static final int NUMBERS = Integer.getInteger("bench.numbers", Tape.NUMBERS);

    private final Tape.Maker maker;
    private final long everyMicros;

    private Latency(long everyMicros) {
        this.everyMicros = everyMicros;
        this.maker = maker();
    }

    /** Of calls that ring. */
    static Tape.Maker maker() {
        return new Tape.Maker(StoryPattern.captured("asterisk-22").stream()
                .filter(story -> RINGING.contains(story.name()))
                .toList());
    }

    /** Calls that ring, one after the other. */
    static Tape rings(int calls, Instant begins, long everyMicros) {
        return maker().tape(calls, begins, everyMicros);
    }

    /** From the jar alone. */
    static void run(int callsPerSecond, int calls, int rounds) throws Exception {
        new Latency(1_000_000 / callsPerSecond).run(calls, rounds, "none");
    }

    /** As the documented command starts the server from its second start on: with classes laid ready, which take less memory. */
    static void memory(int callsPerSecond, int calls) throws Exception {
        Path prepared = Files.createTempDirectory("ringbook-prepared");
        try {
            new Latency(1_000_000 / callsPerSecond).run(calls, 1, prepared.toString());
        } finally {
            FileSystemUtils.deleteRecursively(prepared);
        }
    }

    private void run(int calls, int rounds, String prepared) throws Exception {
        Path home = Files.createTempDirectory("ringbook-bench");
        try (var pbx = new TapeServer()) {
            List<String> settings = LoggingReader.settings(pbx.port());
            try (var server = new ServerProcess(
                    home, List.of("ringbook.demo.enabled=false"), ServerProcess.freePort(), prepared)) {
                BigCompany.write(server.database(), NUMBERS);
                if (!prepared.equals("none")) {
                    server.awaitClassesLaidReady();
                }
            }
            try (var server = new ServerProcess(home, settings, ServerProcess.freePort(), prepared);
                    var listener = pbx.accept(true);
                    var screens = new Screens()) {
                if (!server.awaitLine(" numbers known")) {
                    throw new IllegalStateException("The server does not know all numbers");
                }
                System.out.printf(
                        Locale.ROOT,
                        "%nThe server with %,d numbers was ready after %.1f s%n",
                        NUMBERS,
                        server.untilReady.toMillis() / 1e3);
                memory("before the first call", server);
                for (int i = 0; i < Tape.EXTENSIONS; i++) {
                    if (i % 5 < 3) {
                        screens.join(server.uri("ws", "/agents/session"), "" + (Tape.FIRST_EXTENSION + i));
                    }
                }
                memory("with 300 screens", server);
                round("warm-up", WARM_UP_CALLS, pbx, listener, screens);
                for (int round = 0; round < rounds; round++) {
                    round("round " + round, calls, pbx, listener, screens);
                }
                memory("after the calls", server);
                Thread.sleep(10_000);
                memory("10 s later", server);
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static void memory(String when, ServerProcess server) {
        System.out.printf(
                Locale.ROOT,
                "resident memory, %-24s %,5d MB; PostgreSQL's processes %,5d MB%n",
                when + ":",
                server.resident() >> 20,
                server.residentOfPostgres() >> 20);
    }

    private void round(String name, int calls, TapeServer pbx, TapeServer.Listener listener, Screens screens)
            throws Exception {
        screens.ping();
        screens.popped.clear();
        Tape tape = maker.tape(calls, Instant.now().plusSeconds(1), everyMicros);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), pbx.port());
                var bare = pbx.accept(false)) {
            var clock = new BareClock(socket, tape.messages().size());
            var reading = new Thread(clock, "bare-reader");
            reading.setDaemon(true);
            reading.start();
            var sent = new HashMap<String, Ring>();
            play(tape, listener, bare, sent);
            Reader.await(
                    Duration.ofMillis(5), () -> clock.count() == tape.messages().size(), () -> "The bare reader lags");
            awaitCards(screens, sent.keySet());
            print(name, tape, clock, sent, screens);
        }
    }

    /** A server that lags by more than a telephone rings has no card to show. */
    private static void awaitCards(Screens screens, Set<String> rings) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!screens.popped.keySet().containsAll(rings) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** @param message number of the message; times in nanoseconds */
    private record Ring(int message, long toProduct, long toBare) {}

    private static void play(
            Tape tape, TapeServer.Listener product, TapeServer.Listener bare, HashMap<String, Ring> sent)
            throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < tape.messages().size(); i++) {
            Tape.Message message = tape.messages().get(i);
            long due = start + message.micros() * 1000;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long toProduct = System.nanoTime();
            product.send(message.bytes());
            long toBare = System.nanoTime();
            bare.send(message.bytes());
            if (message.ring() != null) {
                sent.putIfAbsent(message.ring(), new Ring(i, toProduct, toBare));
            }
        }
    }

    private static void print(String name, Tape tape, BareClock clock, HashMap<String, Ring> sent, Screens screens) {
        var product = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        sent.forEach((ring, at) -> {
            Long popped = screens.popped.get(ring);
            product.add(popped == null ? Double.POSITIVE_INFINITY : (popped - at.toProduct()) / 1e6);
            bare.add((clock.read(at.message()) - at.toBare()) / 1e6);
        });
        long missing = product.stream().filter(millis -> millis.isInfinite()).count();
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d calls, %,d messages, %,d rings, %,d of them without a card%n",
                name,
                tape.calls(),
                tape.size(),
                sent.size(),
                missing);
        System.out.printf("%-34s %9s %9s %9s%n", "milliseconds", "p50", "p99", "longest");
        line("bare socket reader", bare);
        line("card at the agent's WebSocket", product);
    }

    private static void line(String what, List<Double> values) {
        Spread spread = Spread.of(values.stream().mapToDouble(v -> v).toArray());
        System.out.printf(
                Locale.ROOT, "%-34s %9.2f %9.2f %9.2f%n", what, spread.median(), spread.at(0.99), spread.max());
    }
}
