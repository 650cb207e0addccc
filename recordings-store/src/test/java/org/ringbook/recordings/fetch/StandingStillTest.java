package org.ringbook.recordings.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingStillTest {

    private static final Instant ENDED = Instant.parse("2026-11-30T02:50:00Z");

    @TempDir
    Path folder;

    private final StandingStill standing = new StandingStill(Duration.ofMinutes(1));
    private final UUID id = UUID.randomUUID();

    private boolean still(String content, int second) throws Exception {
        Path file = Files.writeString(folder.resolve("sound"), content);
        return standing.are(id, List.of(file), ENDED, ENDED.plusSeconds(second));
    }

    @Test
    void whatIsTheSameForAMinuteStandsStill() throws Exception {
        assertThat(still("abc", 0)).isFalse();
        assertThat(still("abc", 30)).isFalse();
        assertThat(still("abcd", 61)).isFalse();
        assertThat(still("abcd", 100)).isFalse();
        assertThat(still("abcd", 121)).isTrue();
        // The same length is not the same.
        assertThat(still("abce", 200)).isFalse();
    }

    @Test
    void whileTheCallGoesOnNothingDoes() throws Exception {
        assertThat(still("abc", -600)).isFalse();
        assertThat(still("abc", -60)).isFalse();
        assertThat(still("abc", 59)).isFalse();
        assertThat(still("abc", 60)).isTrue();
        standing.forget(id);
        assertThat(still("abc", 61)).isFalse();
    }
}
