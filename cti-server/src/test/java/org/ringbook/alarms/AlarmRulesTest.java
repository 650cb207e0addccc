package org.ringbook.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.AgentState;
import org.ringbook.alarms.AlarmRules.Cause;
import org.ringbook.alarms.AlarmRules.Found;
import org.ringbook.alarms.AlarmRules.Seen;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.floor.Board.Waiting;
import org.ringbook.floor.QueueFigures;
import org.ringbook.reports.ServiceLevel;

/** What of the queue "sales" and its telephone system is alarming, second by second. */
class AlarmRulesTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");
    static final AlarmSettings USUAL = new AlarmSettings(
            Set.of(),
            Duration.ofSeconds(60),
            80,
            20,
            Duration.ofMinutes(15),
            Duration.ofMinutes(45),
            Duration.ofMinutes(3),
            Duration.ofMinutes(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofDays(400));

    private static final Cause WAITS = new Cause(AlarmRule.CALLER_WAITS, "sales");

    private Instant staleSince;
    private Set<String> tells = Set.of("office");
    private ServiceLevel.Waits level = ServiceLevel.Waits.NONE;
    private Map<AgentState, Integer> members = Map.of(AgentState.AVAILABLE, 1);

    private Seen seen(int second, int... waitingSince) {
        var waiting = new ArrayList<Waiting>();
        for (int since : waitingSince) {
            waiting.add(new Waiting(null, null, null, NINE.plusSeconds(since), false));
        }
        int offered = Math.toIntExact(level.answered() + level.abandoned());
        var queue = new QueueNow(
                "sales",
                tells,
                waiting,
                members,
                0,
                new QueueFigures(offered, 0, level, OptionalDouble.empty(), OptionalDouble.empty()),
                ServiceLevel.WITHOUT_SHORT);
        var board = new Board(
                NINE.plusSeconds(second),
                1,
                List.of(),
                List.of(queue),
                List.of(new SourceNow("office", staleSince, Duration.ZERO)));
        return new Seen(board, null, Duration.ofHours(1));
    }

    private static List<AlarmRule> rules(Seen seen, Cause... lasting) {
        return AlarmRules.of(USUAL, seen, new HashSet<>(List.of(lasting))).found().stream()
                .map(Found::cause)
                .map(Cause::rule)
                .toList();
    }

    @Test
    void threeCallersWhoWaitForLongAreOneAlarmThatIsOverWhenAllWaitLessThan54Seconds() {
        assertThat(rules(seen(60, 0, 10, 20))).isEmpty();
        assertThat(rules(seen(61, 0, 10, 20))).containsExactly(AlarmRule.CALLER_WAITS);
        assertThat(rules(seen(80, 25, 40), WAITS)).as("55 s, while it lasts").containsExactly(AlarmRule.CALLER_WAITS);
        assertThat(rules(seen(80, 25, 40))).as("55 s is no beginning").isEmpty();
        assertThat(rules(seen(80, 26, 40), WAITS)).as("54 s").isEmpty();
    }

    @Test
    void nothingIsAlarmingOfWhatIsNotHeardButThatItIsNot() {
        staleSince = NINE;
        assertThat(rules(seen(40, -500))).isEmpty();
        assertThat(rules(seen(61, -500))).containsExactly(AlarmRule.SOURCE_SILENT);
    }

    @Test
    void whatIsNotHeardDoesNotEndAnAlarm() {
        var away = new Cause(AlarmRule.SOURCE_SILENT, "office");
        var nobody = new Cause(AlarmRule.NOBODY_HERE, "");
        staleSince = NINE;
        assertThat(AlarmRules.of(USUAL, seen(40, 0), Set.of(WAITS, nobody, away))
                        .unknown())
                .containsExactlyInAnyOrder(WAITS, nobody, away);
        staleSince = null;
        assertThat(AlarmRules.of(USUAL, seen(40, 0), Set.of(WAITS, nobody, away))
                        .unknown())
                .isEmpty();
    }

    @Test
    void aQueueOfASystemThatIsHeardRingsWhileAnotherSystemIsAway() {
        staleSince = NINE;
        tells = Set.of("branch");
        assertThat(rules(seen(40, -500))).containsExactly(AlarmRule.CALLER_WAITS);
        tells = Set.of();
        assertThat(rules(seen(40, -500))).as("whose queue it is nobody tells").isEmpty();
    }

    @Test
    void aCallerWaitsAndEverybodyIsPaused() {
        members = Map.of(AgentState.PAUSED, 2, AgentState.OFFLINE, 1);
        assertThat(rules(seen(1, 0))).containsExactly(AlarmRule.NOBODY_FREE);
        members = Map.of(AgentState.PAUSED, 2, AgentState.TALKING, 1);
        assertThat(rules(seen(1, 0))).as("who talks will be free").isEmpty();
        members = Map.of();
        assertThat(rules(seen(1, 0))).as("nobody tells who is in the queue").isEmpty();
    }

    @Test
    void aLevelIsLowWhenEnoughCallsSaySo() {
        level = new ServiceLevel.Waits(10, 5, 0, 0, 0);
        assertThat(rules(seen(0))).as("10 calls").isEmpty();
        level = new ServiceLevel.Waits(20, 15, 0, 0, 0);
        assertThat(rules(seen(0))).containsExactly(AlarmRule.SERVICE_LEVEL);
        level = new ServiceLevel.Waits(20, 16, 0, 0, 0);
        assertThat(rules(seen(0))).isEmpty();
    }
}
