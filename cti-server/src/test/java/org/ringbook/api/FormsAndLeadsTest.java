package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** From a site's form over the webhook to a lead, and to a client. */
@TestPropertySource(
        properties = {
            "ringbook.web-forms.forms.site.preset=tilda",
            "ringbook.web-forms.forms.site.secret=a-secret-of-a-form-1",
            "ringbook.web-forms.forms.site.source=Сайт",
            "ringbook.web-forms.forms.shop.preset=october",
            "ringbook.web-forms.forms.shop.signature=a-signature-of-a-shop",
            "ringbook.web-forms.forms.page.secret=a-secret-of-a-form-2",
            "ringbook.web-forms.forms.page.token=true",
            "ringbook.web-forms.forms.page.origins=https://www.romashka.ru",
            "ringbook.web-forms.forms.claim.preset=claim",
            "ringbook.web-forms.forms.claim.secret=a-secret-of-a-form-4",
            "ringbook.web-forms.forms.urgent.secret=a-secret-of-a-form-3",
            "ringbook.web-forms.forms.urgent.callback.when=asked",
            "ringbook.web-forms.spool.folder=${java.io.tmpdir}/ringbook-forms-${random.uuid}",
            "ringbook.web-forms.spool.least-free=0B",
            "ringbook.calendar.days=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY",
            "ringbook.calendar.from=00:00",
            "ringbook.calendar.to=00:00",
            "ringbook.leads.queues.sales.members[0].login=anna"
        })
class FormsAndLeadsTest extends Server {

    private static final String ADDRESS = "/forms/site/a-secret-of-a-form-1";
    private static final String MARIA = "Name=Maria&Phone=%2B79161112233&tranid=";

    @BeforeEach
    void noLeads() {
        jdbc.sql("truncate lead, form_message, form_callback cascade").update();
    }

    private Http.Answer sent(String address, String body) {
        return http().header("Content-Type", "application/x-www-form-urlencoded")
                .post(address, body);
    }

    private JsonNode leads(String view) {
        return as("vera").get("/api/leads?view=" + view).json().path("items");
    }

    @Test
    void aFormToldTwiceIsOneLeadGivenToAnna() {
        assertThat(sent(ADDRESS, MARIA + "1").status()).isEqualTo(200);
        Http.Answer again = sent(ADDRESS, MARIA + "1");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("ok");
        String anna = staff.byLogin("anna").orElseThrow().id().toString();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        leads("open").path(0).path("responsibleId").asString("").equals(anna));
        JsonNode lead = leads("open").path(0);
        assertThat(leads("all").size()).isEqualTo(1);
        assertThat(lead.path("touches").asInt()).isEqualTo(1);
        assertThat(lead.path("source").asString()).isEqualTo("Сайт");

