package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import tools.jackson.databind.JsonNode;

/** Segments over the API and on the pages: counted, saved, looked at, put on a call list, thrown away and put back. */
class SegmentsApiTest extends Server {

    private static final Pattern COUNTED = Pattern.compile("name=\"counted\" value=\"([^\"]+)\"");

    private final String tag = "vip-" + UUID.randomUUID();
    private UUID maria;
    private UUID oleg;

    @BeforeEach
    void twoClientsWithATag() {
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS)).id();
        oleg = contacts.save(Cast.person("=Олег Орлов", null)).id();
        for (UUID one : new UUID[] {maria, oleg}) {
            jdbc.sql("update party set tags = ? where id = ?")
                    .params(new String[] {tag}, one)
                    .update();
        }
        jdbc.sql("update contact set responsible_id = ? where id = ?")
                .params(staff.byLogin("boris").orElseThrow().id(), oleg)
                .update();
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate segment cascade").update();
        jdbc.sql("delete from bin_item where kind = 'segment'").update();
        contacts.deleteContact(maria);
        contacts.deleteContact(oleg);
    }

    private String rule() {
        return "{\"match\":\"all\",\"groups\":[{\"conditions\":[{\"what\":\"tag\",\"is\":\"any\",\"values\":[\"" + tag
                + "\"]}]}]}";
    }

    private JsonNode made(String name, String rule) {
        Http.Answer answer = as("vera")
                .post("/api/segments", "{\"name\":\"" + name + "\"" + (rule == null ? "" : ",\"rule\":" + rule) + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String addressOf(JsonNode made) {
        return "/api/segments/" + made.path("segment").path("id").asString();
    }

    @Test
    void aRuleIsCountedThenSavedThenChangedByWhoHasSeenIt() {
        JsonNode tried = as("vera")
                .post("/api/segments/count", "{\"rule\":" + rule() + "}")
                .json();
        assertThat(tried.path("count").asInt()).isEqualTo(2);
        assertThat(tried.path("first").path(1).path("name").asString()).isEqualTo("Мария Иванова");

        JsonNode made = made("Важные " + tag, rule());
        assertThat(made.path("members").asInt()).isEqualTo(2);
        assertThat(made.path("came").asInt()).isEqualTo(2);
        String address = addressOf(made);
        assertThat(as("vera").get(address + "/members").json().path("items").size())
                .isEqualTo(2);
        assertThat(as("vera")
                        .get(address + "/moves?limit=1")
                        .json()
                        .path("next")
                        .asString())
                .isNotEmpty();
        assertThat(as("vera")
                        .get("/api/segments?party=" + maria)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);

        assertThat(as("vera")
                        .get("/api/segments?party=" + maria)
                        .json()
                        .path("items")
                        .path(0)
                        .path("members")
                        .asInt())
                .isEqualTo(2);

        String body = "{\"name\":\"Иначе " + tag + "\",\"rule\":" + rule() + ",\"version\":%d}";
        assertThat(as("vera").put(address, body.formatted(1)).status()).isEqualTo(200);
        assertThat(as("vera").put(address, body.formatted(1)).status()).isEqualTo(409);
        assertThat(as("anna").put(address, body.formatted(2)).status()).isEqualTo(403);
        assertThat(as("vera").post(address + "/refresh", "{}").status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsSaidBesideTheRuleAndNothingIsMade() {
        for (String wrong : new String[] {
            "{\"groups\":[]}",
            "{\"groups\":[{\"conditions\":[{\"what\":\"field\",\"field\":\"person.gone\",\"is\":\"filled\"}]}]}",
            "{\"groups\":[{\"conditions\":[null]}]}",
            "{\"groups\":[{\"conditions\":[{\"what\":\"colour\",\"is\":\"any\"}]}]}",
            "{\"groups\":[{\"conditions\":[],\"nested\":[]}]}"
        }) {
            Http.Answer answer = as("vera").post("/api/segments", "{\"name\":\"Плохой\",\"rule\":" + wrong + "}");
            assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        }
        assertThat(as("vera").get("/api/segments").json().path("items").size()).isZero();
    }

    @Test
    void aClientOfBorisIsInNoNumberAndNoListOfAnna() {
        JsonNode made = made("Важные " + tag, rule());
        String address = addressOf(made);
        assertThat(as("anna").get(address).json().path("members").asInt()).isEqualTo(1);
        assertThat(as("anna").get(address + "/members").body())
                .contains(maria.toString())
                .doesNotContain(oleg.toString());
        assertThat(as("anna").get(address + "/moves").body()).doesNotContain(oleg.toString());
        assertThat(as("anna")
                        .post("/api/segments/count", "{\"rule\":" + rule() + "}")
                        .status())
                .as("supervisors count")
                .isEqualTo(403);
        JsonNode listed = as("anna")
                .get("/api/segments?party=" + maria)
                .json()
                .path("items")
                .path(0);
        assertThat(listed.path("segment").isMissingNode()).isFalse();
        assertThat(listed.path("members").isNumber()).as(listed.toString()).isFalse();
        assertThat(as("anna").get(address + "/members.csv").status()).isEqualTo(403);
        var anna = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(anna.get("/segments/" + made.path("segment").path("id").asString())
                        .body())
                .doesNotContain(oleg.toString());
        assertThat(anna.get("/segments").body()).contains("Важные " + tag).contains(">–<");
        assertThat(anna.get("/parties/" + oleg + "/segments").body()).doesNotContain("Важные");
        String guests = addressOf(made("На выставку " + tag, null));
        assertThat(as("anna")
                        .post(guests + "/members", "{\"partyIds\":[\"" + oleg + "\"]}")
                        .status())
                .isBetween(400, 422);
        assertThat(as("anna")
                        .post(guests + "/members", "{\"partyIds\":[\"" + maria + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(as("anna").delete(guests + "/members/" + maria).status()).isEqualTo(204);
    }

    @Test
    void aSegmentBecomesAFileAndACallListAndComesBackFromTheBin() {
        JsonNode made = made("Важные " + tag, rule());
        String address = addressOf(made);
        assertThat(as("vera").get(address + "/members.csv").body())
                .contains("'=Олег")
                .contains(Cast.MARIAS.toString());
        String campaign = as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Обзвон " + tag + "\",\"purpose\":\"service\",\"assumedZone\":\"Europe/Moscow\"}")
                .json()
                .path("id")
                .asString();
        Http.Answer list = as("vera").post(address + "/list", "{\"campaign\":\"" + campaign + "\"}");
        assertThat(list.status()).as(list.body()).isEqualTo(202);
        assertThat(list.json().path("source").asString()).isEqualTo("clients");

        assertThat(as("anna").delete(address).status()).isEqualTo(403);
        assertThat(as("vera").delete(address).status()).isEqualTo(204);
        assertThat(as("vera").get(address).status()).isEqualTo(404);
        String item = as("vera")
                .get("/api/bin?kind=segment")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(as("vera").post("/api/bin/" + item + "/restore", "{}").status())
                .isEqualTo(200);
        JsonNode back = as("vera").get(address).json();
        assertThat(back.path("members").asInt()).isEqualTo(2);
        assertThat(as("vera").get(address + "/moves").json().path("items").size())
                .isEqualTo(2);
    }

    private static String form(String... pairs) {
        var form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    @Test
    void onThePageARuleIsLookedAtBeforeItIsSaved() {
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/segments/new").body()).contains("what0");
        String typed = form("name", "Страница " + tag, "what0", "tag", "is0", "any", "values0", tag, "what1", "");
        Http.Answer first = vera.post("/segments", typed);
        assertThat(first.status()).as("shown, not saved").isEqualTo(200);
        assertThat(first.body()).contains("Мария Иванова").contains("what1");
        assertThat(as("vera").get("/api/segments").json().path("items").size()).isZero();
        assertThat(vera.post("/segments/try", typed).body()).contains("Мария Иванова");
        assertThat(vera.post("/segments/try", form("name", "x", "what0", "last_contact", "is0", "within", "days0", "z"))
                        .status())
                .isEqualTo(422);

        Matcher counted = COUNTED.matcher(first.body());
        assertThat(counted.find()).isTrue();
        Http.Answer saved = vera.post("/segments", typed + "&counted=" + counted.group(1));
        assertThat(saved.status()).isEqualTo(302);
        JsonNode made = as("vera").get("/api/segments").json().path("items").path(0);
        String page = "/segments/" + made.path("segment").path("id").asString();
        assertThat(vera.get(page).body()).contains("Мария Иванова").contains("/contacts/" + maria);
        assertThat(vera.get(page + "/edit").body()).contains(tag);
        assertThat(vera.get(page + "/history").body()).contains("Мария Иванова");
        assertThat(vera.get("/segments").body()).contains("Страница " + tag);
        assertThat(vera.get("/parties/" + maria + "/segments").body()).contains("Страница " + tag);

        JsonNode guests = made("На выставку " + tag, null);
        String id = guests.path("segment").path("id").asString();
        assertThat(vera.post("/parties/" + maria + "/segments", form("segment", id))
                        .body())
                .contains("На выставку " + tag)
                .contains("name=\"out\"");
        assertThat(vera.post("/segments/" + id + "/members/" + maria + "/remove", "x=y")
                        .status())
                .isEqualTo(302);
        assertThat(as("vera").get("/api/segments/" + id).json().path("members").asInt())
                .isZero();
    }
}
