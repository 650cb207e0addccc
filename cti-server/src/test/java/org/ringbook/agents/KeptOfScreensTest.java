package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.agents.AgentStates.State;
import org.ringbook.agents.RingsShown.By;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What Anna was, and which rings she was shown, is kept for as long as the settings say. */
class KeptOfScreensTest {

    private static final UUID ANNA = Office.ANNA.id();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration YEAR = Duration.ofDays(365);

    private final HikariDataSource database = TestDatabase.pooledWith("agents");
    private final JdbcClient jdbc = JdbcClient.create(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasOverLongAgoIsLetGo() {
        var states = new AgentStates(jdbc, new JdbcTransactionManager(database));
        states.begin(ANNA, State.AVAILABLE, null, NOW.minus(Duration.ofDays(500)), "screen");
        states.begin(ANNA, State.PAUSED, "lunch", NOW.minus(Duration.ofDays(450)), "screen");
        states.begin(ANNA, State.AVAILABLE, null, NOW, "screen");
        assertThat(states.forget(YEAR, NOW)).isOne();
        assertThat(states.list(null, Instant.EPOCH, NOW.plusSeconds(1), 10))
                .extracting(AgentStates.Interval::state)
                .containsExactly(State.AVAILABLE, State.PAUSED);
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
