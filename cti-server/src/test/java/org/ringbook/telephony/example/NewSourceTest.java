package org.ringbook.telephony.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A source that is nothing but its own folder and its settings is a source of the whole server. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.example.office.secret=open-sesame"
        })
class NewSourceTest {

    private static final String URL = TestDatabase.newUrl();

    @Autowired
    private CallLog log;

    @Autowired
    private Sources sources;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
    }

    @Test
    void itIsThereWithItsOwnWordsAndTheDemoStaysAway() {
        assertThat(sources.health()).singleElement().satisfies(office -> {
            assertThat(office.name()).isEqualTo("office");
            assertThat(office.state()).isEqualTo(SourceHealth.State.UP);
            assertThat(office.detail().text()).isEqualTo("office is ready.");
            assertThat(office.detail().in(Locale.forLanguageTag("ru"))).isEqualTo("office: готово.");
        });
    }

    @Test
    void whatItReportsIsACallAndWhatIsForgedIsRefused() throws Exception {
        assertThat(post("open-sesame c1 +79161234567")).isEqualTo(200);
        assertThat(post("guessed c2 +79161234567")).isEqualTo(401);

        List<Call> calls = await().atMost(Duration.ofSeconds(60))
                .until(() -> log.find(CallLog.CallFilter.any(), null, 10).items(), found -> !found.isEmpty());
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.source()).isEqualTo("office");
            assertThat(call.external()).hasToString("+79161234567");
            assertThat(call.result()).isEqualTo(Call.Result.MISSED);
        });
    }

    private int post(String message) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/office/"))
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
