package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.agentstates.AgentStates.Interval;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Telephone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Anna's morning, as the table of states has it: each second in one state, and each state as long as it was. */
class LedgerOfADayTest {

    private static final UUID ANNA = Office.ANNA.id();
    private static final UUID CALL = new UUID(0, 100);
    private static final Instant HALF_PAST_TEN = Instant.parse("2026-12-01T07:30:00Z");

    private final HikariDataSource database = TestDatabase.pooledWith("agents", "agentstates");
    private final AgentStates states =
            new AgentStates(JdbcClient.create(database), new JdbcTransactionManager(database));
    private Instant now = HALF_PAST_TEN.minusSeconds(3600);
    private final MovedClock clock = new MovedClock();
    private Presence presence;
    private AgentStateBook book;
    private AgentLedger ledger;

    @BeforeEach
    void start() {
        starts(Duration.ofSeconds(15));
    }

    private void starts(Duration wrapUp) {
        presence = new Presence(clock);
        book = new AgentStateBook(clock, wrapUp);
        ledger = new AgentLedger(
                states, new RingsShown(JdbcClient.create(database)), presence, book, Duration.ofDays(365), clock);
        ledger.start();
    }

    @AfterEach
    void close() {
        stops();
        database.close();
    }

    /** What waits is written, and that all of it lasts still. */
    private void stops() {
        ledger.stop();
        ledger.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> ledger.thread().isTerminated());
    }

    private void at(int second) {
        now = HALF_PAST_TEN.plusSeconds(second);
        book.tick();
    }

    private void call(AgentState state, int since) {
        Instant began = HALF_PAST_TEN.plusSeconds(since);
        book.parts(ANNA, List.of(new Part(state, CALL, "office", "101", "+79161112233", true, began, now)), now);
    }

    private void noCall() {
        book.parts(ANNA, List.of(), now);
    }

    /** Each state with its seconds, oldest first. */
    private List<String> day() {
        var day = new ArrayList<String>();
        var all = new ArrayList<>(states.list(List.of(ANNA), Instant.EPOCH, now.plusSeconds(86400), 100));
        Collections.reverse(all);
        for (int i = 0; i < all.size(); i++) {
            Interval one = all.get(i);
            if (i > 0) {
                assertThat(one.since())
                        .as("no gap, and nothing twice")
                        .isEqualTo(all.get(i - 1).until());
            }
            String lasted = one.until() == null
                    ? "lasts"
                    : String.valueOf(Duration.between(one.since(), one.until()).toSeconds());
            day.add(one.state().word() + " " + lasted);
        }
        return day;
    }

    private void isKeptAs(String... day) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(day()).containsExactly(day));
    }

    @Test
    void aHoldIsAsLongAsItWas() {
        presence.connections(ANNA, 1);
        at(0);
        call(AgentState.TALKING, 0);
        at(60);
        call(AgentState.HOLD, 60);
        at(180);
        call(AgentState.TALKING, 0);
        at(300);
        noCall();
        at(315);
        isKeptAs("available 3600", "talking 60", "hold 120", "talking 120", "wrap_up 15", "available lasts");
    }

    @Test
    void aCallInAPauseIsNoPauseNorIsTheWorkAfterIt() {
        presence.connections(ANNA, 1);
        presence.choose(ANNA, PresenceState.AWAY, "lunch");
        at(0);
        call(AgentState.TALKING, 0);
        at(300);
        noCall();
        at(315);
        at(600);
        presence.choose(ANNA, PresenceState.AVAILABLE);
        isKeptAs("available 0", "paused 3600", "talking 300", "wrap_up 15", "paused 285", "available lasts");
    }

    @Test
    void aPauseThatIsPressedInACallBeginsAfterItAlsoWithoutWorkAfterCalls() {
        stops();
        starts(Duration.ZERO);
        presence.connections(ANNA, 1);
        at(0);
        call(AgentState.TALKING, 0);
        at(100);
        presence.choose(ANNA, PresenceState.AWAY, "lunch");
        at(300);
        noCall();
        isKeptAs("available 3600", "talking 300", "paused lasts");
    }

    @Test
    void aTelephoneThatIsInUseABitLongerTakesNothingOfTheCall() {
        stops();
        starts(Duration.ZERO);
        presence.connections(ANNA, 1);
        at(0);
        call(AgentState.TALKING, 0);
        at(1);
        book.telephones(ANNA, List.of(new Telephone("office", "101", Device.IN_USE, now, List.of())), now);
        at(300);
        noCall();
        at(302);
        book.telephones(ANNA, List.of(new Telephone("office", "101", Device.IDLE, now, List.of())), now);
        isKeptAs("available 3600", "talking 300", "busy 2", "available lasts");
    }

    @Test
    void aPauseThatWasChosenOutlastsARestartInTheMiddleOfACall() {
        presence.connections(ANNA, 1);
        presence.choose(ANNA, PresenceState.AWAY, "lunch");
        at(0);
        call(AgentState.TALKING, 0);
        at(100);
        stops();
        at(160);
        starts(Duration.ofSeconds(15));
        presence.connections(ANNA, 1);
        assertThat(presence.of(ANNA).state()).isEqualTo(PresenceState.AWAY);
        assertThat(presence.of(ANNA).reason()).isEqualTo("lunch");
        presence.choose(ANNA, PresenceState.AVAILABLE);
        stops();
        starts(Duration.ofSeconds(15));
        presence.connections(ANNA, 1);
        assertThat(presence.of(ANNA).state()).as("she ended it").isEqualTo(PresenceState.AVAILABLE);
    }

    @Test
    void aCallThatWentOnOverARestartIsCountedOnce() {
        presence.connections(ANNA, 1);
        at(0);
        call(AgentState.TALKING, 0);
        at(100);
        stops();
        at(160);
        starts(Duration.ofSeconds(15));
        call(AgentState.TALKING, 0);
        at(200);
        noCall();
        isKeptAs("available 3600", "talking 100", "talking 100", "wrap_up lasts");
    }

    @Test
    void aNightShiftIsOneShiftAndMidnightCutsItForTheDaysAlone() {
        ZoneId moscow = ZoneId.of("Europe/Moscow");
        LocalDate first = LocalDate.of(2026, 12, 1);
        Instant midnight = first.plusDays(1).atStartOfDay(moscow).toInstant();
        now = midnight.minus(Duration.ofHours(2));
        presence.connections(ANNA, 1);
        for (Instant at = now; !at.isAfter(midnight.plus(Duration.ofHours(6))); at = at.plus(Duration.ofMinutes(10))) {
            now = at;
            book.tick();
        }
        isKeptAs("available lasts");
        assertThat(spent(first, moscow)).isEqualTo(Duration.ofHours(2));
        assertThat(spent(first.plusDays(1), moscow)).isEqualTo(Duration.ofHours(6));
    }

    /** Time that she was ready on a day. */
    private Duration spent(LocalDate day, ZoneId zone) {
        return states
                .spent(
                        List.of(ANNA),
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant(),
                        now)
                .stream()
                .filter(one -> one.state().equals("available"))
                .map(one -> Duration.ofMillis(one.millis()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
