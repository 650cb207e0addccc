package org.ringbook.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many AMI messages a second: the same stream, over a socket, to one reader after another, some rounds; to the whole server after them. */
final class Throughput {

    /** Until the code is compiled that the later rounds run; the same for each reader. */
    private static final int WARM_UP = Integer.getInteger("bench.warm", 8);
    /** Of the PBX's clock, between the beginnings of two stories. */
    private static final long EVERY_MICROS = 20_000;

    private Throughput() {}

    /**
     * @param messages of the stream, at least
     * @param only names of readers, by their beginnings; empty for all
     */
    static void run(int messages, int rounds, List<String> only) throws Exception {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        measure(messages, rounds, readers(only), results);
        // A server of its own: beside the others its processes would have a part of the machine.
        if (wanted("the whole server", only)) {
            measure(messages, rounds, List.of(new LoggingReader()), results);
        }
        print(results);
    }

    private static void measure(int messages, int rounds, List<Reader> readers, Map<String, List<Result>> results)
            throws Exception {
        List<StoryPattern> stories = StoryPattern.captured("asterisk-22");
        int perPass =
                stories.stream().mapToInt(story -> story.messages().size()).sum();
        int playings = (messages + perPass - 1) / perPass * stories.size();
        var maker = new Tape.Maker(stories);
        try {
            for (int round = -WARM_UP; round < rounds; round++) {
                Tape tape = maker.tape(playings, Instant.now(), EVERY_MICROS);
                if (round == -WARM_UP) {
                    describe(tape);
                }
                byte[] bytes = tape.bytes();
                for (Reader reader : readers) {
                    System.gc();
                    var result = Result.of(reader, tape, bytes);
                    System.out.printf(Locale.ROOT, "round %2d  %s%n", round, result.line(reader.name()));
                    if (round >= 0) {
                        results.computeIfAbsent(reader.name(), name -> new ArrayList<>())
                                .add(result);
                    }
                }
            }
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    private static List<Reader> readers(List<String> only) {
        var readers = new ArrayList<Reader>(
                List.of(new BareReader(), new FramedReader(), new FoldingReader(), new AsteriskJavaReader()));
        readers.removeIf(reader -> !wanted(reader.name(), only));
        return readers;
    }

    private static boolean wanted(String name, List<String> only) {
        return only.isEmpty() || only.stream().anyMatch(name::startsWith);
    }

    private static void describe(Tape tape) {
        long bytes = tape.messages().stream()
                .mapToLong(message -> message.bytes().length)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%nA stream of %,d AMI messages, %,d bytes each in the mean, of %,d calls in %.0f s of the PBX's time%n",
                tape.size(),
                bytes / tape.size(),
                tape.calls(),
                tape.seconds());
    }

    /** @param cpuMicros of the reading process, a message; with the sender's where both are one */
    private record Result(double perSecond, double cpuMicros) {

        static Result of(Reader reader, Tape tape, byte[] bytes) throws Exception {
            long cpu = reader.cpu().toNanos();
            double seconds = reader.read(tape, bytes) / 1e9;
            return new Result(tape.size() / seconds, (reader.cpu().toNanos() - cpu) / 1e3 / tape.size());
        }

        String line(String name) {
            return String.format(Locale.ROOT, "%-34s %,10.0f messages/s %8.2f µs", name, perSecond, cpuMicros);
        }
    }

    private static void print(Map<String, List<Result>> results) {
        System.out.printf(
                "%n%-34s %12s %12s %12s %12s%n", "messages a second", "median", "lowest", "highest", "µs of CPU");
        results.forEach((name, rounds) -> {
            var perSecond =
                    Spread.of(rounds.stream().mapToDouble(Result::perSecond).toArray());
            var cpu = Spread.of(rounds.stream().mapToDouble(Result::cpuMicros).toArray());
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %,12.0f %,12.0f %,12.0f %12.2f%n",
                    name,
                    perSecond.median(),
                    perSecond.min(),
                    perSecond.max(),
                    cpu.median());
        });
    }
}
