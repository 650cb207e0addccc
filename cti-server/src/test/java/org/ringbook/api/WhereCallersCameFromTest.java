package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.PAVEL;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.forms.CallOrigin;
import org.ringbook.forms.CallOrigins;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Roistat tells of each call where the caller came from; the call of our own telephones shows it. */
@TestPropertySource(
        properties = {
            "ringbook.web-forms.forms.tracking.preset=roistat-calls",
            "ringbook.web-forms.forms.tracking.secret=a-secret-of-roistat-1",
            "ringbook.web-forms.spool.folder=${java.io.tmpdir}/ringbook-forms-${random.uuid}",
            "ringbook.web-forms.spool.least-free=0B"
        })
class WhereCallersCameFromTest extends Server {

    private static final String ADDRESS = "/forms/tracking/a-secret-of-roistat-1";

    @Autowired
    private CallOrigins origins;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void nothingWasTold() {
        jdbc.sql("truncate call_origin, form_message, lead cascade").update();
    }

    private void told(String id, PhoneNumber callee, String more) {
        Http.Answer answer = http().header("Content-Type", "application/json")
                .post(
                        ADDRESS,
                        "{\"id\":\"" + id + "\",\"caller\":\"79161112233\",\"callee\":\"" + callee.e164()
                                + "\",\"date\":\"" + now + "\"" + more + "}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private CallOrigin ofMaria() {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> origins.of(MARIA, LINE, now).orElse(null), origin -> origin != null);
    }

    @Test
    void theCallShowsWhereMariaCameFrom() {
        Call call = answered(now);
        log.write(List.of(change(call)));
        told("1", LINE, ",\"source_level_1\":\"Яндекс.Директ\",\"utm_term\":\"двери на заказ\",\"city\":\"Пенза\"");
        ofMaria();
        var anna = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(anna.get("/calls/" + call.id()).body()).contains("Яндекс.Директ", "двери на заказ · Пенза");
        assertThat(as("vera").get("/api/leads?view=all").json().path("items").size())
                .as("it is no lead")
                .isZero();
    }

    @Test
    void toldTwiceItIsOneAndTheSecondAddsToTheFirst() {
        told("1", LINE, ",\"utm_source\":\"yandex\"");
        told("1", LINE, ",\"status\":\"ANSWER\",\"duration\":\"0\",\"metrika_client_id\":\"17\"");
        CallOrigin both = await().atMost(Duration.ofSeconds(30))
                .until(() -> ofMaria(), origin -> origin.all().containsKey("metrika_client_id"));
        assertThat(both.source()).isEqualTo("yandex");
        assertThat(jdbc.sql("select count(*) from call_origin")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anotherNumberAnotherLineAndAnotherTimeAreOtherCalls() {
        told("1", LINE, ",\"utm_source\":\"yandex\"");
        ofMaria();
        assertThat(origins.of(PAVEL, LINE, now)).isEmpty();
        assertThat(origins.of(MARIA, PAVEL, now)).isEmpty();
        assertThat(origins.of(MARIA, LINE, now.plusSeconds(121))).isEmpty();
        assertThat(origins.of(MARIA, null, now.minusSeconds(119))).isPresent();
    }

    @Test
    void aMessageOfNoCallIsSetAsideAndTheOthersGoOn() {
        http().header("Content-Type", "application/json").post(ADDRESS, "{\"id\":\"9\",\"caller\":\"anonymous\"}");
        told("1", LINE, ",\"utm_source\":\"yandex\"");
        ofMaria();
        assertThat(jdbc.sql("select error from form_message where state = 'unreadable'")
                        .query(String.class)
                        .single())
                .contains("caller is no number");
    }
}
