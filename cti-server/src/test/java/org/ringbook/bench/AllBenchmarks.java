package org.ringbook.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user's own machine does, in about ten minutes: short runs of the benchmarks one after the other, each in a process of its own,
 * and their figures in one table. What fails is a line that says where to read why.
 */
final class AllBenchmarks {

    /** @param found in what the benchmark prints, its groups are the figures; the last place counts */
    private record Figure(String what, String found) {}

    /** @param options that make it short */
    private record Short(String benchmark, List<String> options, List<Figure> figures) {}

    private static final String NUMBER = "([\\d,.]+)";

    /** A benchmark that is added gets its line here. */
    private static final List<Short> ALL = List.of(
            new Short(
                    "throughput",
                    List.of("-Dbench.messages=100000", "-Dbench.rounds=1", "-Dbench.warm=6"),
                    List.of(
                            new Figure("messages a second, bare socket", "bare socket +" + NUMBER),
                            new Figure(
                                    "messages a second, translated and folded",
                                    "(?:folded|through the fold).*? +" + NUMBER),
                            new Figure("messages a second, Asterisk-Java", "Asterisk-Java.*? +" + NUMBER),
                            new Figure("messages a second, whole server, durable", "calls durable +" + NUMBER))),
            new Short(
                    "busy",
                    List.of("-Dbench.seconds=15", "-Dbench.warm=40"),
                    List.of(
                            new Figure("200 calls a second: ms of processor a call", "processor a call " + NUMBER),
                            new Figure("ms of PostgreSQL a call", "of PostgreSQL " + NUMBER),
                            new Figure(
                                    "hang-up to the row of the call: ms p50, p99, longest",
                                    "ended after ms p50 " + NUMBER + ", p99 " + NUMBER + ", longest " + NUMBER))),
            new Short(
                    "latency",
                    List.of("-Dbench.calls=1500", "-Dbench.rounds=1"),
                    List.of(
                            new Figure("ring to bare reader: ms p50, p99, longest", spread("bare socket reader")),
                            new Figure("ring to card: ms p50, p99, longest", spread("card at the agent's WebSocket")),
                            new Figure("rings without a card", "rings, (\\d+) of them without"),
                            new Figure("resident, a million numbers, MB", "10 s later: +" + NUMBER + " MB"))),
            new Short(
                    "starts",
                    List.of("-Dbench.rounds=2"),
                    List.of(
                            new Figure(
                                    "start from the jar: s to the first card, ready",
                                    "from the jar alone +" + NUMBER + " +" + NUMBER),
                            new Figure(
                                    "start of bin/ringbook: s to the first card, ready",
                                    "classes laid ready +" + NUMBER + " +" + NUMBER))),
            new Short(
                    "storm",
                    List.of("-Dbench.rounds=2"),
                    List.of(
                            new Figure(
                                    "5,000 come back, rings without a card",
                                    "Ringbook, all come back.*? (\\d+) without"),
                            new Figure(
                                    "5,000 come back, cards: ms p50, p99, longest",
                                    "Ringbook, all come back.*?p50 " + NUMBER + ", p99 " + NUMBER + ", longest "
                                            + NUMBER),
                            new Figure(
                                    "5,000 come back, all live after s",
                                    "(?s)Ringbook, all come back.*?all after " + NUMBER + " s"),
                            new Figure("heap a session, KB", "came in; heap a socket: " + NUMBER + " KB"))),
            new Short(
                    "sweep",
                    List.of("-Dbench.rounds=20"),
                    List.of(new Figure("5,100 screens told: ms", "Ringbook +[\\d,]+ sockets: median " + NUMBER))),
            new Short(
                    "returns",
                    List.of("-Dbench.people=200"),
                    List.of(
                            new Figure(
                                    "200 with passwords: s until all are live",
                                    "the first time: .*?all after " + NUMBER),
                            new Figure("cards meanwhile: ms p50, p99", "meanwhile.*?p50 " + NUMBER + ", p99 " + NUMBER),
                            new Figure(
                                    "200 with tickets: s until all are live",
                                    "just after a start: .*?all after " + NUMBER))),
            new Short(
                    "ranges",
                    List.of("-Dbench.rounds=3", "-Dbench.seconds=4"),
                    List.of(
                            new Figure("pieces of 64 KiB a second, nginx", "nginx: .*?, " + NUMBER + " a second"),
                            new Figure("pieces of 64 KiB a second", "Ringbook: .*?, " + NUMBER + " a second"))),
            new Short(
                    "csv",
                    List.of("-Dbench.rounds=5"),
                    List.of(
                            new Figure("CSV of 50,000 calls: s", "CSV of 50000 calls +" + NUMBER),
                            new Figure("the same, COPY of PostgreSQL: s", "COPY of PostgreSQL +" + NUMBER),
                            new Figure("page Recordings of a week: s", "Recordings, a week +" + NUMBER))),
            new Short(
                    "numbers",
                    List.of("-Dbench.numbers=1000000"),
                    List.of(
                            new Figure(
                                    "a million numbers: ms until they are known", "numbers are known after +" + NUMBER),
                            new Figure("heap, bytes a number", "heap +" + NUMBER),
                            new Figure("who is calling: ns", "known number +" + NUMBER))),
            new Short(
                    "acknowledged",
                    List.of("-Dbench.calls=400"),
                    List.of(new Figure(
                            "webhook to its acknowledgement: ms p50, p99", "p50 " + NUMBER + " ms, p99 " + NUMBER))),
            new Short(
                    "waveform",
                    List.of("-Dbench.minutes=60"),
                    List.of(new Figure("waveform of an hour: ms", "waveform " + NUMBER + " ms"))));

    private AllBenchmarks() {}

    private static String spread(String what) {
        return what + " +" + NUMBER + " +" + NUMBER + " +" + NUMBER;
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("ringbook-benchmarks");
        var table = new ArrayList<String>();
        for (Short one : ALL) {
            System.out.println(one.benchmark + " …");
            Path said = folder.resolve(one.benchmark + ".txt");
            boolean done = run(one, said);
            String text = Files.readString(said);
            one.figures.forEach(figure -> table.add(line(figure, text, said)));
            if (!done) {
                table.add("%-52s see %s".formatted(one.benchmark + " ended early", said));
            }
        }
        System.out.println();
        table.forEach(System.out::println);
        System.out.println("\nWhat each of them printed: " + folder);
    }

    private static boolean run(Short one, Path said) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbench.jar=" + System.getProperty("bench.jar", "cti-server/target/cti-server.jar"),
                "-Dbench.java=" + System.getProperty("bench.java", ""),
                "-Dbench.ws=" + System.getProperty("bench.ws", "")));
        command.addAll(one.options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmark.class.getName(), one.benchmark));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(said.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        if (!process.waitFor(Duration.ofMinutes(10).toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
        }
        return process.waitFor() == 0;
    }

    private static String line(Figure figure, String text, Path said) {
        Matcher matcher = Pattern.compile(figure.found).matcher(text);
        var values = new ArrayList<String>();
        while (matcher.find()) {
            values.clear();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                values.add("%12s".formatted(matcher.group(i)));
            }
        }
        return "%-52s %s".formatted(figure.what, values.isEmpty() ? "see " + said : String.join(" ", values));
    }
}
