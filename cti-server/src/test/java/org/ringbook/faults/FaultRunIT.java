package org.ringbook.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.NeedsAsterisk;

/** The short form of the fault run: each kind of fault once. The long form is a command of its own. */
@NeedsAsterisk
class FaultRunIT {

    @TempDir
    Path folder;

    @Test
    void everyCallIsOneRecordThoughEverythingFailsOnce() throws Exception {
        Verdict verdict = new FaultRun(AsteriskVersion.V22, 200, 1.6, 9, 20_26, folder).run(System.out);

        assertThat(verdict.calls()).as("a run that shows something").hasSizeGreaterThanOrEqualTo(190);
        assertThat(verdict.cdrs()).as("CDRs that were read").isGreaterThanOrEqualTo(190);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.missingCdrs()).isEmpty();
    }
}
