package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.log.CallLog;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server with a cloud PBX in its settings. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.demo.enabled=false",
            "ringbook.beeline.beeline.callback=https://cti.example.org",
            "ringbook.beeline.beeline.secret=" + BeelineBench.SECRET
        })
class BeelineInTheServerTest {

    /** The whole server starts and subscribes, maybe beside others on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String URL = TestDatabase.newUrl();
    private static final BeelineCloud CLOUD = Stories.staffed();

    @LocalServerPort
    private int port;

    @Autowired
    private CallLog log;

    @Autowired
    private Sources sources;

    @Autowired
    private JdbcClient database;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
        settings.add("ringbook.beeline.beeline.token", CLOUD::token);
        settings.add("ringbook.beeline.beeline.address", CLOUD::address);
    }

    @AfterAll
    static void close() {
        CLOUD.close();
    }

    @Test
    void itSubscribesHearsMariaCallAndKeepsWhatItSubscribedTo() {
        CLOUD.reaches("http://127.0.0.1:" + port + "/hooks/beeline/");
        await().atMost(LIMIT)
                .until(() -> sources.health().stream().allMatch(each -> each.state() == SourceHealth.State.UP)
                        && CLOUD.subscribed().size() == 1);
        assertThat(sources.health()).hasSize(1);
        await().atMost(LIMIT)
                .until(() -> database.sql("select id from beeline_subscription")
                        .query(String.class)
                        .list()
                        .equals(CLOUD.subscribed()));

        CLOUD.at(Instant.ofEpochMilli(Instant.now().minusSeconds(120).toEpochMilli()));
        new Stories(CLOUD).answered();

        await().atMost(LIMIT)
                .until(() -> log.find(CallLog.CallFilter.any(), null, 10).items().stream()
                        .anyMatch(call -> call.ended()
                                && "101".equals(call.agent())
                                && call.talkSeconds().compareTo(java.math.BigDecimal.valueOf(64)) == 0));
        assertThat(sources.connection("beeline").orElseThrow().employees()).hasSize(4);
    }
}
