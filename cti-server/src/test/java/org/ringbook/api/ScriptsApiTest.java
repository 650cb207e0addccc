package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.ChangeType;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A supervisor writes a script and gives it to a list; an agent goes through it on her page, and what she typed stands everywhere. */
class ScriptsApiTest extends Server {

    private static final String SOLVED = "019ad000-0000-7000-8000-00000000d002";
    private static final String REFUSED = "019ad000-0000-7000-8000-00000000d005";

    @Autowired
    private ChangeTable feed;

    private String campaign;

    @BeforeEach
    void aListOfTwo() {
        jdbc.sql("truncate campaign, script cascade").update();
        campaign = as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Осень\",\"purpose\":\"service\",\"assumedZone\":\""
                                + CampaignsApiTest.zoneWhereItIsNoon() + "\"}")
                .json()
                .path("id")
                .asString();
        String people = "{\"people\":[{\"name\":\"Мария\",\"externalId\":\"M-1\",\"numbers\":[\"+79161112233\"]},"
                + "{\"name\":\"Павел\",\"numbers\":[\"+79035556677\"]}]}";
        assertThat(as("vera")
                        .post("/api/campaigns/" + campaign + "/people", people)
                        .status())
                .isEqualTo(200);
        as("vera").post("/api/campaigns/" + campaign + "/state", "{\"state\":\"running\"}");
    }

    private Browser browserOf(String login) {
        var browser = new Browser(this::http);
        browser.signIn(login, passwordOf(login));
        return browser;
    }

    private static String steps(String last) {
        return "\"steps\":[{\"key\":\"hello\",\"title\":\"Начало\",\"text\":\"Здравствуйте, {имя}!\",\"questions\":["
                + "{\"key\":\"ok\",\"label\":\"Удобно?\",\"kind\":\"choice\",\"required\":true,\"options\":["
                + "{\"answer\":\"да\",\"next\":\"offer\"},{\"answer\":\"нет\",\"next\":\"bye\"}]}]},"
                + "{\"key\":\"offer\",\"title\":\"Заказ\",\"text\":\"Сколько?\",\"questions\":["
                + "{\"key\":\"boxes\",\"label\":\"Коробок\",\"kind\":\"number\"}],\"result\":\"" + SOLVED + "\"},"
                + "{\"key\":\"bye\",\"title\":\"Прощание\",\"text\":\"До свидания\"," + last + "}]";
    }

    private Http.Answer add(String name, String last) {
        return as("vera").post("/api/scripts", "{\"name\":\"" + name + "\"," + steps(last) + "}");
    }

    private String given() {
        JsonNode made = add("Опрос", "\"result\":\"" + REFUSED + "\"").json();
        String id = made.path("id").asString();
        assertThat(as("vera")
                        .put("/api/campaigns/" + campaign + "/script", "{\"scriptId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(200);
        return id;
    }

    @Test
    void aScriptThatLeadsInACircleOrToNowhereIsRefusedInWordsAndNothingIsKept() {
        Http.Answer circle = add("Опрос", "\"next\":\"hello\"");
        assertThat(circle.status()).isEqualTo(400);
        assertThat(circle.json().path("detail").asString()).contains("Начало → Прощание → Начало");
        assertThat(add("Опрос", "\"next\":null").json().path("detail").asString())
                .contains("leads to nowhere");
        assertThat(as("vera").get("/api/scripts").json().path("items").size()).isZero();
        JsonNode made = add("Опрос", "\"result\":\"" + REFUSED + "\"").json();
        String address = "/api/scripts/" + made.path("id").asString();
        assertThat(add("опрос", "\"result\":\"" + REFUSED + "\"").status()).isEqualTo(400);
        JsonNode changed = as("vera")
                .put(address, "{\"name\":\"Опрос 2\",\"version\":1," + steps("\"result\":\"" + SOLVED + "\"") + "}")
                .json();
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(as("vera").get(address + "?version=1").json().toString()).contains(REFUSED);
        assertThat(as("vera").get(address + "/versions").json().path("items").size())
                .isEqualTo(2);
        assertThat(as("vera")
                        .post("/api/scripts", "{\"name\":\"a\\u0000b\"," + steps("\"result\":\"" + SOLVED + "\"") + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatAnnaTypesSurvivesARefreshAndStandsAtTheCallInTheExportAndInWhatOthersAreTold() {
        given();
        long before = jdbc.sql("select coalesce(max(number), 0) from call_change")
                .query(Long.class)
                .single();
        Browser anna = browserOf("anna");
        String page = "/campaigns/" + campaign + "/work";
        String csrf = "&_csrf=" + URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);
        String card = anna.get(page).body();
        assertThat(card).as("what is said, before she calls").contains("Здравствуйте, Мария!");
        String entry = as("anna")
                .post("/api/campaigns/" + campaign + "/next", "{}")
                .json()
                .path("id")
                .asString();
        assertThat(anna.post(page + "/dial", "entry=" + entry + csrf).body()).contains("data-script-choice=\"ok\"");
        UUID attempt = pbx.lastRequest;
        String script = "/campaigns/attempts/" + attempt;

        // As a browser sends a form itself: it gets the whole page.
        anna.post(script + "/script", "go=next" + csrf);
        assertThat(anna.get(page).body())
                .as("an answer is wanted")
                .contains("«Удобно?»: без ответа сценарий не идёт дальше");
        anna.post(script + "/script", "go=next&answer.ok=" + "%D0%B4%D0%B0" + csrf);
        assertThat(anna.get(page).body()).contains("Сколько?");
        assertThat(anna.post(script + "/answer", "question=boxes&answer=12" + csrf)
                        .status())
                .isEqualTo(204);
        assertThat(anna.get(page).body())
                .as("after a refresh")
                .contains("Сколько?")
                .contains("value=\"12\"")
                .contains("data-result-of=\"" + SOLVED + "\"");
        assertThat(as("boris").get("/api/attempts/" + attempt + "/answers").status())
                .as("a colleague’s")
                .isEqualTo(403);

        Call call = CampaignsApiTest.callOf(attempt.toString(), Call.Result.ANSWERED, null);
        log.write(List.of(CallsOfTheDay.change(call)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anna.get(page + "/now").body().contains("is-wrap_up"));
        anna.post(page + "/result", "attempt=" + attempt + "&disposition=" + SOLVED + "&zone=Europe/Moscow" + csrf);

        Browser vera = browserOf("vera");
        assertThat(vera.get("/calls/" + call.id()).body()).contains("Коробок").contains("Опрос");
        assertThat(vera.get("/campaigns/" + campaign + "/results.csv").body())
                .contains("Коробок")
                .contains("12")
                .contains("M-1");
        assertThat(vera.get("/campaigns/" + campaign + "/attempts?result=" + SOLVED)
                        .body())
                .contains("Мария");
        assertThat(vera.get("/campaigns/" + campaign + "/figures").body()).contains("1 / 1");
        assertThat(as("vera")
                        .get("/api/campaigns/" + campaign + "/measures")
                        .json()
                        .path("conversion")
                        .path("value")
                        .asDouble())
                .isEqualTo(1.0);
        assertThat(feed.after(before, 500))
                .as("webhooks are told of the result")
                .anySatisfy(change -> {
                    assertThat(change.type()).isEqualTo(ChangeType.RESULT);
                    assertThat(change.call()).isEqualTo(call.id());
                });
    }

    @Test
    void whoTypesWhileTheCardIsTakenBackIsToldSo() {
        given();
        Browser anna = browserOf("anna");
        String page = "/campaigns/" + campaign + "/work";
        String csrf = "&_csrf=" + URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);
        String entry = as("anna")
                .post("/api/campaigns/" + campaign + "/next", "{}")
                .json()
                .path("id")
                .asString();
        anna.post(page + "/dial", "entry=" + entry + csrf);
        UUID attempt = pbx.lastRequest;
        assertThat(jdbc.sql("update call_attempt set staff_id = null where id = ?")
                        .param(attempt)
                        .update())
                .isEqualTo(1);
        assertThat(anna.post("/campaigns/attempts/" + attempt + "/answer", "question=boxes&answer=12" + csrf)
                        .status())
                .isEqualTo(404);
        assertThat(anna.post(
                                page + "/result",
                                "attempt=" + attempt + "&disposition=" + SOLVED + "&zone=Europe/Moscow&answer.boxes=12"
                                        + csrf)
                        .status())
                .isLessThan(500);
    }

    @Test
    void aScriptIsWrittenOnItsPageAndTriedBeforeItIsKept() {
        Browser vera = browserOf("vera");
        String csrf = "&_csrf=" + URLEncoder.encode(vera.csrf(), StandardCharsets.UTF_8);
        assertThat(vera.get("/campaigns/scripts/new").body()).contains("steps[0].text");
        String form =
                "name=%D0%9E%D0%BF%D1%80%D0%BE%D1%81&steps[0].key=s1&steps[0].title=Hello&steps[0].text=Hello,+{name}"
                        .replace("{", "%7B")
                        .replace("}", "%7D")
                        .replace("[", "%5B")
                        .replace("]", "%5D");
        String more = vera.post("/campaigns/scripts/form", form + "&act=question-add-0" + csrf)
                .body();
        assertThat(more).contains("steps[0].questions[0].label").contains("Hello, {name}");
        Http.Answer refused = vera.post("/campaigns/scripts/try", form + csrf);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("никуда не ведёт");
        String good = form + "&steps%5B0%5D.result=" + SOLVED;
        assertThat(vera.post("/campaigns/scripts/try", good + csrf).body())
                .contains("Hello, Мария Иванова")
                .contains("Конец сценария");
        Http.Answer saved = vera.post("/campaigns/scripts", good + csrf);
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
        JsonNode kept = as("vera").get("/api/scripts").json().path("items").path(0);
        assertThat(kept.path("name").asString()).isEqualTo("Опрос");
        Http.Answer results = vera.get("/campaigns/results");
        assertThat(results.body()).contains("effect-" + SOLVED);
    }

    @Test
    void whatCannotBeStoredIsRefusedInWords() {
        assertThat(as("vera")
                        .post("/api/campaigns", "{\"name\":\"a\\u0000b\",\"purpose\":\"service\"}")
                        .status())
                .isEqualTo(400);
        assertThat(as("vera")
                        .post("/api/campaigns", "{\"name\":\"a\",\"purpose\":\"service\",\"script\":\"a\\u0000b\"}")
                        .status())
                .isEqualTo(400);
        assertThat(as("vera")
                        .header("Content-Type", "text/csv")
                        .post("/api/lists?campaign=" + campaign + "&profile=%00", "Имя;Телефон")
                        .status())
                .isEqualTo(400);
        assertThat(as("vera")
                        .put("/api/campaigns/" + campaign + "/quotas", "{\"quotas\":[{\"field\":\"city\",\"goal\":0}]}")
                        .status())
                .isEqualTo(400);
    }
}
