package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who drops for good what is old believes the clock only where calls go on. */
class BelievedDayTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final TreeSet<LocalDate> written = new TreeSet<>();

    @Test
    void aClockThatGoesOnFromTheLastCallIsBelieved() {
        written.add(MONDAY.minusDays(3));
        assertThat(believed(MONDAY)).isEqualTo(MONDAY);
    }

    @Test
    void whereNothingWasEverWrittenThereIsNothingToDoubt() {
        assertThat(believed(MONDAY)).isEqualTo(MONDAY);
    }

    @Test
    void aLeapIsNotBelievedBeforeCallsGoOnThereForThreeDays() {
        written.add(MONDAY);
        LocalDate nextYear = MONDAY.plusYears(1);
        for (int day = 0; day < 2; day++) {
            assertThat(believed(nextYear.plusDays(day))).isEqualTo(MONDAY);
            written.add(nextYear.plusDays(day));
            assertThat(believed(nextYear.plusDays(day))).isEqualTo(MONDAY);
        }
        written.add(nextYear.plusDays(2));
        assertThat(believed(nextYear.plusDays(2))).isEqualTo(nextYear.plusDays(2));
    }

    @Test
    void whatWasWrittenByAClockThatWasAheadDoesNotCountWhenItIsPutRight() {
        written.add(MONDAY);
        written.add(MONDAY.plusYears(10));
        assertThat(believed(MONDAY.plusDays(1))).isEqualTo(MONDAY.plusDays(1));
    }

    private LocalDate believed(LocalDate today) {
        return BelievedDay.of(today, written::lower, 31);
    }
}
