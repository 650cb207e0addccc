package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallChange;
import org.ringbook.floor.QueueWait.Outcome;
import org.ringbook.floor.ServiceLevel.Formula;

/** What the waiting of a day in the queues comes to. */
class QueueFiguresTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");
    private static final Duration T = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static QueueWait wait(double seconds, Outcome outcome) {
        return new QueueWait(UUID.randomUUID(), "sales", NINE, NINE.plusMillis(Math.round(seconds * 1000)), outcome);
    }

    private static QueueFigures of(QueueWait... waits) {
        return QueueFigures.of(List.of(waits), T, SHORT);
    }

    private static double percent(ServiceLevel level, Formula formula) {
        return level.by(formula).orElseThrow() * 100;
    }

    @Test
    void theFiveFormulasInUseAndOursGiveSixFiguresOfOneDay() {
        var day = new ServiceLevel(1000, 860, 60, 20, 10);
        assertThat(percent(day, Formula.WITH_ABANDONED_IN_TIME)).isCloseTo(83.0, within(0.05));
        assertThat(percent(day, Formula.OF_ANSWERED)).isCloseTo(86.0, within(0.05));
        assertThat(percent(day, Formula.OF_ALL)).isCloseTo(81.1, within(0.05));
        assertThat(percent(day, Formula.WITHOUT_ABANDONED_IN_TIME)).isCloseTo(82.7, within(0.05));
        assertThat(percent(day, Formula.WITH_SHORT)).isCloseTo(82.1, within(0.05));
        assertThat(percent(day, Formula.WITHOUT_SHORT)).isCloseTo(81.9, within(0.05));
    }

    @Test
    void aQueueWithoutCallsHasNoLevelAndNoAverage() {
        QueueFigures none = of();
        for (Formula formula : Formula.values()) {
            assertThat(none.level().by(formula)).isEmpty();
        }
        assertThat(none.asa()).isEmpty();
        assertThat(none.longest()).isEmpty();
        assertThat(of(wait(3, Outcome.ABANDONED)).level().by(Formula.WITHOUT_SHORT))
                .as("one who hung up at once says nothing")
                .isEmpty();
    }

    @Test
    void whoGivesUpAtFourSecondsIsShortAndAtFiveNot() {
        QueueFigures figures = of(wait(4, Outcome.ABANDONED), wait(5.0, Outcome.ABANDONED));
        assertThat(figures.level().abandoned()).isEqualTo(2);
        assertThat(figures.level().abandonedShort()).isEqualTo(1);
    }

    @Test
    void whoIsAnsweredAtTwentySecondsIsAnsweredInTime() {
        QueueFigures figures = of(wait(20, Outcome.ANSWERED), wait(20.001, Outcome.ANSWERED));
        assertThat(figures.level().answeredInTime()).isEqualTo(1);
        assertThat(figures.asa().orElseThrow()).isCloseTo(20.0005, within(0.001));
    }

    @Test
    void theLevelOfADayIsThatOfItsSumsHoweverItIsCut() {
        var random = new Random(22);
        var waits = new ArrayList<QueueWait>();
        for (int i = 0; i < 10_000; i++) {
            waits.add(wait(random.nextDouble() * 90, Outcome.values()[random.nextInt(3)]));
        }
        ServiceLevel whole = QueueFigures.of(waits, T, SHORT).level();
        for (int cut = 0; cut < 50; cut++) {
            var parts = new ArrayList<ServiceLevel>();
            for (int from = 0; from < waits.size(); ) {
                int to = Math.min(waits.size(), from + 1 + random.nextInt(2000));
                parts.add(QueueFigures.of(waits.subList(from, to), T, SHORT).level());
                from = to;
            }
            assertThat(ServiceLevel.sum(parts)).isEqualTo(whole);
        }
    }

    private static Leg queue(String name, int from, int to, LegOutcome outcome) {
        return new Leg(name, LegKind.QUEUE, NINE.plusSeconds(from), null, NINE.plusSeconds(to), outcome, List.of());
    }

    private static Call waited(Leg... legs) {
        return Call.of(draft -> {
            draft.id = UUID.randomUUID();
            draft.source = "office";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.startedAt = NINE;
            draft.endedAt = NINE.plusSeconds(300);
            draft.legs = List.of(legs);
        });
    }

    @Test
    void aCallThroughThreeQueuesIsLetGoByTwoAndAnsweredFromTheThird() {
        List<QueueWait> waits = QueueWait.of(waited(
                queue("q1", 1, 60, LegOutcome.NO_ANSWER),
                queue("q2", 60, 119, LegOutcome.NO_ANSWER),
                queue("q3", 119, 149, LegOutcome.ANSWERED)));
        assertThat(waits)
                .extracting(QueueWait::queue, QueueWait::outcome)
                .containsExactly(
                        tuple("q1", Outcome.OVERFLOW), tuple("q2", Outcome.OVERFLOW), tuple("q3", Outcome.ANSWERED));
    }

    @Test
    void aCallThatIsDerivedAgainCountsAsItIsNow() {
        var day = new QueueDay(ZoneOffset.UTC);
        day.turn(NINE);
        Call call = waited(queue("sales", 1, 31, LegOutcome.NO_ANSWER));
        day.changed(new CallChange(null, call, List.of()));
        assertThat(day.byQueue()).containsOnlyKeys("sales");
        day.again(waitedAs(call.id(), queue("support", 1, 31, LegOutcome.ANSWERED)));
        assertThat(day.byQueue()).containsOnlyKeys("support");
        day.again(waitedAs(call.id()));
        assertThat(day.byQueue()).as("it was in no queue").isEmpty();
    }

    private static Call waitedAs(UUID id, Leg... legs) {
        Call call = waited(legs);
        return call.with(draft -> draft.id = id);
    }

    @Test
    void whoComesBackIntoAQueueWithinOneCallIsOfferedOnce() {
        List<QueueWait> waits = QueueWait.of(
                waited(queue("sales", 1, 31, LegOutcome.NO_ANSWER), queue("sales", 40, 50, LegOutcome.ANSWERED)));
        assertThat(waits).hasSize(1);
        assertThat(waits.get(0).waited()).hasSeconds(49);
        assertThat(waits.get(0).outcome()).isEqualTo(Outcome.ANSWERED);
    }
}