        sent(ADDRESS, MARIA + "2");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> leads("open").path(0).path("touches").asInt() == 2);
        assertThat(leads("all").size())
                .as("the same number joins the open lead")
                .isEqualTo(1);
    }

    @Test
    void whoAsksForTheSameAgainOnAnotherDayIsHeardAgain() {
        String words = "Name=Maria&Phone=%2B79161112233";
        sent(ADDRESS, words);
        sent(ADDRESS, words);
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("open").size() == 1);
        assertThat(messages()).as("pressed twice").isEqualTo(1);
        // A day has gone by: 144 times ten minutes.
        jdbc.sql(
                        "update form_message set received_at = received_at - interval '1 day', key = regexp_replace(key, '[0-9]+$',"
                                + " (substring(key from '[0-9]+$')::bigint - 144)::text)")
                .update();
        sent(ADDRESS, words);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> leads("open").path(0).path("touches").asInt() == 2);
    }

    private long messages() {
        return jdbc.sql("select count(*) from form_message").query(Long.class).single();
    }

    @Test
    void aServiceSendsForAllItsVisitorsFromOneAddressAndNoneOfThemIsSpam() {
        for (int i = 0; i < 35; i++) {
            sent(ADDRESS, "Name=Visitor&Phone=%2B791611200" + (10 + i) + "&tranid=visitor" + i);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("open").size() == 35);
        assertThat(leads("doubtful").size()).isZero();
    }

    @Test
    void aMessageThatCannotBecomeALeadIsSetAsideAndThoseBehindItGoOn() {
        jdbc.sql("create function refused() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'not this one' using errcode = '23514'; end $$")
                .update();
        jdbc.sql("create trigger refused before insert on lead for each row when (new.name = 'Poison')"
                        + " execute function refused()")
                .update();
        try {
            sent(ADDRESS, "Name=Poison&Phone=%2B79161112299&tranid=p1");
            sent(ADDRESS, MARIA + "1");
            await().atMost(Duration.ofSeconds(30)).until(() -> leads("open").size() == 1);
            assertThat(jdbc.sql("select state from form_message where key = 'id p1'")
                            .query(String.class)
                            .single())
                    .isEqualTo("unreadable");
        } finally {
            jdbc.sql("drop function refused() cascade").update();
        }
    }

    @Test
    void whoDoesNotKnowTheSecretFindsNothing() {
        assertThat(sent("/forms/site/another-secret-of-1", MARIA + "1").status())
                .isEqualTo(404);
        assertThat(sent("/forms/site", MARIA + "1").status()).isEqualTo(404);
        assertThat(sent("/forms/none/a-secret-of-a-form-1", MARIA + "1").status())
                .isEqualTo(404);
        assertThat(http().send("DELETE", ADDRESS, null).status()).isEqualTo(405);
        assertThat(sent(ADDRESS, "Name=" + "x".repeat(300_000)).status()).isEqualTo(413);
        assertThat(sent(ADDRESS, "test=test").status()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from form_message where state <> 'test'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aClaimOfTheSiteIsOneHoweverOftenItIsSentAndMakesNoLead() {
        jdbc.sql("truncate claim cascade").update();
        String address = "/forms/claim/a-secret-of-a-form-4";
        String maria = contacts.save(org.ringbook.Cast.maria(null)).id().toString();
        String words = "id=c1&name=Maria&phone=%2B79161112233&order=77&subject=Broken&text=" + "x".repeat(30_000);
        assertThat(sent(address, words).status()).isEqualTo(200);
        assertThat(sent(address, words).status()).isEqualTo(200);
        assertThat(sent("/forms/claim/another-secret-of-4", words).status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(30)).until(() -> claims("open").size() == 1);
        JsonNode claim = claims("open").path(0);
        assertThat(claim.path("channel").asString()).isEqualTo("form");
        assertThat(claim.path("partyId").asString()).isEqualTo(maria);
        assertThat(claim.path("orderText").asString()).isEqualTo("77");
        assertThat(claim.path("text").asString()).hasSize(20_000);
        sent(address, "id=c2&name=http%3A%2F%2Fspam.example&phone=%2B79161112299&text=x");
        await().atMost(Duration.ofSeconds(30)).until(() -> claims("doubtful").size() == 1);
        String doubtful = claims("doubtful").path(0).path("id").asString();
        as("anna").post("/api/claims/" + doubtful + "/not-spam", "{}");
        assertThat(claims("open").size()).isEqualTo(2);
        assertThat(leads("all").size()).isZero();
        jdbc.sql("truncate claim cascade").update();
    }

    private JsonNode claims(String view) {
        return as("vera").get("/api/claims?view=" + view).json().path("items");
    }

    @Test
    void aServerSignsWhatItSends() throws Exception {
        String body = "name=Pavel&phone=89035556677";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a-signature-of-a-shop".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String right = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        Http signed = http().header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Signature", right);
        assertThat(signed.post("/forms/shop", body + "0").status()).isEqualTo(404);
        assertThat(signed.post("/forms/shop", body).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("open").size() == 1);
    }

    @Test
    void robotsAreKeptApartAndGivenToNobody() {
        sent(ADDRESS, "Name=http%3A%2F%2Fspam.example&Phone=%2B79161112233&tranid=9");
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("doubtful").size() == 1);
        assertThat(leads("open").size()).isZero();
        assertThat(leads("doubtful").path(0).path("responsibleId").isNull()).isTrue();
    }

    @Test
    void annaTakesALeadByHandAnswersItAndMakesAClientOfIt() {
        JsonNode lead = as("anna")
                .post(
                        "/api/leads",
                        "{\"name\":\"Мария Иванова\",\"phone\":\"8 916 111-22-33\",\"source\":\"выставка\"}")
                .json();
        String address = "/api/leads/" + lead.path("id").asString();
        assertThat(as("anna")
                        .post(address + "/answered", "{}")
                        .json()
                        .path("firstResponseBy")
                        .asString())
                .isEqualTo(staff.byLogin("anna").orElseThrow().id().toString());
        assertThat(as("boris").get(address).status()).as("Anna's").isEqualTo(404);
        assertThat(as("anna").post(address + "/close", "{\"state\":\"lost\"}").status())
                .as("no reason")
                .isEqualTo(400);
        JsonNode converted = as("anna").post(address + "/convert", "{}").json();
        assertThat(converted.path("state").asString()).isEqualToIgnoringCase("converted");
        assertThat(as("anna")
                        .get("/api/contacts/" + converted.path("partyId").asString())
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Мария Иванова");
        assertThat(as("anna")
                        .post("/api/contacts", "{\"name\":\"Мария\",\"numbers\":[{\"number\":\"+79161112233\"}]}")
                        .status())
                .as("she is known now")
                .isEqualTo(409);
        assertThat(as("anna").get(address + "/events").json().path("items").size())
                .isGreaterThan(2);
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        assertThat(anna.get("/leads?view=ALL").body()).contains("Мария Иванова");
        assertThat(anna.get(address.replace("/api", "")).body()).contains("выставка");
        assertThat(as("anna").post(address + "/unconvert", "{}").status()).isEqualTo(200);
    }

    @Test
    void aPageAsksForATokenAndARobotThatHasNoneIsKeptApart() {
        String address = "/forms/page/a-secret-of-a-form-2";
        Http page = http().header("Origin", "https://www.romashka.ru");
        Http.Answer start = page.get(address + "/start");
        assertThat(start.status()).isEqualTo(200);
        assertThat(start.header("Access-Control-Allow-Origin")).contains("https://www.romashka.ru");
        assertThat(http().header("Origin", "https://evil.example")
                        .get(address + "/start")
                        .header("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(http().get("/forms/page/another-secret-of-2/start").status()).isEqualTo(404);
        String token = start.json().path("token").asString();
        // Somebody who opened the page some seconds ago.
        sent(address, "name=%D0%9C&phone=89161112233&ringbook_token=" + token);
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("all").size() == 1);
        assertThat(leads("doubtful").size()).as("nobody types as quickly").isEqualTo(1);
        sent(address, "name=%D0%9F&phone=89035556677&ringbook_token=" + token);
        sent(address, "name=%D0%A0&phone=89035556678");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(leads("doubtful").size())
                        .as("without a token, and with one that was used")
                        .isEqualTo(3));
        assertThat(leads("open").size()).isZero();
    }

    @Test
    void aVisitorAsksToBeCalledAndAnnasTelephoneRingsFirstOnce() {
        String body = "name=Maria&phone=89161112233&callback=1&id=";
        assertThat(sent("/forms/urgent/a-secret-of-a-form-3", body + "1").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !pbx.dialled.isEmpty());
        assertThat(pbx.dialled).containsExactly("101 +79161112233");
        sent("/forms/urgent/a-secret-of-a-form-3", body + "2");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> leads("open").path(0).path("touches").asInt() == 2);
        assertThat(jdbc.sql("select state from form_callback")
                        .query(String.class)
                        .list())
                .as("one call at a time")
                .containsExactly("calling");
        assertThat(jdbc.sql("select entrance from call_request where number = '+79161112233'")
                        .query(String.class)
                        .list())
                .as("counted in a budget of its own")
                .containsExactly("callback");
        assertThat(pbx.dialled).hasSize(1);
    }

    @Test
    void whoWasAnsweredLastWeekAndAsksToBeCalledNowIsCalled() {
        sent("/forms/urgent/a-secret-of-a-form-3", "name=Maria&phone=89161112233&id=1");
        String anna = staff.byLogin("anna").orElseThrow().id().toString();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        leads("open").path(0).path("responsibleId").asString("").equals(anna));
        String address = "/api/leads/" + leads("open").path(0).path("id").asString();
        assertThat(as("anna").post(address + "/answered", "{}").status()).isEqualTo(200);
        sent("/forms/urgent/a-secret-of-a-form-3", "name=Maria&phone=89161112233&callback=1&id=2");
        await().atMost(Duration.ofSeconds(30)).until(() -> !pbx.dialled.isEmpty());
        assertThat(pbx.dialled).containsExactly("101 +79161112233");
    }

    @Test
    void whoDidNotAskAndWhoLooksLikeSpamIsNotCalled() {
        sent("/forms/urgent/a-secret-of-a-form-3", "name=Pavel&phone=89035556677&id=1");
        sent("/forms/urgent/a-secret-of-a-form-3", "name=http%3A%2F%2Fx.example&phone=89035556678&callback=1&id=2");
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("all").size() == 2);
        assertThat(jdbc.sql("select count(*) from form_callback")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRefusedCallStandsOnTheLead() {
        pbx.refusal = "no such telephone";
        sent("/forms/urgent/a-secret-of-a-form-3", "name=Maria&phone=89161112233&callback=1&id=9");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select state from form_callback")
                        .query(String.class)
                        .list()
                        .contains("refused"));
        String id = leads("open").path(0).path("id").asString();
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        assertThat(anna.get("/leads/" + id).body()).contains("Звонок по просьбе с сайта");
    }

    @Test
    void whoTellsOfAColleaguesClientIsToldTheNumberOfTheLeadAndNoMore() {
        String maria = "{\"name\":\"Мария Иванова\",\"phone\":\"+79161112233\",\"text\":\"тайна\"}";
        JsonNode lead = as("anna").post("/api/leads", maria).json();
        String address = "/api/leads/" + lead.path("id").asString();
        as("anna").post(address + "/assign", "{}");
        Http.Answer told = as("boris").post("/api/leads", "{\"phone\":\"+79161112233\"}");
        assertThat(told.status()).isEqualTo(201);
        assertThat(told.json().path("number").asLong())
                .isEqualTo(lead.path("number").asLong());
        assertThat(told.body()).doesNotContain("тайна", "Мария");
        assertThat(as("anna").get(address).json().path("touches").asInt()).isEqualTo(2);
        Browser boris = new Browser(this::http);
        boris.signIn("boris", passwordOf("boris"));
        var page = boris.post(
                "/leads", "phone=%2B79161112233&_csrf=" + URLEncoder.encode(boris.csrf(), StandardCharsets.UTF_8));
        assertThat(page.status()).isLessThan(400);
        assertThat(boris.get("/leads").body()).containsAnyOf("у коллеги", "with a colleague");
    }

    @Test
    void whatOnlyLookedLikeSpamIsALeadAfterAll() {
        sent(ADDRESS, "Name=http%3A%2F%2Fspam.example&Phone=%2B79161112233&tranid=9");
        await().atMost(Duration.ofSeconds(30)).until(() -> leads("doubtful").size() == 1);
        String address = "/api/leads/" + leads("doubtful").path(0).path("id").asString();
        assertThat(as("anna").post(address + "/not-spam", "{}").status()).isEqualTo(200);
        assertThat(leads("open").size()).isEqualTo(1);
        assertThat(leads("doubtful").size()).isZero();
    }
}
