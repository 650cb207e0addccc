package org.ringbook.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Shifts of diallers on a virtual clock: who drops whom, and how busy agents are. */
class PacingTest {

    private static final double LIMIT = 0.03;
    private static final int SMALL_WORLDS = 10_000;

    private static ShiftResult played(int agents, Supplier<Pacing> policy, long seed) {
        return Shift.play(World.usual(agents), policy.get(), seed);
    }

    /** Of the usual people and telephones, some hours: the more agents, the more each hour says. */
    private static ShiftResult played(int agents, double hours, Supplier<Pacing> policy) {
        World usual = World.usual(agents);
        var world = new World(
                agents,
                hours,
                usual.answerRate(),
                usual.talk(),
                usual.talkCv(),
                usual.wrapUp(),
                usual.wrapUpCv(),
                usual.answer(),
                usual.answerCv(),
                usual.noAnswer(),
                usual.failAtOnce(),
                usual.patience(),
                usual.breakEvery(),
                usual.breakFor(),
                usual.perSecond(),
                usual.lines(),
                usual.tick());
        return Shift.play(world, policy.get(), 1);
    }

    @Test
    void oneLineForEachWhoIsReadyDropsNobody() {
        for (int agents : new int[] {3, 10}) {
            ShiftResult shift = played(agents, Pacing::progressive, 1);
            assertThat(shift.drops()).isZero();
            assertThat(shift.peak()).isLessThanOrEqualTo(agents);
            assertThat(shift.occupancy()).isCloseTo(0.61, within(0.025));
        }
    }

