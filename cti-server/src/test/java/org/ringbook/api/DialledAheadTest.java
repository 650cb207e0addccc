package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.dialler.AgentsAtWork;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator allows that people are called before an agent is there for each. */
class DialledAheadTest extends Server {

    private static final String MARIAS = "+79161112233";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private AgentsAtWork atWork;

    private String campaign;

    @BeforeEach
    void aListToBeDialledAhead() {
        jdbc.sql("truncate campaign, own_line, do_not_call cascade").update();
        jdbc.sql("insert into own_line (id, number, label, contract, valid_from)"
                        + " values (gen_random_uuid(), 74957770001, 'Ромашка', '17', '2020-01-01')")
                .update();
        campaign = as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Осень\",\"purpose\":\"service\",\"mode\":\"power\",\"callerId\":\"+74957770001\",\"assumedZone\":\""
                                + noon() + "\"}")
                .json()
                .path("id")
                .asString();
        as("vera").post("/api/campaigns/" + campaign + "/people", "{\"people\":[{\"numbers\":[\"" + MARIAS + "\"]}]}");
    }

    @AfterEach
    void everybodyGoesHome() {
        staff.all().forEach(one -> atWork.left(one.id()));
        jdbc.sql("truncate campaign, own_line, do_not_call cascade").update();
    }

    private static String noon() {
        int offset = 12 - Instant.now().atZone(ZoneOffset.UTC).getHour();
        return offset == 0 ? "Etc/GMT" : "Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset);
    }

    private Http.Answer allow(String login, String body) {
        return as(login).put("/api/campaigns/" + campaign + "/ahead", body);
    }

    private int runs() {
        return as("vera")
                .post("/api/campaigns/" + campaign + "/state", "{\"state\":\"running\"}")
                .status();
    }

    @Test
    void onlyAnAdministratorAllowsItAndOnlyWithinTheLimit() {
        assertThat(runs()).as("nobody allowed it").isBetween(400, 422);
        assertThat(allow("vera", "{\"mostAbandoned\":2.5}").status()).isEqualTo(403);
        assertThat(allow("admin", "{\"mostAbandoned\":3.5}").body()).contains("hundred");
        assertThat(allow("admin", "{\"mostAbandoned\":2.5,\"share\":1}").status())
                .isEqualTo(400);
        assertThat(allow("admin", "{\"mostAbandoned\":2.5}").status()).isEqualTo(200);
        assertThat(runs()).isEqualTo(200);
        var ahead = as("vera").get("/api/campaigns/" + campaign).json().path("ahead");
        assertThat(ahead.path("settings").path("mostAbandoned").asDouble()).isEqualTo(2.5);
        assertThat(ahead.path("budget").path("humans").asInt()).isZero();
    }

    @Test
    void whoPicksUpIsGivenToAnnaWhoHasTheCard() {
        allow("admin", "{\"mostAbandoned\":2.5,\"message\":\"custom/sorry\"}");
        runs();
        as("anna").post("/api/campaigns/" + campaign + "/next", "{}");
        await("the server dials").atMost(SOON).until(() -> pbx.dialled.contains("outside " + MARIAS + " custom/sorry"));
        assertThat(as("anna").post("/api/campaigns/" + campaign + "/next", "{}").status())
                .as("no card while it rings")
                .isEqualTo(204);
        UUID attempt = pbx.lastRequest;
        await("it is noted").atMost(SOON).until(() -> stateOf(attempt).equals("placed"));
        pbx.progress.pickedUp(attempt);
        await("her telephone is rung").atMost(SOON).until(() -> pbx.dialled.contains("connect 101"));
        assertThat(as("anna").post("/api/campaigns/" + campaign + "/next", "{}").status())
                .isEqualTo(200);
        assertThat(jdbc.sql("select staff_id from call_attempt")
                        .query(UUID.class)
                        .single())
                .isEqualTo(staff.byLogin("anna").orElseThrow().id());
    }

    private String stateOf(UUID attempt) {
        return jdbc.sql("select state from call_attempt where id = ?")
                .param(attempt)
                .query(String.class)
                .single();
    }

    @Test
    void onceItIsForbiddenWhatRingsIsTakenBack() {
        allow("admin", "{\"mostAbandoned\":2.5}");
        runs();
        as("anna").post("/api/campaigns/" + campaign + "/next", "{}");
        await("the server dials").atMost(SOON).until(() -> pbx.dialled.contains("outside " + MARIAS));
        UUID attempt = pbx.lastRequest;
        assertThat(as("admin").delete("/api/campaigns/" + campaign + "/ahead").status())
                .isEqualTo(204);
        await("it is taken back").atMost(SOON).until(() -> pbx.dialled.contains("cancel " + attempt));
    }

    @Test
    void thePageOffersItToAdministratorsAndShowsWhatIsLeft() {
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        assertThat(vera.get("/campaigns/" + campaign).body())
                .contains("до этого никому не звоним")
                .doesNotContain("name=\"mostAbandoned\"");
        Browser admin = new Browser(this::http);
        admin.signIn("admin", passwordOf("admin"));
        assertThat(admin.get("/campaigns/" + campaign).body()).contains("name=\"mostAbandoned\"");
        admin.post(
                "/campaigns/" + campaign + "/ahead",
                "mostAbandoned=2.0&lines=1.5&message=&_csrf="
                        + URLEncoder.encode(admin.csrf(), StandardCharsets.UTF_8));
        assertThat(vera.get("/campaigns/" + campaign).body())
                .contains("Ещё могут не дождаться")
                .contains("0 из 0");
    }
}
