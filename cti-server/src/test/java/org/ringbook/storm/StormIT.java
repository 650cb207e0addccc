package org.ringbook.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.telephony.beeline.BeelineStorm;
import org.ringbook.telephony.generic.GenericPbxStorm;
import org.ringbook.telephony.mango.MangoStorm;
import org.ringbook.telephony.megafon.MegaFonStorm;

/** The short form of the storms; the long form is a command of its own. */
class StormIT {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> theLogIsWhatWasPlayedThoughAllIsMixedUpAndTheServerIsKilledTwice() {
        return Stream.of(
                DynamicTest.dynamicTest("Mango Office", () -> storm(MangoStorm::new)),
                DynamicTest.dynamicTest("MegaFon", () -> storm(MegaFonStorm::new)),
                DynamicTest.dynamicTest("Beeline", () -> storm(BeelineStorm::new)),
                DynamicTest.dynamicTest("described in settings", () -> storm(GenericPbxStorm::new)));
    }

    private void storm(Supplier<StormSource> kind) throws Exception {
        try (StormSource source = kind.get()) {
            Path place = folder.resolve(source.getClass().getSimpleName());
            Storm.Outcome outcome = new Storm(source, 4_000, 400, 2, 20_26, place).run(System.out);

            assertThat(outcome.findings()).isEqualTo(List.of());
            assertThat(outcome.refusedForged()).isGreaterThan(100);
            assertThat(outcome.sentAgain()).as("deliveries that met no server").isPositive();
        }
    }
}
