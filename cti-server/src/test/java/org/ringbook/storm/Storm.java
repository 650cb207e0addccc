package org.ringbook.storm;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ringbook.faults.RingbookProcess;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One storm on one source.
 *
 * @param deliveries how many at least, repeated and forged ones included
 * @param kills how often the server is killed meanwhile
 */
public record Storm(StormSource source, int deliveries, double perSecond, int kills, long seed, Path folder) {

    private static final String NOBODY = "+79099999999";
    /** What repeated and forged letters add. */
    private static final double MORE = 1.35;

    private static final Duration DELAYED_AT_MOST = Duration.ofMinutes(2);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

    /**
     * What came of it.
     *
     * @param findings differences between what was played and the log; empty when it holds
     */
    public record Outcome(
            int calls, int delivered, int sentAgain, int refusedForged, double p50, double p99, List<String> findings) {

        public boolean holds() {
            return findings.isEmpty();
        }
    }

    /** Runs it: what happens stands in {@code out}. */
    public Outcome run(PrintStream out) throws Exception {
        int port = freePort();
        var settings = new ArrayList<>(List.of(
                "ringbook.http.port=" + port,
                "ringbook.http.address=127.0.0.1",
                "ringbook.demo.enabled=false",
                "ringbook.admin.password=storm-storm"));
        settings.addAll(source.settings());
        try (var server = new RingbookProcess(folder.resolve("server"), settings)) {
            server.start();
            List<StormCall> calls = calls(Instant.now());
            List<Sack.Posted> letters = Sack.of(source, calls, NOBODY, delayed(), new Random(seed));
            out.printf("%s: %d calls, %d deliveries, seed %d%n", source.name(), calls.size(), letters.size(), seed);
            var post = new Post("http://127.0.0.1:" + port + "/hooks/" + source.name() + "/");
            Thread killer = killer(server, post, letters.size(), out);
            post.deliver(letters);
            killer.join();
            List<String> findings = new ArrayList<>(post.complaints());
            findings.addAll(differences(server.database(), calls));
            server.stop();
            return new Outcome(
                    calls.size(),
                    letters.size(),
                    post.sentAgain(),
                    post.refusedForged(),
                    post.acknowledged(0.5),
                    post.acknowledged(0.99),
                    findings);
        }
    }

    /** The same after each start: nobody tells the operator another address. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Minutes; in a short run a third of it, so that there is something between the kills. */
    private Duration delayed() {
        Duration third = Duration.ofMillis((long) (deliveries / perSecond * 1000 / 3));
        return third.compareTo(DELAYED_AT_MOST) < 0 ? third : DELAYED_AT_MOST;
    }

    /** So many that with those repeated and forged it is a storm of the size that was asked for. */
    private List<StormCall> calls(Instant from) {
        var calls = new ArrayList<StormCall>();
        long wanted = Math.round(deliveries / MORE);
        for (long told = 0; told < wanted; ) {
            Instant at = from.plusMillis(Math.round(told * MORE / perSecond * 1000));
            StormCall call = source.call(calls.size(), at);
            told += call.letters().size();
            calls.add(call);
        }
        return calls;
    }

    private Thread killer(RingbookProcess server, Post post, int letters, PrintStream out) {
        var killer = new Thread(
                () -> {
                    try {
                        for (int kill = 1; kill <= kills; kill++) {
                            while (post.delivered() < (long) letters * kill / (kills + 1)) {
                                TimeUnit.MILLISECONDS.sleep(5);
                            }
                            server.kill();
                            out.printf("killed after %d deliveries%n", post.delivered());
                            server.start();
                            out.println("started again");
                        }
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                },
                "killer");
        killer.start();
        return killer;
    }

    private record Row(
            String direction, String external, String result, List<String> answeredBy, int talkSeconds, String state) {}

    /** Waits until the log is what was played, or until it has had time enough to become it. */
    private List<String> differences(JdbcClient database, List<StormCall> calls) throws InterruptedException {
        Instant until = Instant.now().plus(WRITTEN_WITHIN);
        List<String> found = compared(database, calls);
        while (!found.isEmpty() && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(500);
            found = compared(database, calls);
        }
        return found;
    }

    private List<String> compared(JdbcClient database, List<StormCall> calls) {
        Map<String, List<Row>> rows = database
                .sql("select * from call")
                .query((row, number) -> Map.entry(
                        row.getString("source_id"),
                        new Row(
                                row.getString("direction"),
                                row.getString("external"),
                                row.getString("result"),
                                List.of((String[]) row.getArray("answered_by").getArray()),
                                row.getInt("talk_seconds"),
                                row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        var found = new ArrayList<String>();
        for (StormCall call : calls) {
            List<Row> logged = rows.remove(call.sourceId());
            if (logged == null) {
                found.add("lost: " + told(call));
            } else if (logged.size() > 1) {
                found.add("doubled: " + told(call));
            } else if (!same(call, logged.get(0))) {
                found.add("wrong: " + told(call) + " is logged as " + logged.get(0));
            }
        }
        rows.forEach((id, surplus) -> found.add("never was: " + id + " " + surplus));
        return found;
    }

    private static boolean same(StormCall call, Row row) {
        var wanted = new Row(
                call.direction(),
                call.external(),
                call.result(),
                call.answeredBy(),
                call.talkSeconds() < 0 ? row.talkSeconds() : call.talkSeconds(),
                "ended");
        return wanted.equals(row);
    }

    private static String told(StormCall call) {
        return call.sourceId() + " " + call.direction() + " " + call.external() + " " + call.result() + " "
                + call.answeredBy() + " " + call.talkSeconds() + " s";
    }

    /** The whole storm as a command: the source is the first argument. See docs/reliability.md. */
    static int main(StormSource source) throws Exception {
        long seed = Long.getLong("storm.seed", System.nanoTime() & 0xFFFFFF);
        Path folder = Files.createTempDirectory("ringbook-storm");
        var storm = new Storm(
                source,
                Integer.getInteger("storm.deliveries", 100_000),
                Double.parseDouble(System.getProperty("storm.rate", "250")),
                Integer.getInteger("storm.kills", 2),
                seed,
                folder);
        Outcome outcome = storm.run(System.out);
        outcome.findings().stream().limit(20).forEach(System.out::println);
        System.out.printf(
                "%d calls, %d deliveries, %d sent again, %d forged or torn refused; acknowledged within %.1f ms (half), %.1f ms (99 of 100)%n",
                outcome.calls(),
                outcome.delivered(),
                outcome.sentAgain(),
                outcome.refusedForged(),
                outcome.p50(),
                outcome.p99());
        System.out.printf(
                "%s: %d findings. Seed %d. Logs: %s%n",
                outcome.holds() ? "HOLDS" : "DOES NOT HOLD", outcome.findings().size(), seed, folder);
        return outcome.holds() ? 0 : 1;
    }
}
