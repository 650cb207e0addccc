package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.telephony.mango.MangoBench.LINE;
import static org.ringbook.telephony.mango.MangoBench.MARIA;
import static org.ringbook.telephony.mango.MangoBench.NAME;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.webhooks.HookServer;

/** The server is started anew: what goes on goes on as the same record, and nothing is there twice. */
class ServerRestartTest {

    private final HikariDataSource database = TestDatabase.pooledWith("telephony", "calls");
    private final MangoOffice office = MangoBench.staffed();
    private HookServer server;

    private void serverStarts(Duration history) {
        server = new HookServer(database, MangoBench.source(office, history));
        office.tells(server.address(NAME));
    }

    @AfterEach
    void serverStops() {
        server.close();
        office.close();
        database.close();
    }

    private Call only(java.util.function.Predicate<Call> wanted) {
        List<Call> calls =
                server.awaitLogged(all -> !all.isEmpty() && all.stream().allMatch(wanted));
        assertThat(calls).as("one real call is one record").hasSize(1);
        return calls.get(0);
    }

    @Test
    void aConversationGoesOnAsTheSameRecord() {
        office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(30));
        serverStarts(Duration.ZERO);
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(5);
        call.answers(anna);
        Call before = only(each -> each.state() == Call.State.TALKING);
        server.close();

        serverStarts(Duration.ZERO);
        office.pass(20);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        Call after = only(Call::ended);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.talkSeconds()).isEqualByComparingTo("20");
        assertThat(after.rang()).containsExactly("101");
    }

    @Test
    void aConversationGoesOnAsTheSameRecordWhenTheConnectionIsChangedAgainAndAgain() throws Exception {
        office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60));
        serverStarts(Duration.ZERO);
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(5);
        call.answers(anna);
        Call before = only(each -> each.state() == Call.State.TALKING);
        var changes = new Thread(() -> {
            for (int time = 0; time < 5; time++) {
                server.sources.begin(MangoBench.source(office, Duration.ZERO));
            }
        });

        changes.start();
        office.pass(20);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        changes.join();

        Call after = only(Call::ended);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.talkSeconds()).isEqualByComparingTo("20");
        assertThat(after.rang()).containsExactly("101");
        assertThat(after.healed()).isFalse();
        assertThat(server.sources.refusals(NAME)).isEmpty();
    }

    @Test
    void whatIsToldAgainAfterTheRestartIsNothingNew() {
        office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300));
        serverStarts(Duration.ZERO);
        new Stories(office).consulted();
        only(Call::ended);
        List<MangoOffice.Told> told = office.told();
        server.close();
        // What was taken is written by now: also the summary, which comes after the call has ended.
        Call before = server.logged().get(0);

        serverStarts(Duration.ZERO);
        told.forEach(one -> assertThat(office.send(one.path(), one.json())).isEqualTo(200));
        await().during(Duration.ofMillis(700)).until(() -> server.logged().equals(List.of(before)));
    }

    @Test
    void theStatisticsOfAClickBeforeTheRestartAddNothingAndWhatWasMissedIsThere() {
        office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(900));
        serverStarts(Duration.ZERO);
        var stories = new Stories(office);
        stories.clickToCall(Commands.callback(Stories.REQUEST));
        // With what the summary of the whole call says, which comes after its end.
        Call click = only(call -> call.ended() && call.line() != null);
        server.close();
        stories.missed();

        serverStarts(Duration.ofMillis(300));
        List<Call> calls =
                server.awaitLogged(all -> all.size() == 2 && all.stream().allMatch(Call::ended));

        assertThat(calls).contains(click);
        assertThat(calls).filteredOn(Call::healed).extracting(Call::result).containsExactly(Call.Result.MISSED);
        await().during(Duration.ofMillis(700)).until(() -> server.logged().equals(calls));
    }
}