    @Test
    void aFixedRatioDropsATenthAndMore() {
        assertThat(played(5, () -> Pacing.fixedRatio(2), 1).dropRate()).isBetween(0.35, 0.5);
        assertThat(played(10, () -> Pacing.fixedRatio(1.5), 1).dropRate()).isBetween(0.1, 0.22);
        assertThatThrownBy(() -> Pacing.fixedRatio(0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vicidialsHardLimitIsPassedBeforeItHolds() {
        ShiftResult shift = played(5, () -> new VicidialPacing(VicidialPacing.Guard.HARD_LIMIT, LIMIT, -1, 9, 17), 1);
        assertThat(shift.worst()).as("at some moment of the day").isGreaterThan(LIMIT);
    }

    @Test
    void theStrictFormIsBusierThanProgressiveAndNeverOverTheLimit() {
        ShiftResult shift = played(10, 4, () -> BudgetPacing.strict(LIMIT, 0.03));
        assertThat(shift.worst()).isLessThanOrEqualTo(LIMIT);
        assertThat(shift.occupancy()).isGreaterThan(0.76);
    }

    /** At no answer are more dropped than may be: whatever the teams, breaks, and jumps of how many answer. */
    @Test
    void inTenThousandSmallWorldsTheStrictFormIsNeverOverTheLimit() {
        long drops = 0;
        for (int seed = 0; seed < SMALL_WORLDS; seed++) {
            var random = new Random(seed);
            World world = World.usual(
                            2 + random.nextInt(7), random.nextDouble(), random.nextDouble(), random.nextDouble())
                    .quick(2 + 4 * random.nextDouble(), 0.1, 2)
                    .withBreaks(60 + 200 * random.nextDouble(), 20 + 60 * random.nextDouble());
            ShiftResult shift = Shift.play(world, BudgetPacing.strict(LIMIT, 1), seed);
            assertThat(shift.worst()).as("world %d", seed).isLessThanOrEqualTo(LIMIT);
            drops += shift.drops();
        }
        assertThat(drops).as("the limit is tried").isGreaterThan(SMALL_WORLDS / 100);
    }

    @Test
    void inSmallWorldsPowerIsNeverOverTheLimitAndBusierThanProgressive() {
        double busy = 0;
        double progressive = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            World world = World.usual(2 + random.nextInt(9), 0.2 + 0.6 * random.nextDouble())
                    .quick(5 + 20 * random.nextDouble(), 0.5, 2);
            ShiftResult shift = Shift.play(world, new PowerPacing(1 + 2 * random.nextDouble(), LIMIT), seed);
            assertThat(shift.worst()).as("world %d", seed).isLessThanOrEqualTo(LIMIT);
            busy += shift.occupancy();
            progressive += Shift.play(world, Pacing.progressive(), seed).occupancy();
        }
        assertThat(busy).isGreaterThan(progressive);
    }

    @Test
    void linesForAgentsWhoLeftAreTakenBack() {
        for (Pacing pacing : new Pacing[] {new PowerPacing(2, LIMIT), BudgetPacing.strict(LIMIT, LIMIT)}) {
            assertThat(pacing.toTakeBack(state(5, 5, 0, 0))).isZero();
            assertThat(pacing.toTakeBack(state(2, 5, 0, 0))).isEqualTo(3);
            assertThat(pacing.toTakeBack(state(2, 5, 0, 40)))
                    .as("one is within the budget")
                    .isEqualTo(2);
            assertThat(pacing.toTakeBack(state(2, 5, 1, 40))).isEqualTo(3);
        }
        assertThat(BudgetPacing.of(LIMIT, 0.015).toTakeBack(state(0, 5, 0, 40))).isPositive();
        assertThat(BudgetPacing.of(LIMIT, 0.015).toTakeBack(state(5, 5, 0, 40))).isZero();
    }

    private static PacingState state(int ready, int lines, long drops, long humans) {
        return new PacingState(0, ready, new double[0], new double[0], new double[lines], 0, drops, humans, 5);
    }

    @Test
    void twentyAgentsAreBusyAndFewAreDropped() {
        ShiftResult shift = played(20, 2.5, () -> BudgetPacing.of(0.025, 0.01));
        assertThat(shift.occupancy()).isGreaterThanOrEqualTo(0.83);
        assertThat(shift.dropRate()).isLessThanOrEqualTo(0.016);
    }

    @Test
    void theSameSeedIsTheSameShift() {
        ShiftResult one = Shift.play(World.usual(3).quick(20, 0.5, 0.5), BudgetPacing.strict(LIMIT, 0.03), 7);
        ShiftResult again = Shift.play(World.usual(3).quick(20, 0.5, 0.5), BudgetPacing.strict(LIMIT, 0.03), 7);
        assertThat(again.dials()).isEqualTo(one.dials());
        assertThat(again.occupancy()).isEqualTo(one.occupancy());
        assertThat(again.waits()).isEqualTo(one.waits());
    }

    @Test
    void aTrunkStartsNoMoreThanItMayInASecondAndHasNoMoreLines() {
        var bucket = new StartBucket(2, StartBucket.USUAL_GAP);
        double[] started = new double[200];
        int count = 0;
        for (double now = 0; now < 10; now += 0.01) {
            if (bucket.take(now)) {
                started[count++] = now;
            }
        }
        assertThat(count).isBetween(18, 20);
        for (int i = 2; i < count; i++) {
            assertThat(started[i] - started[i - 2]).isGreaterThanOrEqualTo(0.999);
        }
        World narrow = World.usual(10).overTrunk(2, 8);
        assertThat(Shift.play(narrow, Pacing.fixedRatio(3), 1).peak()).isLessThanOrEqualTo(8);
        assertThatThrownBy(() -> new StartBucket(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFormulasOfTheRegulatorsComeOutAsTheirExamples() {
        assertThat(AbandonRate.uk(29, 9, 7)).isCloseTo(0.6444, within(0.00005));
        assertThat(AbandonRate.uk(10, 400, 100)).isCloseTo(0.0196, within(0.00005));
        assertThat(AbandonRate.us(63, 2_000)).isCloseTo(0.0315, within(1e-9)).isGreaterThan(LIMIT);
        assertThat(AbandonRate.us(59, 2_000)).isCloseTo(0.0295, within(1e-9)).isLessThan(LIMIT);
        assertThat(AbandonRate.us(0, 0)).isZero();
        assertThat(AbandonRate.uk(1, 0, 3)).isEqualTo(1);
        assertThatThrownBy(() -> AbandonRate.us(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chancesAreExact() {
        var chances = new Chances(new double[] {0.5, 0.25});
        assertThat(chances.distribution()).containsExactly(0.375, 0.5, 0.125);
        chances.add(1);
        assertThat(chances.atLeast(1)).isEqualTo(1);
        assertThat(chances.atLeast(2)).isCloseTo(0.625, within(1e-12));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959964, within(1e-6));
        Durations usual = Durations.usual(90, 0.8);
        assertThat(usual.quantile(0.5)).isCloseTo(70.3, within(2.0));
    }
}
