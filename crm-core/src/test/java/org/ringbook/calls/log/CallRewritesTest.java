package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallRewrites.Rewrite;
import org.ringbook.calls.log.CallRewrites.Undone;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call was derived again by a version that knew nothing of how often it rang; then Ringbook was updated. */
class CallRewritesTest {

    private static final Instant NINE = Instant.parse("2026-11-23T06:00:00Z");

    private final DataSource database = TestDatabase.with("calls");
    private final CallLog log = new CallLog(database);
    private final CallRewrites rewrites = new CallRewrites(log, database);
    private final Call before = CallsOfTheDay.answered(NINE);
    private final Call after = before.with(call -> call.queue = "support");
    private UUID derivation;

    @BeforeEach
    void itWasDerivedAgain() {
        log.write(List.of(new CallChange(null, before, List.of())));
        derivation = rewrites.begin("vera", NINE, NINE.plusSeconds(60));
        rewrites.write(derivation, List.of(new Rewrite(before, after, List.of(), List.of())));
        JdbcClient.create(database)
                .sql("update call_rewrite set before = before - 'rings', after = after - 'rings'")
                .update();
    }

    @Test
    void thatCanStillBeUndone() {
        assertThat(rewrites.undo(derivation)).isEqualTo(new Undone(1, 0));
        assertThat(log.find(before.id()).orElseThrow().queue()).isEqualTo(before.queue());
    }

    @Test
    void unlessWhatIsNewWasFilledInSince() {
        log.write(List.of(new CallChange(after, after.with(call -> call.rings = 2), List.of())));
        assertThat(rewrites.undo(derivation)).isEqualTo(new Undone(0, 1));
        assertThat(log.find(before.id()).orElseThrow().queue()).isEqualTo("support");
        assertThat(log.find(before.id()).orElseThrow().rings()).isEqualTo(2);
    }

    @Test
    void aCallThatChangedWhileItWasDerivedIsLeftAsItIsNow() {
        Call now = after.with(call -> call.rings = 3);
        log.write(List.of(new CallChange(after, now, List.of())));
        Call old = before.with(call -> call.queue = "what was derived of an earlier state");
        rewrites.write(derivation(), List.of(new Rewrite(after, old, List.of(), List.of())));
        assertThat(log.find(before.id())).contains(now);
    }

    @Test
    void theAddressesOfJoinedCallsLeadWhereTheyLedWhenItIsUndone() {
        Call second = CallsOfTheDay.missed(NINE.plusSeconds(5));
        Call third = CallsOfTheDay.missed(NINE.plusSeconds(9));
        log.write(List.of(new CallChange(null, third, List.of())));
        log.write(List.of(new CallChange(null, second, List.of(third.id()))));
        UUID again = derivation();
        rewrites.write(again, List.of(new Rewrite(after, after, List.of(second), List.of())));
        assertThat(log.find(third.id())).contains(after);

        assertThat(rewrites.undo(again)).isEqualTo(new Undone(2, 0));
        assertThat(log.find(second.id())).contains(second);
        assertThat(log.find(third.id())).contains(second);
    }

    @Test
    void noAddressLeadsToACallThatIsGoneWhenItIsUndone() {
        Call fresh = CallsOfTheDay.missed(NINE.plusSeconds(5));
        UUID again = derivation();
        rewrites.write(again, List.of(new Rewrite(null, fresh, List.of(), List.of())));
        UUID younger = UUID.randomUUID();
        JdbcClient.create(database)
                .sql("insert into call_alias (id, call_id) values (?, ?)")
                .params(younger, fresh.id())
                .update();
        rewrites.undo(again);
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from call_alias")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private UUID derivation() {
        return rewrites.begin("vera", NINE, NINE.plusSeconds(60));
    }
}
