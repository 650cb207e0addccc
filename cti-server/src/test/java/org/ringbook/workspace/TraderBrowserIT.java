package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.api.Http;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.Channels;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.JsonNode;

/**
 * From an advertisement to money: somebody calls the number of the radio, is a lead of who is next, orders five lorries, of which one is
 * cancelled and one comes damaged, pays in parts, and is won. Every figure says it.
 */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class TraderBrowserIT {

    private static final String RADIO = "Радио";
    private static final String WON = "019ad000-0000-7000-8000-00000000e105";
    private static final LocalDate TODAY = LocalDate.now();
    private static final String DAYS = "from=" + TODAY.minusDays(1) + "&to=" + TODAY;

    private static Office office;

    private Http vera;

    @BeforeAll
    static void open() {
        office = Office.trading();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @BeforeEach
    void veraIsTheHead() {
        vera = office.as("vera");
    }

    @Test
    void aCallToTheNumberOfAnAdvertisementBecomesMoneyAndEachFigureSaysIt() {
        theRadioCosts60000();
        missed("+79637770455");
        leadOf("+79637770455");
        missed("+79637770466");
        JsonNode lead = leadOf("+79637770466");
        StaffMember owner = ownerOf(lead);
        assertThat(owner.login()).as("one of those who have turns").isIn("anna", "boris");

        try (Screen theirs = Screen.of(office, "ru-RU").signIn(owner.login())) {
            String deal = theLeadBecomesADeal(theirs, lead.path("id").asString());
            List<String> lorries = fiveLorriesAt200000(deal);
            threeComeAndOneIsCancelled(theirs, deal, lorries);
            String party = office.as(owner.login())
                    .get("/api/deals/" + deal)
                    .json()
                    .path("partyId")
                    .asString();
            aClaimOnTheSecond(theirs, deal, lorries.get(1), party);
            itIsPaidInPartsAndWon(theirs, deal);

            everyFigureSaysIt(owner, deal);
            theCardSaysIt(theirs, party);
            theirs.page.navigate("/pay");
            assertThat(theirs.page.locator(".pay-sum")).containsText(Pattern.compile("24\\s000"));
            assertThat(theirs.complaints()).isEmpty();
        }
    }

    private void theRadioCosts60000() {
        office.bean(Channels.class).add(RADIO, PhoneNumber.of("+74957770001"), TODAY.minusDays(1), null, null);
        done(vera.post(
                "/api/ad-costs",
                "{\"items\":[{\"day\":\"" + TODAY + "\",\"channel\":\"" + RADIO + "\",\"amount\":60000}]}"));
        done(office.as("admin")
                .post(
                        "/api/pay-rules",
                        "{\"name\":\"С выигранных\",\"kind\":\"share\",\"of\":\"won\",\"rate\":3,\"stepsBy\":\"sum\",\"steps\":[],"
                                + "\"factors\":[],\"from\":\""
                                + TODAY.toString().substring(0, 7) + "\"}"));
    }

    private static Http.Answer done(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private static void missed(String number) {
        StaffMember anna = office.staff().byLogin("anna").orElseThrow();
        Instant now = Instant.now();
        office.telephones
                .call(number, anna.extensions().get(0).digits(), now.minusSeconds(20))
                .callerHangsUp(now.minusSeconds(2));
    }

    private JsonNode leadOf(String number) {
        return await(number)
                .atMost(Duration.ofSeconds(60))
                .until(() -> given(number), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> given(String number) {
        for (JsonNode one : vera.get("/api/leads").json().path("items")) {
            if (one.path("phone").toString().contains(number.substring(1))
                    && one.path("responsibleId").isString()) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static StaffMember ownerOf(JsonNode lead) {
        return office.staff()
                .find(UUID.fromString(lead.path("responsibleId").asString()))
                .orElseThrow();
    }

    private static String theLeadBecomesADeal(Screen theirs, String lead) {
        theirs.page.navigate("/leads/" + lead);
        Locator form = theirs.page
                .locator("form.stack")
                .filter(new Locator.FilterOptions().setHas(theirs.page.locator("[name=dealTitle]")));
        form.locator("[name=name]").fill("Трейдер Иванов");
        form.locator("[name=dealTitle]").fill("Пять машин");
        form.locator("button[name=deal]").click();
        theirs.page.waitForURL(Pattern.compile("/deals/[0-9a-f-]{36}$"));
        String address = theirs.page.url();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private List<String> fiveLorriesAt200000(String deal) {
        JsonNode known = vera.get("/api/deals/" + deal).json();
        done(vera.put(
                "/api/deals/" + deal,
                "{\"title\":\"Пять машин\",\"partyId\":\""
                        + known.path("partyId").asString() + "\",\"amountFrom\":\"parts\"}"));
        var lorries = new ArrayList<String>();
        for (int lorry = 1; lorry <= 5; lorry++) {
            lorries.add(done(vera.post(
                            "/api/parts",
                            "{\"dealId\":\"" + deal + "\",\"title\":\"Машина " + lorry
                                    + "\",\"amount\":200000,\"cost\":140000}"))
                    .json()
                    .path("id")
                    .asString());
        }
        return lorries;
    }

    private void threeComeAndOneIsCancelled(Screen theirs, String deal, List<String> lorries) {
        theirs.page.navigate("/deals/" + deal);
        String before = vera.get("/api/deals/" + deal).json().path("stageId").asString();
        Locator orders = theirs.page.locator("#deal-orders");
        for (int i = 0; i < 4; i++) {
            String state = i < 3 ? "delivered" : "cancelled";
            Locator choice = orders.locator("form[action$='/parts/" + lorries.get(i) + "/state'] select");
            choice.selectOption(state);
            assertThat(orders.locator("li.is-" + (i < 3 ? "done" : "cancelled")))
                    .hasCount(i < 3 ? i + 1 : 1);
        }
        assertThat(orders.locator("h2 .chip")).containsText("3 из 4");
        JsonNode now = vera.get("/api/deals/" + deal).json();
        assertThat(now.path("amount").asInt()).as("of the four").isEqualTo(800_000);
        assertThat(now.path("stageId").asString()).as("a lorry moves no deal").isEqualTo(before);
    }

    private void aClaimOnTheSecond(Screen theirs, String deal, String lorry, String party) {
        theirs.page.navigate("/claims/new?party=" + party + "&deal=" + deal + "&part=" + lorry);
        theirs.page.fill("[name=subject]", "Вторая машина пришла мокрой");
        theirs.page.locator(".claim-form .btn-primary").click();
        assertThat(theirs.page.locator("h1")).containsText("Вторая машина");
        JsonNode claims = vera.get("/api/claims?deal=" + deal).json().path("items");
        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).path("partId").asString()).isEqualTo(lorry);
    }

    private void itIsPaidInPartsAndWon(Screen theirs, String deal) {
        theirs.page.navigate("/deals/" + deal);
        Locator payment = theirs.page
                .locator("#deal-orders details")
                .filter(new Locator.FilterOptions().setHas(theirs.page.locator("[name=paidOn]")));
        payment.locator("summary").click();
        payment.locator("[name=amount]").fill("300 000");
        payment.locator("[name=paidOn]").fill(TODAY.toString());
        payment.locator("button").click();
        assertThat(theirs.page.locator("#deal-orders h2 .chip")).containsText("37 %");
        done(vera.post(
                "/api/payments", "{\"dealId\":\"" + deal + "\",\"paidOn\":\"" + TODAY + "\",\"amount\":500000}"));

        theirs.page.locator(".stage-bar button[value='" + WON + "']").click();
        Locator dialog = theirs.page.locator("dialog[data-asks]");
        dialog.locator("[name=closedOn]").fill(TODAY.toString());
        dialog.locator(".btn-primary").click();
        assertThat(theirs.page.locator(".stage-bar .is-won")).hasAttribute("aria-current", "step");
    }

    private void everyFigureSaysIt(StaffMember owner, String deal) {
        JsonNode funnel = vera.get("/api/reports/sales/funnel?" + DAYS).json();
        assertThat(row(funnel, "won").path("reached").asInt()).isEqualTo(1);
        assertThat(row(funnel, "won").path("of-closed").asDouble()).isEqualTo(1);
        JsonNode whole =
                office.as("admin").get("/api/reports/sales/end-to-end?" + DAYS).json();
        JsonNode radio = row(whole, RADIO.toLowerCase());
        assertThat(radio.path("cost").asInt()).isEqualTo(60_000);
        assertThat(radio.path("leads").asInt()).as(whole.toString()).isEqualTo(2);
        assertThat(radio.path("won").asInt()).isEqualTo(1);
        assertThat(radio.path("won-price").asInt())
                .as("the source's cost of a sale")
                .isEqualTo(60_000);
        assertThat(radio.path("new-clients").asInt()).isEqualTo(1);
        assertThat(radio.path("margin").asInt())
                .as("without the lorry that was cancelled")
                .isEqualTo(240_000);
        assertThat(radio.path("romi").asDouble()).isCloseTo(3, within(0.001));
        JsonNode pay = office.as(owner.login()).get("/api/reports/sales/pay").json();
        assertThat(pay.path("pay").asInt()).as("3 % of 800,000").isEqualTo(24_000);
        assertThat(pay.path("lines").get(0).path("parts").get(0).path("deal").asString())
                .isEqualTo(deal);
        JsonNode progress = vera.get("/api/deals/" + deal + "/progress").json();
        assertThat(progress.toString()).contains("800000");

        try (Screen head = Screen.of(office, "ru-RU").signIn("vera")) {
            assertThat(head.page.locator(".day-sales")).containsText(Pattern.compile("800\\s000"));
            head.page.navigate("/reports/sales/funnel?" + DAYS);
            head.page
                    .locator("a[href*='key=won'][href*='column=reached']")
                    .first()
                    .click();
            assertThat(head.page.locator("tbody")).containsText("Пять машин");
            head.page.navigate("/reports/sales/end-to-end?" + DAYS);
            assertThat(head.page.locator("tbody tr").first()).containsText(RADIO);
            assertThat(head.page.locator("tbody tr").first()).containsText(Pattern.compile("60\\s000"));
            assertThat(head.complaints()).isEmpty();
        }
    }

    private static JsonNode row(JsonNode report, String key) {
        for (JsonNode row : report.path("rows")) {
            if (row.path("key").asString().equals(key)) {
                return row.path("values");
            }
        }
        throw new AssertionError(key + " is not in " + report);
    }

    private static void theCardSaysIt(Screen theirs, String party) {
        theirs.page.navigate("/contacts/" + party);
        assertThat(theirs.page.locator("h1")).containsText("Трейдер Иванов");
        assertThat(theirs.page.locator(".claim-flags")).containsText("Вторая машина");
        Locator closed = theirs.page.locator(".party-deals a[href*='state=all']");
        closed.click();
        assertThat(theirs.page.locator("main")).containsText("Пять машин");
    }
}
