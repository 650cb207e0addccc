package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void whereverACardIsPutItStandsBetweenItsNeighbours() {
        var random = new Random(17);
        var column = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            int at = random.nextInt(column.size() + 1);
            String above = at == 0 ? null : column.get(at - 1);
            String below = at == column.size() ? null : column.get(at);
            String rank = Ranks.between(above, below);
            if (above != null) {
                assertThat(rank).isGreaterThan(above);
            }
            if (below != null) {
                assertThat(rank).isLessThan(below);
            }
            column.add(at, rank);
        }
        assertThat(column).isSorted().doesNotHaveDuplicates();
        assertThat(column.stream().mapToInt(String::length).max().orElseThrow()).isLessThan(20);
    }

    @Test
    void onTopOfAHundredThousandCardsRanksStayShort() {
        String top = null;
        String bottom = null;
        for (int i = 0; i < 100_000; i++) {
            String higher = Ranks.between(null, top);
            String lower = Ranks.between(bottom, null);
            if (top != null) {
                assertThat(higher.compareTo(top)).isNegative();
                assertThat(lower.compareTo(bottom)).isPositive();
            }
            top = higher;
            bottom = lower;
        }
        assertThat(top).hasSizeLessThan(6);
        assertThat(bottom).hasSizeLessThan(6);
    }

    @Test
    void alwaysUnderTheSameCardThereIsRoomAndItGetsNarrow() {
        String above = "a0";
        String below = Ranks.between(above, null);
        for (int i = 0; i < 200; i++) {
            String rank = Ranks.between(above, below);
            assertThat(rank).isGreaterThan(above).isLessThan(below);
            below = rank;
        }
        assertThat(below.length()).isBetween(30, 60);
    }

    @Test
    void twoWhoComeToTheTopAtOnceStandApartAndRanksStayShort() {
        var random = new Random(17);
        String top = null;
        for (int i = 0; i < 10_000; i++) {
            String one = Ranks.onTop(top, random);
            assertThat(Ranks.onTop(top, random)).isNotEqualTo(one);
            if (top != null) {
                assertThat(one).isLessThan(top);
            }
            top = one;
        }
        assertThat(top).hasSizeLessThan(10);
    }

    @Test
    void aColumnGetsNewRanksInOrder() {
        List<String> anew = Ranks.anew(5_000);
        assertThat(anew).isSorted().doesNotHaveDuplicates().hasSize(5_000);
        assertThat(Ranks.between(null, anew.get(0))).isLessThan(anew.get(0));
        assertThat(Ranks.between(anew.get(70), anew.get(71))).isBetween(anew.get(70), anew.get(71));
    }

    @Test
    void betweenWhatStandsTheOtherWayRoundThereIsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ranks.between("a1", "a0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Ranks.between("a1", "a1"));
    }
}
