package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import tools.jackson.databind.JsonNode;

/** Maria buys of Anna, and of Boris: what each deal came from, what happened with it, and which call was about it. */
class DealOriginsApiTest extends Server {

    private static final String SOLVED = "019ad000-0000-7000-8000-00000000d001";

    private final List<String> dispositions = new ArrayList<>();
    private UUID maria;

    @BeforeEach
    void mariaIsKnown() {
        nothingIsLeft();
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS)).id();
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate lead, deal, task, claim, bin_item, event cascade").update();
        dispositions.forEach(id -> {
            jdbc.sql("delete from call_disposition where disposition_id = ?::uuid")
                    .param(id)
                    .update();
            jdbc.sql("delete from campaign_result where disposition_id = ?::uuid")
                    .param(id)
                    .update();
            jdbc.sql("delete from disposition where id = ?::uuid").param(id).update();
        });
        dispositions.clear();
    }

    private static String id(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private String deal(String login, String title) {
        return id(as(login).post("/api/deals", "{\"title\":\"" + title + "\",\"partyId\":\"" + maria + "\"}"));
    }

    /** Maria called a moment ago, later than whatever was made before. */
    private Call call(int seconds) {
        Call call = CallsOfTheDay.answered(
                Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(seconds));
        log.write(List.of(CallsOfTheDay.change(call)));
        return call;
    }

    private JsonNode about(String login, Call call) {
        Http.Answer answer = as(login).get("/api/calls/" + call.id() + "/deal");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Http.Answer say(String login, Call call, String deal) {
        return as(login).put("/api/calls/" + call.id() + "/deal", "{\"dealId\":\"" + deal + "\"}");
    }

    private String asksForADeal() {
        String disposition = id(as("admin")
                .post("/api/dispositions", "{\"name\":\"Заказ " + UUID.randomUUID() + "\",\"asks\":[\"deal\"]}"));
        dispositions.add(disposition);
        return disposition;
    }

    private void chooses(String login, Call call, String disposition) {
        Http.Answer chosen = as(login)
                .put(
                        "/api/calls/" + call.id() + "/note",
                        "{\"text\":\"Берёт\",\"disposition\":\"" + disposition + "\"}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
    }

    private JsonNode dealsOfMaria() {
        return as("vera").get("/api/deals?party=" + maria).json().path("items");
    }

    private Browser browser(String login) {
        Browser browser = new Browser(this::http);
        browser.signIn(login, passwordOf(login));
        return browser;
    }

    @Test
    void whatIsWrittenOnADealsCardIsTheDealsAndHiddenWhereTheDealIs() {
        String deal = deal("anna", "Чай");
        String note =
                id(as("anna").post("/api/events", "{\"text\":\"Скидка до пятницы\",\"dealId\":\"" + deal + "\"}"));
        assertThat(as("anna").get("/api/events/" + note).json().path("dealId").asString())
                .isEqualTo(deal);
        assertThat(as("anna").get("/api/events?contact=" + maria).body()).contains("Скидка до пятницы");
        assertThat(as("boris").get("/api/events?contact=" + maria).body()).doesNotContain("Скидка до пятницы");
        assertThat(as("boris").get("/api/events/" + note).status()).isEqualTo(404);
        assertThat(as("boris")
                        .post("/api/events", "{\"text\":\"И я\",\"dealId\":\"" + deal + "\"}")
                        .status())
                .isEqualTo(400);

        Browser anna = browser("anna");
        String address = "/deals/" + deal + "/timeline";
        String csrf = URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);
        Http.Answer written = anna.post(address, "text=Quiet+client&kind=NOTE&_csrf=" + csrf);
        assertThat(written.status()).as(written.body()).isEqualTo(200);
        assertThat(written.body()).contains("Quiet client").contains("Скидка до пятницы");
        Http.Answer withFile = anna.with(http())
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .send(
                        "POST",
                        address,
                        "--edge\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + anna.csrf()
                                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nMEETING"
                                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nTasting"
                                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"price.txt\"\r\n"
                                + "Content-Type: text/plain\r\n\r\n7\r\n--edge--\r\n");
        assertThat(withFile.status()).as(withFile.body()).isEqualTo(200);
        assertThat(withFile.body()).contains("Tasting").contains("price.txt");
        assertThat(anna.get("/deals/" + deal).body())
                .contains("hx-get=\"" + address + "\"")
                .contains("/deals/" + deal + "/origins")
                .contains("/files/deal/" + deal);
        assertThat(browser("boris").get(address).status()).isEqualTo(404);
    }

    @Test
    void theTimelineOfADealHasItsCallsAndMovesAndPaymentsByReference() {
        String deal = deal("anna", "Чай");
        String offer = id(as("anna")
                .post("/api/documents", "{\"dealId\":\"" + deal + "\",\"kind\":\"offer\",\"number\":\"КП-7\"}"));
        id(as("anna").post("/api/payments", "{\"dealId\":\"" + deal + "\",\"paidOn\":\"2026-12-01\",\"amount\":700}"));
        Call call = call(2);
        chooses("anna", call, SOLVED);
        JsonNode lines =
                as("anna").get("/api/deals/" + deal + "/timeline").json().path("items");
        assertThat(lines.valueStream()
                        .map(line -> line.path("step").path("what").asString("-")))
                .containsExactlyInAnyOrder("-", "move", "document", "payment");
        assertThat(lines.path(0).path("callId").asString()).isEqualTo(call.id().toString());
        assertThat(lines.path(0).path("notes").path(0).path("text").asString()).isEqualTo("Берёт");
        assertThat(as("anna")
                        .get("/api/deals/" + deal + "/timeline?kind=system")
                        .json()
                        .path("items"))
                .hasSize(3);

        as("anna").post("/api/documents/" + offer + "/state", "{\"state\":\"sent\"}");
        String page = browser("anna").get("/deals/" + deal + "/timeline").body();
        assertThat(page).contains("КП-7").contains("черновик → отправлен").contains("/calls/" + call.id());
        JsonNode first =
                as("anna").get("/api/deals/" + deal + "/timeline?limit=1").json();
        assertThat(first.path("items")).hasSize(1);
        assertThat(as("anna")
                        .get("/api/deals/" + deal + "/timeline?limit=10&after="
                                + first.path("next").asString())
                        .json()
                        .path("items"))
                .hasSize(4);
        assertThat(as("boris").get("/api/deals/" + deal + "/timeline").status()).isEqualTo(404);
    }

    @Test
    void aCallIsAboutTheDealOfWhoeverAnsweredAndIfSomebodySaysSoAboutAnother() {
        String annas = deal("anna", "Чай");
        String boriss = deal("boris", "Кофе");
        Call call = call(2);
        assertThat(about("vera", call).path("dealId").asString()).isEqualTo(annas);
        assertThat(about("vera", call).path("said").asBoolean()).isFalse();
        assertThat(about("boris", call).path("dealId").isNull())
                .as("not his to see")
                .isTrue();
        assertThat(about("boris", call).path("offered")).hasSize(1);
        assertThat(say("boris", call, annas).status()).isEqualTo(400);

        assertThat(say("boris", call, boriss).status()).isEqualTo(200);
        assertThat(about("vera", call).path("dealId").asString()).isEqualTo(boriss);
        assertThat(as("vera")
                        .get("/api/deals/" + annas + "/timeline?kind=call")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(as("vera")
                        .get("/api/deals/" + boriss + "/timeline?kind=call")
                        .json()
                        .path("items"))
                .hasSize(1);

        Call whole = call(600);
        log.write(List.of(new CallChange(whole, whole, List.of(call.id()))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> about("vera", whole).path("said").asBoolean());
        assertThat(about("vera", whole).path("dealId").asString()).isEqualTo(boriss);

        as("vera").put("/api/calls/" + whole.id() + "/deal", "{\"dealId\":null}");
        assertThat(about("vera", whole).path("dealId").isNull()).isTrue();
        as("vera").delete("/api/calls/" + whole.id() + "/deal");
        assertThat(about("vera", whole).path("dealId").asString()).isEqualTo(annas);
    }

    @Test
    void oneClickOnTheCardOfACallSaysItsDealAndASecondTakesItBack() {
        String deal = deal("anna", "Чай");
        deal("anna", "Кофе");
        Call call = call(2);
        Browser anna = browser("anna");
        assertThat(anna.get("/calls/" + call.id() + "/work").body())
                .contains("Чай")
                .contains("Кофе");
        String csrf = URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);
        Http.Answer said = anna.post("/calls/" + call.id() + "/deal", "deal=" + deal + "&_csrf=" + csrf);
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(said.body()).contains("/deals/" + deal).contains("aria-pressed=\"true\"");
        assertThat(anna.post("/calls/" + call.id() + "/deal", "deal=&_csrf=" + csrf)
                        .body())
                .doesNotContain("aria-pressed=\"true\"");
    }

    @Test
    void aResultThatAsksForADealMakesOneHoweverOftenItIsChosenAndAnotherTakesItBack() {
        String order = asksForADeal();
        Call call = call(0);
        chooses("anna", call, order);
        chooses("anna", call, order);
        assertThat(dealsOfMaria()).hasSize(1);
        JsonNode made = dealsOfMaria().path(0);
        assertThat(made.path("title").asString()).isEqualTo("Мария Иванова");
        assertThat(made.path("channel").asString()).isEqualTo("call");
        assertThat(about("anna", call).path("dealId").asString())
                .isEqualTo(made.path("id").asString());

        chooses("anna", call, SOLVED);
        assertThat(dealsOfMaria()).isEmpty();

        chooses("anna", call, order);
        String worked = dealsOfMaria().path(0).path("id").asString();
        as("anna").post("/api/events", "{\"text\":\"Ждёт счёт\",\"dealId\":\"" + worked + "\"}");
        chooses("anna", call, SOLVED);
        assertThat(dealsOfMaria()).as("somebody has worked with it").hasSize(1);
    }

    @Test
    void whereADealIsOpenAlreadyTheCardOffersItAndANewOne() {
        String order = asksForADeal();
        deal("boris", "Кофе");
        Call call = call(0);
        as("vera").put("/api/calls/" + call.id() + "/deal", "{\"dealId\":null}");
        chooses("anna", call, order);
        assertThat(dealsOfMaria()).hasSize(1);

        Browser anna = browser("anna");
        assertThat(anna.get("/calls/" + call.id() + "/work").body())
                .contains("/calls/" + call.id() + "/deal/new")
                .contains("is-asked");
        String csrf = URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);
        for (int click = 0; click < 2; click++) {
            assertThat(anna.post("/calls/" + call.id() + "/deal/new", "_csrf=" + csrf)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(dealsOfMaria()).hasSize(2);
        assertThat(as("anna").post("/api/calls/" + call.id() + "/deal", "{}").status())
                .isEqualTo(201);
        assertThat(dealsOfMaria()).hasSize(2);
    }

    @Test
    void theLeadOfTheCallBecomesTheDealAndIsInWorkAgainWithoutIt() {
        String order = asksForADeal();
        Call call = call(0);
        String lead = id(as("vera")
                .post("/api/leads", "{\"name\":\"Мария\",\"phone\":\"" + Cast.MARIAS + "\",\"source\":\"выставка\"}"));
        jdbc.sql("update lead set call_id = ? where id = ?::uuid")
                .params(call.id(), lead)
                .update();
        chooses("anna", call, order);
        assertThat(dealsOfMaria()).hasSize(1);
        assertThat(dealsOfMaria().path(0).path("leadId").asString()).isEqualTo(lead);
        assertThat(dealsOfMaria().path(0).path("source").asString()).isEqualTo("выставка");
        assertThat(as("vera").get("/api/leads/" + lead).json().path("state").asString())
                .isEqualToIgnoringCase("converted");

        chooses("vera", call, order);
        chooses("vera", call, SOLVED);
        assertThat(dealsOfMaria()).isEmpty();
        assertThat(as("vera").get("/api/leads/" + lead).json().path("state").asString())
                .isEqualToIgnoringCase("in_work");
    }

    @Test
    void theResultOfACallListAsksForADealToo() {
        String order = asksForADeal();
        as("admin")
                .put(
                        "/api/campaign-results",
                        "[{\"disposition\":\"" + order + "\",\"effect\":\"success\",\"isFinal\":true}]");
        jdbc.sql("truncate campaign cascade").update();
        String campaign = id(as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Осень\",\"purpose\":\"service\",\"assumedZone\":\""
                                + CampaignsApiTest.zoneWhereItIsNoon() + "\"}"));
        String address = "/api/campaigns/" + campaign;
        as("vera")
                .post(address + "/people", "{\"people\":[{\"name\":\"Мария\",\"numbers\":[\"" + Cast.MARIAS + "\"]}]}");
        as("vera").post(address + "/state", "{\"state\":\"running\"}");
        String entry =
                as("anna").post(address + "/next", "{}").json().path("id").asString();
        String attempt = as("anna")
                .post("/api/entries/" + entry + "/dial", "{}")
                .json()
                .path("id")
                .asString();
        log.write(List.of(CallsOfTheDay.change(CampaignsApiTest.callOf(attempt, Call.Result.ANSWERED, null))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "answered"
                        .equals(as("vera")
                                .get("/api/attempts/" + attempt)
                                .json()
                                .path("technical")
                                .asString("")));
        Http.Answer chosen =
                as("anna").post("/api/attempts/" + attempt + "/result", "{\"disposition\":\"" + order + "\"}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
        assertThat(dealsOfMaria()).hasSize(1);

        Http.Answer corrected = as("vera")
                .post(
                        "/api/attempts/" + attempt + "/correct",
                        "{\"disposition\":\"019ad000-0000-7000-8000-00000000d002\",\"why\":\"Передумали\"}");
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(dealsOfMaria()).isEmpty();
        jdbc.sql("truncate campaign cascade").update();
    }

    @Test
    void theTreeLeadsFromTheSourceToThePaymentAndNamesByItsKindWhatMayNotBeSeen() {
        String lead = id(as("vera")
                .post("/api/leads", "{\"name\":\"Мария\",\"phone\":\"" + Cast.MARIAS + "\",\"source\":\"Яндекс\"}"));
        as("vera")
                .post(
                        "/api/leads/" + lead + "/assign",
                        "{\"responsibleId\":\""
                                + staff.byLogin("boris").orElseThrow().id() + "\"}");
        String deal = deal("anna", "Чай");
        jdbc.sql("update deal set source = 'Яндекс', campaign = 'весна', lead_id = ?::uuid where id = ?::uuid")
                .params(lead, deal)
                .update();
        jdbc.sql("update lead set deal_id = ?::uuid where id = ?::uuid")
                .params(deal, lead)
                .update();
        id(as("anna").post("/api/documents", "{\"dealId\":\"" + deal + "\",\"kind\":\"offer\",\"number\":\"КП-7\"}"));
        String part =
                id(as("anna").post("/api/parts", "{\"dealId\":\"" + deal + "\",\"title\":\"Фура\",\"amount\":700}"));
        id(as("anna")
                .post(
                        "/api/payments",
                        "{\"dealId\":\"" + deal + "\",\"partId\":\"" + part
                                + "\",\"paidOn\":\"2026-12-01\",\"amount\":700}"));
        Call call = call(2);
        assertThat(say("anna", call, deal).status()).isEqualTo(200);
        call(3);

        JsonNode root = as("anna").get("/api/deals/" + deal + "/origins").json();
        assertThat(root.path("kind").asString()).isEqualTo("source");
        assertThat(root.path("name").asString()).isEqualTo("Яндекс");
        JsonNode hidden = root.path("below").path(0);
        assertThat(hidden.path("kind").asString()).isEqualTo("lead");
        assertThat(hidden.path("id").isNull()
                        && hidden.path("name").isNull()
                        && hidden.path("address").isNull())
                .as("Boris's lead")
                .isTrue();
        JsonNode itself = hidden.path("below").path(0);
        assertThat(itself.path("id").asString()).isEqualTo(deal);
        assertThat(itself.path("below")
                        .valueStream()
                        .map(one -> one.path("kind").asString()))
                .containsExactly("document", "order", "call");
        JsonNode order = itself.path("below").path(1);
        assertThat(order.path("below").path(0).path("kind").asString()).isEqualTo("payment");
        assertThat(order.path("below").path(0).path("amount").asInt()).isEqualTo(700);
        assertThat(itself.path("below").path(2).path("address").asString()).isEqualTo("/calls/" + call.id());
        assertThat(as("vera")
                        .get("/api/deals/" + deal + "/origins")
                        .json()
                        .path("below")
                        .path(0)
                        .path("address")
                        .asString())
                .isEqualTo("/leads/" + lead);
        assertThat(as("boris").get("/api/deals/" + deal + "/origins").status()).isEqualTo(404);

        assertThat(browser("anna").get("/deals/" + deal + "/origins").body())
                .contains("Яндекс")
                .contains("КП-7")
                .doesNotContain("/leads/" + lead);
        assertThat(browser("vera").get("/parties/" + maria + "/origins").body()).contains("/leads/" + lead);
        assertThat(browser("boris").get("/parties/" + maria + "/origins").body())
                .doesNotContain(deal)
                .doesNotContain("Чай");
    }

    @Test
    void dealsAndClaimsAreFoundByWordsNumberClientAndTheNamesOfPrograms() {
        String word = "Турмалин";
        String deal = deal("anna", word + " весной");
        as("boris").post("/api/deals", "{\"title\":\"" + word + " осенью\"}");
        String external = "УТ-" + UUID.randomUUID();
        Http.Answer told = as("anna")
                .put(
                        "/api/deals/external/1c/" + URLEncoder.encode(external, StandardCharsets.UTF_8),
                        "{\"deal\":{\"title\":\"Груз\",\"partyId\":\"" + maria + "\"}}");
        assertThat(told.status()).as(told.body()).isLessThan(300);
        String claim = id(as("anna")
                .post(
                        "/api/claims",
                        "{\"subject\":\"" + word + " треснул\",\"partyId\":\"" + maria
                                + "\",\"externalId\":\"Z-77123\"}"));

        JsonNode hers = found("anna", word);
        assertThat(hers.path("deals")).hasSize(1);
        assertThat(hers.path("deals").path(0).path("id").asString()).isEqualTo(deal);
        assertThat(hers.path("claims").path(0).path("id").asString()).isEqualTo(claim);
        assertThat(found("vera", word).path("deals")).hasSize(2);
        assertThat(found("boris", word).path("claims")).as("not his").isEmpty();
        String number =
                as("anna").get("/api/deals/" + deal).json().path("number").asString();
        assertThat(ids(found("anna", "№ " + number).path("deals"))).contains(deal);
        assertThat(ids(found("anna", "Мария Иванова").path("deals")))
                .contains(deal)
                .hasSize(2);
        assertThat(ids(found("anna", "Мария Иванова").path("claims"))).contains(claim);
        assertThat(found("anna", external.substring(5)).path("deals")).hasSize(1);
        assertThat(ids(found("anna", "77123").path("claims"))).contains(claim);
        assertThat(found("anna", "100%_").path("deals")).isEmpty();

        Http.Answer page = browser("anna").get("/search?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8));
        assertThat(page.body()).contains("/deals/" + deal).contains("/claims/" + claim);
    }

    private JsonNode found(String login, String text) {
        Http.Answer answer = as(login).get("/api/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> ids(JsonNode items) {
        return items.valueStream().map(one -> one.path("id").asString()).toList();
    }

    @Test
    void filesOfADealAndAClaimAreForWhoSeesThemAndComeBackFromTheBin() {
        String deal = deal("anna", "Чай");
        String claim = id(as("anna").post("/api/claims", "{\"subject\":\"Сломано\",\"partyId\":\"" + maria + "\"}"));
        for (String owner : List.of("deal=" + deal, "claim=" + claim)) {
            String file = id(as("anna")
                    .header("Content-Type", "multipart/form-data; boundary=edge")
                    .send(
                            "POST",
                            "/api/files?" + owner,
                            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"акт.txt\"\r\n"
                                    + "Content-Type: text/plain\r\n\r\n" + owner + "\r\n--edge--\r\n"));
            assertThat(as("boris").get("/api/files?" + owner).status()).isEqualTo(404);
            assertThat(as("boris").get("/api/files/" + file + "/content").status())
                    .isEqualTo(404);

            String address = "/api/" + owner.replace("=", "s/");
            assertThat(as("vera").delete(address).status()).isIn(200, 204);
            assertThat(as("vera").get("/api/files/" + file).status()).isEqualTo(404);
            String item = as("vera")
                    .get("/api/bin")
                    .json()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
            assertThat(as("vera").post("/api/bin/" + item + "/restore", "{}").status())
                    .isEqualTo(200);
            assertThat(as("anna").get("/api/files/" + file + "/content").body()).isEqualTo(owner);
        }
    }

    @Test
    void aNoteGoesIntoTheBinWithItsDealAndComesBackWithIt() {
        String deal = deal("anna", "Чай");
        String note = id(as("anna").post("/api/events", "{\"text\":\"Скидка\",\"dealId\":\"" + deal + "\"}"));
        as("vera").delete("/api/deals/" + deal);
        assertThat(as("vera").get("/api/events?contact=" + maria).body()).doesNotContain("Скидка");
        String item = as("vera")
                .get("/api/bin")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        as("vera").post("/api/bin/" + item + "/restore", "{}");
        assertThat(as("anna").get("/api/events/" + note).json().path("dealId").asString())
                .isEqualTo(deal);
    }

    /** What stands on the pages of a timeline, one after the other. */
    private List<String> lines(String deal, String kind) {
        var lines = new ArrayList<String>();
        String next = "";
        for (int pages = 0; next != null; pages++) {
            assertThat(pages).as("it comes to an end").isLessThan(20);
            JsonNode page = as("anna")
                    .get("/api/deals/" + deal + "/timeline?limit=1" + kind + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            page.path("items")
                    .valueStream()
                    .map(line ->
                            line.path("callId").isString() ? line.path("callId").asString() : "step")
                    .forEach(lines::add);
            next = page.path("next").isString() ? page.path("next").asString() : null;
        }
        return lines;
    }

    @Test
    void behindManyCallsThatAreAboutNoDealAnOlderOneIsFound() {
        String tea = deal("anna", "Чай");
        jdbc.sql("update deal set created_at = now() - interval '2 hours' where id = ?::uuid")
                .param(tea)
                .update();
        Call first = call(-3600);
        deal("anna", "Кофе");
        for (int i = 0; i < 25; i++) {
            call(10 + i);
        }
        assertThat(lines(tea, "&kind=call")).containsExactly(first.id().toString());
        assertThat(lines(tea, "")).containsExactly("step", first.id().toString());
        assertThat(browser("anna").get("/deals/" + tea + "/timeline?kind=CALL").body())
                .contains("/calls/" + first.id());
    }

    @Test
    void theDealsThatAClientHadOnceHideNotTheOneThatIsOpen() {
        String tea = deal("anna", "Чай");
        jdbc.sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, closed_at, rank,"
                                + " created_at, changed_at) select gen_random_uuid(), 'Давно', type_id, pipeline_id, stage_id, now(), party_id,"
                                + " now(), 'a', now(), now() from deal, generate_series(1, 500) where id = ?::uuid")
                .param(tea)
                .update();
        Call call = call(2);
        assertThat(about("vera", call).path("dealId").asString()).isEqualTo(tea);

        jdbc.sql("update deal set closed_at = null where title = 'Давно'").update();
        assertThat(about("vera", call).path("dealId").isNull())
                .as("so many that one may be left out")
                .isTrue();
    }
}
