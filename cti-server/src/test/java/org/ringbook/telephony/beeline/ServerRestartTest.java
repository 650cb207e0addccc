package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Result;
import org.ringbook.demo.beeline.BeelineCall;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.demo.beeline.BeelineLeg;
import org.ringbook.telephony.webhooks.HookServer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server stops, and starts again on the same database. */
class ServerRestartTest {

    private final BeelineCloud cloud = Stories.staffed();
    private final HikariDataSource database = TestDatabase.pooledWith("telephony", "calls");
    private HookServer server;

    @AfterEach
    void close() {
        server.close();
        cloud.close();
        database.close();
    }

    private void starts(Duration history) {
        var shelf = new SubscriptionShelf(BeelineBench.NAME, JdbcClient.create(database));
        var source = new BeelineSource(
                BeelineBench.NAME, BeelineBench.settings(cloud, history), Cast.PLAN, shelf, BeelineBench.AT_ONCE);
        server = new HookServer(database, source);
        cloud.reaches(server.address(BeelineBench.NAME));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> source.hasTelephone("101") && !cloud.subscribed().isEmpty());
    }

    @Test
    void aCallThatWasHeardBeforeTheStopAndIsReadAfterItIsOneCallAndTheSubscriptionGoesOn() {
        starts(Duration.ZERO);
        String subscription = cloud.subscribed().get(0);
        cloud.at(Instant.ofEpochMilli(Instant.now().minusSeconds(1500).toEpochMilli()));
        new Stories(cloud).answered();
        cloud.at(Instant.ofEpochMilli(Instant.now().minusSeconds(900).toEpochMilli()));
        new Stories(cloud).outgoing();
        server.awaitLogged(calls -> calls.size() == 2 && calls.stream().allMatch(Call::ended));
        server.close();

        starts(Duration.ofMillis(200));
        cloud.log()
                .row(
                        cloud.employed("102"),
                        true,
                        "MISSED",
                        "74951234567",
                        Instant.now().minusSeconds(600),
                        Duration.ZERO);
        server.awaitLogged(calls -> calls.size() == 3);
        await().during(Duration.ofMillis(500)).until(() -> server.logged().size() == 3);
        assertThat(server.logged()).filteredOn(Call::healed).hasSize(1);
        assertThat(cloud.subscribed()).containsExactly(subscription);
    }

    @Test
    void aCallThatGoesOnWhileTheServerIsAwayEndsAsTheSameCall() {
        starts(Duration.ZERO);
        cloud.at(Instant.ofEpochMilli(Instant.now().minusSeconds(60).toEpochMilli()));
        BeelineCall call = cloud.incoming(Stories.MARIA, Stories.LINE);
        BeelineLeg anna = call.rings("101");
        server.awaitLogged(calls -> calls.size() == 1);
        server.close();
        cloud.pass(7);
        call.answers(anna);
        starts(Duration.ZERO);
        cloud.pass(20);
        call.ends(anna, BeelineCall.REMOTE);
        Call logged = server.awaitLogged(calls -> calls.get(0).ended()).get(0);
        assertThat(server.logged()).hasSize(1);
        assertThat(logged.result()).isEqualTo(Result.ANSWERED);
        assertThat(logged.talkSeconds()).isEqualByComparingTo("20");
    }
}
