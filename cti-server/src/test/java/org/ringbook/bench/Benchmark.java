package org.ringbook.bench;

import java.util.Arrays;
import java.util.List;
import org.ringbook.agent.SoftphoneFigures;
import org.ringbook.contacts.CallerDirectoryBenchmark;
import org.ringbook.telephony.mango.AcknowledgementBenchmark;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs the benchmarks; see docs/performance.md. */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        LoggingSystem.get(Benchmark.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        List<String> words = Arrays.asList(args);
        System.out.printf(
                "Java %s, %d processors, %s%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"));
        String what = words.isEmpty() ? "throughput" : words.get(0);
        switch (what) {
            case "throughput" ->
                Throughput.run(
                        number("bench.messages", 200_000),
                        number("bench.rounds", 5),
                        words.subList(Math.min(1, words.size()), words.size()));
            case "latency" -> Latency.run(50, number("bench.calls", 2_000), number("bench.rounds", 3));
            case "starts" -> Starts.run(number("bench.rounds", 5), number("bench.numbers", 1_000));
            case "memory" -> Latency.memory(100, number("bench.calls", 6_000));
            case "numbers" -> CallerDirectoryBenchmark.generated(number("bench.numbers", 10_000_000));
            case "all" -> AllBenchmarks.run();
            case "records" ->
                BackReading.run(
                        number("bench.rows", 1_000_000), number("bench.table", 5_000_000), number("bench.rate", 70));
            case "acknowledged" ->
                AcknowledgementBenchmark.run(
                        number("bench.senders", 16), number("bench.calls", 1_000), number("bench.rate", 200));
            case "history" -> {
                org.ringbook.telephony.mango.HistoryMemory.run(number("bench.rows", 50_000));
                org.ringbook.telephony.megafon.HistoryMemory.run(number("bench.rows", 50_000));
                org.ringbook.telephony.beeline.HistoryMemory.run(number("bench.rows", 50_000));
            }
            case "listeners" -> Listeners.run(number("bench.listeners", 16), number("bench.pieces", 200));
            case "storm" -> Storm.run(number("bench.people", 5_000), number("bench.rounds", 3));
            case "returns" -> Returns.run(number("bench.people", 400));
            case "csv" -> Exports.run(number("bench.calls", 50_000), number("bench.rounds", 5));
            case "ranges" -> Ranges.run(number("bench.rounds", 5), number("bench.seconds", 6));
            case "sweep" -> Sweep.run(number("bench.people", 5_100), number("bench.rounds", 40));
            case "busy" -> BusyHour.run(number("bench.rate", 200), number("bench.seconds", 30));
            case "waveform" -> Waveform.run(number("bench.minutes", 60));
            case "softphone" ->
                SoftphoneFigures.run(number("bench.seconds", 20), number("bench.calls", 500), number("bench.busy", 0));
            case "floor" ->
                FloorTiles.run(number("bench.rate", 2), number("bench.seconds", 60), number("bench.supervisors", 1));
            case "derive" -> Deriving.run(number("bench.calls", 10_000));
            case "volumes" ->
                Volumes.run(
                        number("bench.people", 1_000_000),
                        number("bench.calls", 5_000_000),
                        number("bench.rounds", 40));
            case "deals" ->
                DealVolumes.run(
                        number("bench.people", 1_000_000),
                        number("bench.calls", 5_000_000),
                        number("bench.deals", 500_000),
                        number("bench.rounds", 40),
                        number("bench.movers", 300),
                        number("bench.seconds", 600));
            case "lists" ->
                CallListFigures.run(
                        number("bench.rows", 100_000), number("bench.entries", 1_000_000), number("bench.rounds", 21));
            case "search" ->
                Searching.run(
                        number("bench.people", 1_000_000), number("bench.calls", 3_000_000), number("bench.rounds", 9));
            case "reports" ->
                org.ringbook.reports.ReportVolumes.run(number("bench.calls", 10_000_000), number("bench.rounds", 5));
            default -> throw new IllegalArgumentException("Not a benchmark: " + what);
        }
        System.exit(0);
    }

    private static int number(String property, int usual) {
        return Integer.getInteger(property, usual);
    }
}
