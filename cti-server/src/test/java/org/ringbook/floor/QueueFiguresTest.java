package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallChange;
import org.ringbook.reports.QueuedCall;
import org.ringbook.reports.QueuedCall.Outcome;
import org.ringbook.reports.ReportSettings;
import org.ringbook.reports.ServiceLevel;
import org.ringbook.reports.ServiceLevel.Waits;

/** What the waiting in queues comes to today. */
class QueueFiguresTest {

    static final ReportSettings SETTINGS = new ReportSettings(
            Duration.ofSeconds(20),
            ServiceLevel.WITHOUT_SHORT,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            365,
            List.of(),
            LocalTime.of(3, 30),
            Map.of());

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private static QueuedCall wait(double seconds, Outcome outcome) {
        long millis = Math.round(seconds * 1000);
        return new QueuedCall(UUID.randomUUID(), "sales", NINE, NINE.plusMillis(millis), millis, outcome);
    }

    private static QueueFigures of(QueuedCall... calls) {
        return QueueFigures.of(List.of(calls), SETTINGS);
    }

    @Test
    void aQueueWithoutCallsHasNoLevelAndNoAverage() {
        QueueFigures none = of();
        for (ServiceLevel formula : ServiceLevel.values()) {
            assertThat(formula.of(none.level())).isNull();
        }
        assertThat(none.asa()).isEmpty();
        assertThat(none.longest()).isEmpty();
        assertThat(ServiceLevel.WITHOUT_SHORT.of(of(wait(3, Outcome.ABANDONED)).level()))
                .as("one who hung up at once says nothing")
                .isNull();
    }

    @Test
    void whoGivesUpAtFourSecondsIsShortAndAtFiveNot() {
        QueueFigures figures = of(wait(4, Outcome.ABANDONED), wait(5.0, Outcome.ABANDONED));
        assertThat(figures.level().abandoned()).isEqualTo(2);
        assertThat(figures.level().shortAbandoned()).isEqualTo(1);
    }

    @Test
    void whoIsAnsweredAtTwentySecondsIsAnsweredInTime() {
        QueueFigures figures = of(wait(20, Outcome.ANSWERED), wait(20.001, Outcome.ANSWERED));
        assertThat(figures.level().inTime()).isEqualTo(1);
        assertThat(figures.asa().orElseThrow()).isCloseTo(20.0005, within(0.001));
    }

    @Test
    void theLevelOfADayIsThatOfItsSumsHoweverItIsCut() {
        var random = new Random(22);
        var waits = new ArrayList<QueuedCall>();
        for (int i = 0; i < 10_000; i++) {
            waits.add(wait(random.nextDouble() * 90, Outcome.values()[random.nextInt(3)]));
        }
        Waits whole = QueueFigures.of(waits, SETTINGS).level();
        for (int cut = 0; cut < 50; cut++) {
            Waits parts = Waits.NONE;
            for (int from = 0; from < waits.size(); ) {
                int to = Math.min(waits.size(), from + 1 + random.nextInt(2000));
                parts = parts.plus(
                        QueueFigures.of(waits.subList(from, to), SETTINGS).level());
                from = to;
            }
            assertThat(parts).isEqualTo(whole);
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
            draft.external = Cast.MARIAS;
            draft.startedAt = NINE;
            draft.endedAt = NINE.plusSeconds(300);
            draft.legs = List.of(legs);
        });
    }

    private static QueueDay day() {
        var day = new QueueDay(ZoneOffset.UTC, SETTINGS, Set.of());
        day.turn(NINE);
        return day;
    }

    @Test
    void aCallThroughThreeQueuesIsOneCallOfTheLast() {
        Call call = waited(
                        queue("q1", 1, 60, LegOutcome.NO_ANSWER),
                        queue("q2", 60, 119, LegOutcome.NO_ANSWER),
                        queue("q3", 119, 151, LegOutcome.ANSWERED))
                .with(draft -> draft.answeredAt = NINE.plusSeconds(151));
        QueueDay day = day();
        day.changed(new CallChange(null, call, List.of()));
        assertThat(day.byQueue()).as("as in the report “queues”").containsOnlyKeys("q3");
        QueueFigures figures = QueueFigures.of(day.byQueue().get("q3"), SETTINGS);
        assertThat(figures.level().answered()).isEqualTo(1);
        assertThat(figures.asa()).hasValue(150);
    }

    @Test
    void aCallThatIsDerivedAgainCountsAsItIsNow() {
        QueueDay day = day();
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
    void whatReportsLeaveOutTheBoardLeavesOut() {
        var day = new QueueDay(ZoneOffset.UTC, SETTINGS, Set.of(Cast.MARIAS));
        day.turn(NINE);
        day.changed(new CallChange(null, waited(queue("sales", 1, 31, LegOutcome.ANSWERED)), List.of()));
        assertThat(day.byQueue()).isEmpty();
    }

    @Test
    void whoWaitsOverMidnightWaitsTodayAndCountsYesterday() {
        Call waits = waited(new Leg("sales", LegKind.QUEUE, NINE.plusSeconds(1), null, null, null, List.of()))
                .with(draft -> {
                    draft.state = Call.State.QUEUED;
                    draft.endedAt = null;
                });
        QueueDay day = day();
        day.changed(new CallChange(null, waits, List.of()));
        day.turn(NINE.plus(Duration.ofDays(1)));
        assertThat(day.byQueue()).isEmpty();
        assertThat(QueueWait.of(waits)).extracting(QueueWait::queue).containsExactly("sales");
    }

    @Test
    void whoComesBackIntoAQueueWithinOneCallWaitsThereSinceTheyCameFirst() {
        Call waits = waited(
                        queue("sales", 1, 31, LegOutcome.NO_ANSWER),
                        new Leg("sales", LegKind.QUEUE, NINE.plusSeconds(40), null, null, null, List.of()))
                .with(draft -> {
                    draft.state = Call.State.QUEUED;
                    draft.endedAt = null;
                });
        assertThat(QueueWait.of(waits)).containsExactly(new QueueWait("sales", NINE.plusSeconds(1), null));
        assertThat(QueuedCall.of(waits))
                .hasValueSatisfying(call -> assertThat(call.waits()).isTrue());
    }
}
