package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.agents.RingsShown.By;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.agentstates.Decision;
import org.ringbook.reports.StateIntervals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What Anna was, and which rings she was shown, is kept for as long as the settings say. */
class KeptOfScreensTest {

    private static final UUID ANNA = Office.ANNA.id();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration YEAR = Duration.ofDays(365);

    private final HikariDataSource database = TestDatabase.pooledWith("agents", "agentstates");
    private final JdbcClient jdbc = JdbcClient.create(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasOverLongAgoIsLetGo() {
        var states = new AgentStates(jdbc, new JdbcTransactionManager(database));
        begin(states, AgentState.AVAILABLE, null, NOW.minus(Duration.ofDays(500)));
        begin(states, AgentState.PAUSED, "lunch", NOW.minus(Duration.ofDays(450)));
        begin(states, AgentState.AVAILABLE, null, NOW);
        assertThat(states.forget(YEAR, NOW)).isOne();
        assertThat(states.list(null, Instant.EPOCH, NOW.plusSeconds(1), 10))
                .extracting(AgentStates.Interval::state)
                .containsExactly(AgentState.AVAILABLE, AgentState.PAUSED);
    }

    @Test
    void pausesAreAddedUpByReasonAsFarAsTheyLieInThePeriodWhateverElseHappened() {
        var states = new AgentStates(jdbc, new JdbcTransactionManager(database));
        Instant from = NOW.minus(Duration.ofHours(10));
        begin(states, AgentState.PAUSED, "lunch", from.minusSeconds(600));
        begin(states, AgentState.AVAILABLE, null, from.plusSeconds(300));
        begin(states, AgentState.PAUSED, "lunch", from.plusSeconds(1_000));
        begin(states, AgentState.TALKING, null, from.plusSeconds(1_060));
        begin(states, AgentState.PAUSED, null, NOW.minusSeconds(40));
        assertThat(new StatesOfReports(states).pauses(List.of(ANNA), from, NOW.plusSeconds(3_600)))
                .filteredOn(one -> "lunch".equals(one.reason()))
                .containsExactly(new StateIntervals.Pauses(ANNA, "lunch", 2, 360_000, 300_000));
        assertThat(states.pauses(null, from, NOW, NOW))
                .filteredOn(one -> one.reason() == null)
                .containsExactly(new AgentStates.Pauses(ANNA, null, 1, 40_000, 40_000));
        assertThat(states.pauses(List.of(), from, NOW, NOW)).isEmpty();
    }

    private static void begin(AgentStates states, AgentState state, String reason, Instant at) {
        states.begin(ANNA, state, new Decision(state, reason, at, "screen", "paused.here", List.of(), null), at);
    }

    @Test
    void whatRangLongAgoIsLetGoAndAClockThatIsAheadLetsNothingGo() {
        var rings = new RingsShown(jdbc);
        rings.keep(new RingsShown.Ring(new UUID(1, 1), ANNA, NOW.minus(Duration.ofDays(366)), By.UNSEEN, null));
        rings.keep(new RingsShown.Ring(new UUID(1, 2), ANNA, NOW, By.PAGE, Duration.ofMillis(80)));
        assertThat(rings.forget(YEAR, NOW.plus(Duration.ofDays(9000)))).isOne();
        assertThat(rings.list(null, null, Instant.EPOCH, NOW.plusSeconds(1), 10))
                .extracting(RingsShown.Ring::callId)
                .containsExactly(new UUID(1, 2));
    }
}
