package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.telephony.mango.MangoBench.NAME;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.derivation.DerivationRun;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.flights.Flight;
import org.ringbook.flights.FlightRecorder;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.webhooks.HookServer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was told over HTTP makes the same calls again, all of them and each one from its own file. */
class KeptMessagesTest {

    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(2400);

    private final HikariDataSource database = TestDatabase.pooledWith("telephony", "calls");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CallLog log = new CallLog(database);
    private final MangoOffice office = MangoBench.staffed();
    private final MangoSource source = MangoBench.source(office, Duration.ZERO);
    private final RawHistory history = new RawHistory(jdbc, List.of(() -> List.of(source)), Cast.PLAN);
    private List<Call> calls;

    @BeforeEach
    void aDayAtTheOffice() {
        try (var server = new HookServer(database, MangoBench.source(office, Duration.ZERO))) {
            office.tells(server.address(NAME)).at(BEGIN);
            var stories = new Stories(office);
            stories.answered();
            stories.groupCall();
            stories.missed();
            stories.outgoing();
            stories.internal();
            stories.clickToCall(Commands.callback(Stories.REQUEST));
            stories.consulted();
            stories.handedOn();
            stories.handedOnByKeys();
            stories.outgoingHandedOn();
            server.awaitLogged(all -> all.size() == 10 && all.stream().allMatch(Call::ended));
        }
        // The summary of a call may come after its end.
        calls = log.find(CallLog.CallFilter.any(), null, 500).items();
    }

    @AfterEach
    void close() {
        office.close();
        database.close();
    }

    @Test
    void derivedAgainTheyAreTheSame() {
        try (var today = new DeriveAgain(history, new CallRewrites(log, database), id -> false)) {
            DerivationRun.Status look = derive(today, false);
            assertThat(look.changes()).isEmpty();
            assertThat(look.count(Outcome.SAME)).isEqualTo(calls.size());

            jdbc.sql("delete from call").update();
            assertThat(derive(today, true).count(Outcome.NEW)).isEqualTo(calls.size());
            assertThat(log.find(CallLog.CallFilter.any(), null, 500).items()).isEqualTo(calls);
        }
    }

    private static DerivationRun.Status derive(DeriveAgain today, boolean write) {
        DerivationRun run =
                today.start(new Wanted(BEGIN.minusSeconds(60), Instant.now().plusSeconds(60), null, write, "admin"));
        await().atMost(Duration.ofSeconds(60)).until(() -> run.status().ended());
        assertThat(run.status().state()).as(run.status().failure()).isEqualTo(DerivationRun.State.DONE);
        return run.status();
    }

    @Test
    void eachOneIsTheSameFromItsOwnFileAlsoWithMaskedNumbers() {
        var recorder = new FlightRecorder(history, Cast.PLAN);
        for (Call call : calls) {
            Flight open = recorder.record(call, false);
            assertThat(CallDifference.between(call, open.call())).isEmpty();
            assertThat(open.replay().differences()).as(call.toString()).isEmpty();

            Flight masked = recorder.record(call, true);
            assertThat(masked.replay().same()).as(call.toString()).isTrue();
            assertThat(masked.messages()).hasSameSizeAs(open.messages());
        }
    }
}
