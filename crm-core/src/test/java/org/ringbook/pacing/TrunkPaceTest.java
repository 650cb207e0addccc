package org.ringbook.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.pacing.TrunkPace.Ending;
import org.ringbook.pacing.TrunkPace.Hold;
import org.ringbook.pacing.TrunkPace.Limits;

/** A trunk of two starts a second, ten channels of which two are people's, and a carrier that is full at times. */
class TrunkPaceTest {

    private final TrunkPace trunk = new TrunkPace(new Limits(2, 10, 2));

    /** Starts whenever it may, without a line that stays. */
    private static List<Double> starts(TrunkPace trunk, double from, double to) {
        var starts = new ArrayList<Double>();
        for (double now = from; now < to; now += 0.01) {
            if (trunk.hold(now, 0, 0) == Hold.NONE) {
                trunk.started(now);
                starts.add(now);
            }
        }
        return starts;
    }

    @Test
    void noSecondHasMoreStartsThanTheTrunkTakes() {
        for (double most : new double[] {0.5, 1, 2, 30}) {
            List<Double> starts = starts(new TrunkPace(new Limits(most, 0, 0)), 0, 60);
            assertThat((double) starts.size()).isBetween(60 * most * 0.7, 60 * most + 1);
            int inSecond = (int) Math.ceil(most);
            for (int i = inSecond; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - inSecond)).isGreaterThanOrEqualTo(0.999);
            }
        }
    }

    @Test
    void twoOfTenChannelsAreLeftToPeople() {
        assertThat(trunk.hold(0, 7, 7)).isEqualTo(Hold.NONE);
        assertThat(trunk.hold(0, 8, 8)).isEqualTo(Hold.CHANNELS);
        assertThat(trunk.hold(0, 3, 10)).as("people took theirs, and more").isEqualTo(Hold.CHANNELS);
        assertThat(new TrunkPace(Limits.USUAL).hold(0, 500, 500))
                .as("where nobody said how many it has")
                .isEqualTo(Hold.NONE);
    }

    @Test
    void aFullCarrierHalvesTheRateAndWaitsLongerEachTime() {
        trunk.ended(Ending.CONGESTION, 100);
        assertThat(trunk.hold(101.9, 0, 0)).isEqualTo(Hold.CONGESTED);
        assertThat(trunk.until(100)).isEqualTo(102);
        assertThat(trunk.rate(102)).isEqualTo(1);
        trunk.ended(Ending.CONGESTION, 102);
        assertThat(trunk.until(102)).isEqualTo(106);
        assertThat(trunk.rate(106)).isEqualTo(0.5);
        assertThat(trunk.rate(136)).as("one a second more each minute").isCloseTo(1, within(1e-9));
        assertThat(trunk.rate(200)).as("and never above what was set").isEqualTo(2);
        trunk.ended(Ending.CARRIED, 200);
        trunk.ended(Ending.CONGESTION, 300);
        assertThat(trunk.until(300)).as("it was well in between").isEqualTo(302);
    }

    @Test
    void fiveFullOfTwentyStopItAndTenMinutesOfHealthBringItBack() {
        double now = 0;
        for (int i = 0; i < 20; i++) {
            now += 60;
            trunk.ended(i % 4 == 3 ? Ending.CONGESTION : Ending.CARRIED, now);
        }
        assertThat(trunk.hold(now, 0, 0)).isEqualTo(Hold.STOPPED);
        assertThat(trunk.until(now)).isEqualTo(now + 300);
        assertThat(trunk.hold(now + 301, 0, 0)).isEqualTo(Hold.NONE);
        assertThat(trunk.rate(now + 301)).isLessThan(0.2);
        assertThat(trunk.rate(now + 600)).as("ten minutes later").isEqualTo(2);
    }

    @Test
    void aCarrierThatRefusesEverythingIsNotAskedOn() {
        for (int i = 0; i < 9; i++) {
            trunk.ended(Ending.REFUSED, i);
        }
        assertThat(trunk.hold(9, 0, 0)).isEqualTo(Hold.NONE);
        trunk.ended(Ending.REFUSED, 9);
        assertThat(trunk.hold(10, 0, 0)).isEqualTo(Hold.REFUSED);
        trunk.goOn();
        assertThat(trunk.hold(10, 0, 0)).as("somebody mended it").isEqualTo(Hold.NONE);
        assertThat(trunk.rate(10)).isEqualTo(2);
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new Limits(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(31, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
