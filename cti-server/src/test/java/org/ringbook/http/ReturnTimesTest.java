package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five thousand come back in one moment, and few of them find a place. */
class ReturnTimesTest {

    private static final long SECOND = 1_000_000_000;
    private final ReturnTimes times = new ReturnTimes(2, 0);

    private List<Integer> told(int people, long now) {
        var told = new ArrayList<Integer>();
        for (int i = 0; i < people; i++) {
            told.add(times.secondsOfNext(now));
        }
        return told;
    }

    @Test
    void theyAreToldToComeTwiceAsFastAsPeopleAreLetIn() {
        for (int i = 0; i < 1_000; i++) {
            times.letIn(2_000_000);
        }
        List<Integer> told = told(5_000, 0);

        assertThat(told).isSorted();
        assertThat(told).filteredOn(seconds -> seconds == 0).hasSizeBetween(1_800, 2_200);
        assertThat(told).filteredOn(seconds -> seconds == 1).hasSizeBetween(1_800, 2_200);
        assertThat(told.get(4_999)).isEqualTo(2);
    }

    @Test
    void whoComesWhenNobodyIsOwedAPlaceMayComeAtOnce() {
        told(5_000, 0);
        assertThat(times.secondsOfNext(60 * SECOND)).isZero();
    }

    @Test
    void nobodyIsToldToStayAwayForLong() {
        times.letIn(600 * SECOND);
        assertThat(told(100, 0)).allMatch(seconds -> seconds <= 15);
    }
}
