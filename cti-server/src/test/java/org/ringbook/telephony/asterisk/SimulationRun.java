package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Simulates one seed after another for a while; see docs/reliability.md. */
final class SimulationRun {

    private SimulationRun() {}

    /** Returns 1 when a seed breaks what must hold; the options are system properties. */
    public static void main(String[] args) throws IOException {
        LoggingSystem.get(SimulationRun.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
        Long only = Long.getLong("simulation.seed");
        long seed = only == null ? ThreadLocalRandom.current().nextLong(1_000_000) : only;
        long until = System.nanoTime()
                + Duration.ofSeconds(Integer.getInteger("simulation.seconds", 60))
                        .toNanos();
        var kind = SimulatedRecords.Kind.valueOf(
                System.getProperty("simulation.records", "none").toUpperCase(Locale.ROOT));
        int broken = 0;
        double hours = 0;
        do {
            SimulationVerdict verdict = simulate(seed, kind);
            hours += verdict.callTime().toMinutes() / 60.0;
            boolean holds = verdict.broken().isEmpty();
            broken += holds ? 0 : 1;
            System.out.printf("seed %d: %s%n", seed, verdict.report(only == null ? 0 : 5));
            if (!holds) {
                System.out.printf("BROKEN; again with -Dsimulation.seed=%d%n", seed);
            }
            seed++;
        } while (only == null && System.nanoTime() < until);
        System.out.printf("%.0f hours of calls, %d seeds broken%n", hours, broken);
        System.exit(broken == 0 ? 0 : 1);
    }

    /** A working day, with a fault every ten minutes. */
    static SimulationVerdict simulate(long seed, SimulatedRecords.Kind kind) throws IOException {
        Path file = Files.createTempFile("ringbook-simulation", ".csv");
        try {
            return new Simulation(seed, Duration.ofHours(8), 300, 6, new SimulatedRecords(kind, file)).run();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + ".1"));
        }
    }
}
