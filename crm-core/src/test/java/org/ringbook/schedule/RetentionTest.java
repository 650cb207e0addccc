package org.ringbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RetentionTest {

    @Test
    void whatIsTooOldGoesSoonAfterTheStartAndNotAgainAtOnce() {
        List<Instant> asked = new CopyOnWriteArrayList<>();
        var retention = new Retention("test-retention", "things", Duration.ZERO, Duration.ofDays(3), now -> {
            asked.add(now);
            return 1;
        });
        retention.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> asked.size() == 1);
            assertThat(retention.isRunning()).isTrue();
        } finally {
            retention.stop();
        }
        assertThat(retention.isRunning()).isFalse();
        assertThat(asked).hasSize(1);
    }
}
