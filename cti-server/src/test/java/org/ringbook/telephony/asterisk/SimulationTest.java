package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Three known afternoons with faults every ten minutes and one that nobody knows; the long form is a command. */
class SimulationTest {

    private static final List<Long> KNOWN_SEEDS = List.of(1L, 2L, 3L);

    /** What a PBX without records leaves in gaps. */
    private static final List<String> LOST_WITHOUT_RECORDS = List.of("gap: lost", "gap: wrong");

    /** Once in some ten thousand calls a gap leaves two pieces that nothing joins. */
    private static final List<String> PERHAPS_IN_TWO_PIECES = List.of("gap: lost", "gap: wrong", "gap: doubled");

    static LongStream seeds() {
        long again = Long.getLong("simulation.seed", new Random().nextInt(1_000_000));
        return LongStream.concat(KNOWN_SEEDS.stream().mapToLong(Long::longValue), LongStream.of(again));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCallThatWasHeardIsOneRecordWhateverFailsMeanwhile(long seed) {
        LoggingSystem logging = LoggingSystem.get(SimulationTest.class.getClassLoader());
        logging.setLogLevel("org.ringbook.telephony", LogLevel.OFF);
        try {
            SimulationVerdict verdict = new Simulation(seed, Duration.ofHours(4), 120, 6, null).run();
            System.out.println("Simulation, seed " + seed + ": " + verdict.report(0));
            assertThat(verdict.calls()).isGreaterThan(200);
            assertThat(verdict.faults()).isGreaterThan(5);
            assertThat(verdict.broken())
                    .as("replay with simulation.seed=" + seed)
                    .isEmpty();
        } finally {
            logging.setLogLevel("org.ringbook.telephony", null);
        }
    }
}
