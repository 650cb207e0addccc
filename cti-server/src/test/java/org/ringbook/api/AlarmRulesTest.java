package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When something is an alarm: supervisors look, the administrator changes it on a page or over the API. */
class AlarmRulesTest extends Server {

    @AfterEach
    void asBefore() {
        as("admin").put("/api/alarm-rules/long_talk", "{\"used\":true,\"limit\":60}");
    }

    private JsonNode longTalk() {
        for (JsonNode one : as("vera").get("/api/alarm-rules").json().get("items")) {
            if (one.get("rule").asString().equals("long_talk")) {
                return one;
            }
        }
        throw new AssertionError("There is no rule of long talks");
    }

    @Test
    void theAdministratorSaysHowLongIsTooLong() {
        assertThat(longTalk().get("limit").asInt()).isEqualTo(60);
        assertThat(longTalk().get("unit").asString()).isEqualTo("minutes");
        assertThat(as("vera")
                        .put("/api/alarm-rules/long_talk", "{\"used\":true,\"limit\":30}")
                        .status())
                .isEqualTo(403);
        Browser page = new Browser(this::http);
        page.signIn("admin", passwordOf("admin"));
        assertThat(page.get("/alarm-rules").body()).contains("name=\"limit\"");
        String csrf = "&_csrf=" + URLEncoder.encode(page.csrf(), StandardCharsets.UTF_8);
        page.post("/alarm-rules/long_talk", "limit=30" + csrf);
        assertThat(longTalk().get("limit").asInt()).isEqualTo(30);
        assertThat(longTalk().get("used").asBoolean())
                .as("a box that is not ticked")
                .isFalse();
        page.post("/alarm-rules/long_talk", "used=true&limit=0" + csrf);
        assertThat(longTalk().get("limit").asInt()).as("refused").isEqualTo(30);
        Http.Answer refused = as("admin").put("/api/alarm-rules/long_talk", "{\"used\":true,\"limit\":0}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("1 to 10,080");
        assertThat(as("admin").get("/api/audit?kind=limit").body()).contains("long_talk");
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        assertThat(vera.get("/alarm-rules").body()).contains("Разговор дольше").doesNotContain("name=\"limit\"");
    }
}
