package org.ringbook.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.pacing.ListMeasures.Share;

/** Each percentage has its counts. */
class ListMeasuresTest {

    @Test
    void aListHalfWayThroughIsMeasured() {
        var list = new ListMeasures(1_000, 20, 30, 475, 190, 38, 19, 950, 260, 50);
        assertThat(list.penetration()).isEqualTo(new Share(475, 950));
        assertThat(list.penetration().value()).isEqualTo(0.5);
        assertThat(list.attemptsPerEntry().value()).isEqualTo(2.0);
        assertThat(list.attemptsPerContact().value()).isEqualTo(5.0);
        assertThat(list.connectRate()).isEqualTo(new Share(260, 900));
        assertThat(list.contactRate().value()).isEqualTo(0.4);
        assertThat(list.conversion().value()).isEqualTo(0.2);
        assertThat(list.yieldRate().value()).isEqualTo(0.08);
        assertThat(list.badNumbers().value()).isEqualTo(0.04);
        assertThat(ListMeasures.perHour(190, 38 * 3600)).isEqualTo(5.0);
    }

    @Test
    void ofNothingThereIsNoShare() {
        var list = new ListMeasures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(list.conversion().value()).isNull();
        assertThat(ListMeasures.perHour(3, 0)).isNull();
    }
}
