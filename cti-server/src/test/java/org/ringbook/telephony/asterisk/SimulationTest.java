package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.telephony.asterisk.SimulatedRecords.Kind;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Afternoons with a fault every ten minutes, the same ones each time; the long form is a command that seeks new ones. */
class SimulationTest {

    static LongStream seeds() {
        Long again = Long.getLong("simulation.seed");
        return again == null ? LongStream.of(1, 2, 3) : LongStream.of(again);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCallThatWasHeardIsOneRecordWhateverFailsMeanwhile(long seed) {
        LoggingSystem logging = LoggingSystem.get(SimulationTest.class.getClassLoader());
        logging.setLogLevel("org.ringbook.telephony", LogLevel.OFF);
        try {
            SimulationVerdict verdict =
                    new Simulation(seed, Duration.ofHours(4), 120, 6, new SimulatedRecords(Kind.NONE, null)).run();
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
