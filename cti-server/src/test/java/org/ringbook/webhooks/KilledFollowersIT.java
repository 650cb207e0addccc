package org.ringbook.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form; the long one is a command, see docs/reliability.md. */
class KilledFollowersIT {

    @TempDir
    Path home;

    @Test
    void whoFollowsAndWhoIsSentToMissesNothingThoughTheProcessIsKilledAtAnyMoment() throws Exception {
        KilledFollowers.Outcome outcome = new KilledFollowers(250, 5, 20_26, home).run();
        assertThat(outcome.findings()).isEqualTo(List.of());
        assertThat(outcome.changes()).isEqualTo(500);
        assertThat(outcome.refused()).as("every third time").isGreaterThan(100);
    }
}
