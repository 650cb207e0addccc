package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.log.CallLog;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server, and the made-up Mango Office that the demo starts on request. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.demo.enabled=false",
            "ringbook.demo.mango=true",
            "ringbook.demo.seed=3"
        })
class MangoInTheServerTest {

    private static final String URL = TestDatabase.newUrl();

    @Autowired
    private CallLog log;

    @Autowired
    private Sources sources;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
    }

    @Test
    void itsCallsStandInTheLogAndItsKeyIsAccepted() {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !log.find(CallLog.CallFilter.any(), null, 10).items().isEmpty());

        assertThat(sources.health()).hasSize(1);
        assertThat(sources.health().get(0).state()).isEqualTo(SourceHealth.State.UP);
        assertThat(sources.health().get(0).detail().key()).isEqualTo("mango.up");
        assertThat(sources.counters().get("mango-demo").refused()).isZero();
    }
}
