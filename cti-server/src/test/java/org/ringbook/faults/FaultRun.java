package org.ringbook.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ringbook.lab.AsteriskVersion;

/**
 * Many calls on a real Asterisk while everything around them fails at moments that a seed gives, and then the question
 * whether the call log has each of them once and right. See docs/reliability.md.
 *
 * @param calls how many at least
 * @param faults how many; each kind comes equally often
 */
record FaultRun(AsteriskVersion version, int calls, double callsPerSecond, int faults, long seed, Path folder) {

    /** The longest call of the traffic, a ring of 20 s before it not counted. */
    private static final Duration LAST_CALLS_END = Duration.ofSeconds(14);

    /** Runs it and returns 0 when all holds; the options are system properties. */
    public static void main(String[] args) throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime() & 0xFFFFFF);
        Path folder = Files.createTempDirectory("ringbook-faults");
        var run = new FaultRun(
                "16".equals(System.getProperty("faults.asterisk")) ? AsteriskVersion.V16 : AsteriskVersion.V22,
                Integer.getInteger("faults.calls", 2_000),
                Double.parseDouble(System.getProperty("faults.rate", "5")),
                Integer.getInteger("faults.count", 40),
                seed,
                folder);
        Verdict verdict = run.run(System.out);
        System.out.printf(
                "%s%nSeed %d. Logs of all programs: %s%n", verdict.holds() ? "HOLDS" : "DOES NOT HOLD", seed, folder);
        System.exit(verdict.holds() ? 0 : 1);
    }

    Verdict run(PrintStream out) throws IOException, InterruptedException {
        out.printf("%s, %.1f calls/s, %d faults, seed %d%n", version, callsPerSecond, faults, seed);
        var done = new ArrayList<Fault>();
        try (var house = new House(version, folder)) {
            var watch = new CallLogWatch(house.database());
            Instant began = Instant.now();
            try (var traffic = new Traffic(house.asterisk, folder.resolve("telephones"), callsPerSecond)) {
                breakThings(house, done, out);
                rest(began.plusMillis((long) (calls * 1000 / callsPerSecond)));
                traffic.callNoMore();
                rest(Instant.now().plus(LAST_CALLS_END).plus(Judge.HEALS_WITHIN));
                List<Fault> deaths = done.stream()
                        .filter(fault -> fault.kind() == FaultKind.ASTERISK_RESTARTED)
                        .toList();
                var verdict =
                        new Judge(watch.calls(), done).judge(traffic.calls(deaths), Cdr.read(house.asterisk.cdrFile()));
                verdict.print(out, began);
                return verdict;
            }
        }
    }

    private void breakThings(House house, List<Fault> done, PrintStream out) throws InterruptedException {
        var random = new Random(seed);
        double spare = Math.max(0, calls / callsPerSecond / faults - 20);
        for (FaultKind kind : deck(random)) {
            long quiet = Judge.HEALS_WITHIN.toMillis() + 500 + random.nextInt(1000 + (int) (spare * 2000));
            rest(Instant.now().plusMillis(quiet));
            int range = (kind.mostSeconds - kind.leastSeconds) * 1000;
            long lasts = kind.leastSeconds * 1000L + (range == 0 ? 0 : random.nextInt(range));
            Instant from = Instant.now();
            kind.begin(house);
            rest(from.plusMillis(lasts));
            kind.end(house);
            var fault = new Fault(done.size() + 1, kind, from, Instant.now());
            done.add(fault);
            out.printf("%s  fault %d: %s until %s%n", from, fault.number(), kind.words, fault.ended());
            if (!house.server.runs()) {
                throw new IllegalStateException("The server has ended by itself; its log is in " + folder);
            }
        }
        rest(Instant.now().plus(Judge.HEALS_WITHIN));
    }

    private List<FaultKind> deck(Random random) {
        var deck = new ArrayList<FaultKind>();
        while (deck.size() < faults) {
            var all = new ArrayList<>(kinds());
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.subList(0, faults);
    }

    private static List<FaultKind> kinds() {
        String some = System.getProperty("faults.kinds", "");
        return some.isBlank()
                ? List.of(FaultKind.values())
                : Arrays.stream(some.split(",")).map(FaultKind::valueOf).toList();
    }

    private static void rest(Instant until) throws InterruptedException {
        long millis = Duration.between(Instant.now(), until).toMillis();
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }
}
