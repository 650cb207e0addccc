package org.ringbook.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.agentstates.AgentState;
import org.ringbook.alarms.AlarmRules.Seen;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.floor.Board.Waiting;
import org.ringbook.floor.QueueFigures;
import org.ringbook.reports.ServiceLevel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Three callers wait for long, and the floor is looked at each second. */
class AlarmsTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private final DataSource database = TestDatabase.with("alarms");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final List<Alarm> told = new ArrayList<>();
    private Instant now = NINE;
    private final InstantSource moved = () -> now;
    private final Clock clock = moved.withZone(ZoneOffset.UTC);
    private int[] waiting = {};

    private Alarms started() {
        var limits = new AlarmLimits(
                AlarmRulesTest.USUAL,
                name -> false,
                new AlarmLimitTable(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                event -> {});
        var alarms = new Alarms(new AlarmTable(jdbc), limits, this::seen, clock);
        alarms.listen(told::add);
        return alarms;
    }

    private Seen seen() {
        List<Waiting> callers = Arrays.stream(waiting)
                .mapToObj(since -> new Waiting(null, null, null, NINE.plusSeconds(since), false))
                .toList();
        var queue = new QueueNow(
                "sales",
                Set.of("office"),
                callers,
                Map.of(AgentState.TALKING, 1),
                0,
                new QueueFigures(0, 0, ServiceLevel.Waits.NONE, OptionalDouble.empty(), OptionalDouble.empty()),
                ServiceLevel.WITHOUT_SHORT);
        var board = new Board(now, 1, List.of(), List.of(queue), List.of(new SourceNow("office", null, Duration.ZERO)));
        return new Seen(board, null, Duration.ofHours(1));
    }

    private void look(Alarms alarms, int from, int to) {
        for (int second = from; second <= to; second++) {
            now = NINE.plusSeconds(second);
            alarms.look();
        }
    }

    @Test
    void itIsOneAlarmOverWhenAllWaitLessThan54SecondsAndStandsInTheLedger() {
        Alarms alarms = started();
        waiting = new int[] {0, 10, 20};
        look(alarms, 55, 65);
        assertThat(alarms.open())
                .as("more than a minute, for less than five seconds")
                .isEmpty();
        look(alarms, 66, 80);
        assertThat(alarms.open()).hasSize(1);
        assertThat(told).extracting(Alarm::rule).containsExactly(AlarmRule.CALLER_WAITS);
        UUID vera = UUID.randomUUID();
        alarms.see(alarms.open().get(0).id(), vera);
        waiting = new int[] {20, 31};
        look(alarms, 81, 81);
        assertThat(alarms.open()).as("one still waits 61 s").hasSize(1);
        waiting = new int[] {26};
        look(alarms, 81, 81);
        assertThat(alarms.open()).as("55 s").hasSize(1);
        waiting = new int[] {31};
        look(alarms, 82, 82);
        assertThat(alarms.open()).isEmpty();
        Alarm kept = alarms.list(null, 10).get(0);
        assertThat(kept.beganAt()).isEqualTo(NINE.plusSeconds(66));
        assertThat(kept.seenBy()).isEqualTo(vera);
        assertThat(kept.overAt()).isEqualTo(NINE.plusSeconds(82));
        assertThat(alarms.list(null, 10)).hasSize(1);
        assertThat(told).as("began, seen, over").hasSize(3);
    }

    @Test
    void whatLastsGoesOnOverAStartAndIsNotBegunAgain() {
        waiting = new int[] {0};
        look(started(), 55, 70);
        Alarms again = started();
        look(again, 71, 90);
        assertThat(again.open()).hasSize(1);
        assertThat(again.list(null, 10)).hasSize(1);
        assertThat(told).hasSize(1);
    }
}
