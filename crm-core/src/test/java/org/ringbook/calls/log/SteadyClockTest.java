package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is dropped by the clock is gone for good, and somebody has just set it a month forward. */
class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private Duration passed = Duration.ZERO;
    private final SteadyClock steady = new SteadyClock(() -> passed.toNanos());

    @BeforeEach
    void theServerStarts() {
        assertThat(steady.of(NOON)).isEqualTo(NOON);
    }

    private Instant hoursLater(long hours, Duration ahead) {
        passed = Duration.ofHours(hours);
        return steady.of(NOON.plus(passed).plus(ahead));
    }

    @Test
    void aClockThatGoesOnIsBelieved() {
        assertThat(hoursLater(5, Duration.ofMinutes(3))).isEqualTo(NOON.plus(Duration.ofMinutes(303)));
        assertThat(hoursLater(200, Duration.ofMinutes(6))).isEqualTo(NOON.plus(Duration.ofMinutes(12_006)));
    }

    @Test
    void whileNobodyHasNoticedTimeGoesOnAsBefore() {
        assertThat(hoursLater(1, MONTH)).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(hoursLater(24, MONTH)).isEqualTo(NOON.plus(Duration.ofHours(24)));
    }

    @Test
    void aDayLaterItIsBelieved() {
        hoursLater(1, MONTH);
        assertThat(hoursLater(25, MONTH))
                .isEqualTo(NOON.plus(Duration.ofHours(25)).plus(MONTH));
        assertThat(hoursLater(26, MONTH))
                .isEqualTo(NOON.plus(Duration.ofHours(26)).plus(MONTH));
    }

    @Test
    void setRightInTimeNothingWasBelieved() {
        hoursLater(1, MONTH);
        assertThat(hoursLater(10, Duration.ZERO)).isEqualTo(NOON.plus(Duration.ofHours(10)));
        // And the next leap has its own day.
        assertThat(hoursLater(30, MONTH)).isEqualTo(NOON.plus(Duration.ofHours(30)));
    }

    @Test
    void setBackItIsBelievedAtOnce() {
        assertThat(hoursLater(1, MONTH.negated()))
                .isEqualTo(NOON.plus(Duration.ofHours(1)).minus(MONTH));
    }
}
