package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.sales.SalesNow;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What comes of deals for whom: reports, plans, pay and costs of advertising, over the API and on the pages. */
class SalesReportsApiTest extends Server {

    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final LocalDate TODAY = LocalDate.now(ZONE);
    private static final YearMonth MONTH = YearMonth.from(TODAY);
    private static final String OF_MONTH = "from=" + MONTH.atDay(1) + "&to=" + TODAY;

    private final UUID pipeline = UUID.randomUUID();
    private final UUID type = UUID.randomUUID();
    private final UUID fresh = UUID.randomUUID();
    private final UUID offer = UUID.randomUUID();
    private final UUID won = UUID.randomUUID();
    private final UUID lost = UUID.randomUUID();
    private final String channel = "radio-" + UUID.randomUUID();

    @Autowired
    private SalesNow now;

    private UUID anna;
    private UUID boris;

    @BeforeEach
    void aPipelineWithThreeDealsOfAnnaAndOneOfBoris() {
        anna = staff.byLogin("anna").orElseThrow().id();
        boris = staff.byLogin("boris").orElseThrow().id();
        jdbc.sql("insert into pipeline (id, name, position) values (?, ?, 999)")
                .params(pipeline, "Продажи " + pipeline)
                .update();
        stage(fresh, "Новая", 1, "open", 10);
        stage(offer, "Предложение", 2, "open", 50);
        stage(won, "Выиграна", 3, "won", 100);
        stage(lost, "Проиграна", 4, "lost", 0);
        jdbc.sql("update stage set name_en = 'Offer' where id = ?").param(offer).update();
        jdbc.sql("insert into deal_type (id, name, pipeline_id, control, position) values (?, ?, ?, 'free', 999)")
                .params(type, "Обычная " + type, pipeline)
                .update();
        deal(anna, 100_000, fresh, offer, won);
        deal(anna, 50_000, fresh, lost);
        deal(anna, 20_000, fresh);
        deal(boris, 10_000, fresh, won);
    }

    private void stage(UUID id, String name, int position, String kind, int probability) {
        jdbc.sql("insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, ?, ?, ?, ?)")
                .params(id, pipeline, name, position, kind, probability)
                .update();
    }

    private UUID deal(UUID owner, int amount, UUID... way) {
        UUID id = UUID.randomUUID();
        UUID last = way[way.length - 1];
        boolean closed = last.equals(won) || last.equals(lost);
        jdbc.sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, responsible_id, amount, source,"
                                + " closed_at, rank, created_at, changed_at) values (?, 'Пять машин', ?, ?, ?, now(), cast(? as uuid), ?, ?,"
                                + " case when ? then now() end, 'a', now(), now())")
                .params(id, type, pipeline, last, owner, amount, channel, closed)
                .update();
        UUID before = null;
        for (UUID stage : way) {
            jdbc.sql("insert into stage_move (deal_id, at, from_stage, to_stage, responsible_id, cause, kind, amount)"
                            + " values (?, now(), cast(? as uuid), ?, cast(? as uuid), 'user', 'moved', ?)")
                    .params(id, before, stage, owner, amount)
                    .update();
            before = stage;
        }
        return id;
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from deal where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from deal_type where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from stage where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from pipeline where id = ?").param(pipeline).update();
        jdbc.sql("delete from ad_cost where channel = ?").param(channel).update();
        jdbc.sql("delete from plan").update();
        jdbc.sql("delete from pay_rule").update();
    }

    private JsonNode report(String name, String more) {
        return as("vera")
                .get("/api/reports/sales/" + name + "?" + OF_MONTH + "&pipeline=" + pipeline + more)
                .json();
    }

    private static JsonNode row(JsonNode report, String key) {
        for (JsonNode row : report.path("rows")) {
            if (row.path("key").asString().equals(key)) {
                return row.path("values");
            }
        }
        throw new AssertionError(key + " is not in " + report);
    }

    @Test
    void theFunnelSaysHowFarDealsCameAndEachNumberOpensAsMany() {
        JsonNode funnel = report("funnel", "");

        assertThat(row(funnel, fresh.toString()).path("reached").asInt()).isEqualTo(3);
        assertThat(row(funnel, offer.toString()).path("reached").asInt()).isEqualTo(2);
        assertThat(row(funnel, offer.toString()).path("skipped").asInt()).isEqualTo(1);
        assertThat(row(funnel, "won").path("of-closed").asDouble()).isCloseTo(2 / 3.0, within(0.001));
        assertThat(row(funnel, "closed").path("of-closed").asDouble()).isEqualTo(0.75);
        JsonNode items = as("vera")
                .get("/api/reports/sales/funnel/items?" + OF_MONTH + "&pipeline=" + pipeline + "&key=" + fresh
                        + "&column=reached")
                .json();
        assertThat(items.path("kind").asString()).isEqualTo("deal");
        assertThat(items.path("items")).hasSize(3);
        assertThat(funnel.path("rows").get(1).path("label").asString())
                .as("a stage is called as the reader reads")
                .isEqualTo("Offer");
        assertThat(report("reasons", "").path("rows").get(0).path("label").asString())
                .isEqualTo("–");
        assertThat(report("open", "").path("total").path("values").path("sum").asInt())
                .isEqualTo(20_000);
        JsonNode trend = report("open", "&by=trend").path("rows");
        assertThat(trend.get(trend.size() - 1).path("values").path("open").asInt())
                .isEqualTo(1);
        assertThat(report("forecast", "")
                        .path("rows")
                        .get(1)
                        .path("values")
                        .path("weighted")
                        .asInt())
                .as("no date, and a tenth of 20,000")
                .isEqualTo(2_000);
    }

    @Test
    void aRowOfWhatSaysNothingOpensAsManyAsItSaysAndNotTheTotal() {
        UUID named = deal(anna, 30_000, fresh, lost);
        jdbc.sql("update deal set competitor = 'Сосед' where id = ?")
                .param(named)
                .update();
        deal(null, 5_000, fresh, lost);

        JsonNode reasons = report("reasons", "&by=competitor");

        assertThat(row(reasons, "-").path("lost").asInt()).isEqualTo(2);
        assertThat(opened("reasons", "&by=competitor&key=-&column=lost")).isEqualTo(2);
        assertThat(opened("reasons", "&by=competitor&column=lost")).isEqualTo(3);
        assertThat(opened("reasons", "&by=person&key=-&column=lost")).isEqualTo(1);
        assertThat(opened("reasons", "&by=reason&key=-&column=lost")).isEqualTo(3);
        assertThat(row(report("wins", ""), "-").path("lost").asInt()).isEqualTo(1);
        assertThat(opened("wins", "&key=-&column=lost")).isEqualTo(1);
    }

    @Test
    void aDealInEurosIsPaidByThePieceLikeAnyOther() {
        UUID abroad = deal(anna, 10_000, fresh, won);
        jdbc.sql("update deal set currency = 'EUR' where id = ?").param(abroad).update();
        as("admin")
                .post(
                        "/api/pay-rules",
                        "{\"name\":\"За сделку\",\"kind\":\"piece\",\"of\":\"won\",\"rate\":500,\"stepsBy\":\"sum\","
                                + "\"steps\":[],\"factors\":[],\"from\":\"" + MONTH + "\"}");

        JsonNode earned = as("anna").get("/api/reports/sales/pay").json();

        assertThat(earned.path("pay").asDouble()).isEqualTo(1_000);
        assertThat(earned.path("lines").get(0).path("parts")).hasSize(2);
    }

    @Test
    void whoSeesNoCostsSeesThePartOfAMarginAndNotTheMargin() {
        as("admin")
                .post(
                        "/api/pay-rules",
                        "{\"name\":\"С маржи\",\"kind\":\"share\",\"of\":\"margin\",\"rate\":10,\"stepsBy\":\"sum\","
                                + "\"steps\":[],\"factors\":[],\"from\":\"" + MONTH + "\"}");
        as("vera")
                .put(
                        "/api/plans",
                        "{\"month\":\"" + MONTH + "\",\"staffId\":\"" + anna
                                + "\",\"indicator\":\"margin\",\"value\":100000}");
        jdbc.sql(
                        "insert into deal_part (id, deal_id, title, state, state_since, amount, cost, position, created_at, changed_at)"
                                + " select gen_random_uuid(), d.id, 'Машина', 'on', now(), 100000, 40000, 1, now(), now() from deal d"
                                + " where d.pipeline_id = ? and d.responsible_id = ? and d.stage_id = ?")
                .params(pipeline, anna, won)
                .update();

        JsonNode own = as("anna").get("/api/reports/sales/pay").json();
        JsonNode supervisors =
                as("vera").get("/api/reports/sales/pay?person=" + anna).json();

        assertThat(own.path("pay").asDouble()).isEqualTo(6_000);
        assertThat(own.path("lines").get(0).path("base").isNull()).isTrue();
        assertThat(own.path("lines").get(0).path("parts").get(0).path("base").isNull())
                .isTrue();
        assertThat(own.path("plans")).as("how far a plan of the margin is").isEmpty();
        assertThat(supervisors.path("lines").get(0).path("base").asDouble()).isEqualTo(60_000);
        assertThat(supervisors.path("plans")).hasSize(1);
        String page = new SignedInBrowser(http().port(), "anna", passwordOf("anna"))
                .get("/pay")
                .body();
        assertThat(page).contains("С маржи").doesNotContain("60 000", "60\u00a0000", "60,000");
    }

    @Test
    void whatAnnaWasPaidForStaysHersThoughTheDealIsGivenOnAndReopened() {
        as("admin")
                .post(
                        "/api/pay-rules",
                        "{\"name\":\"С оплат\",\"kind\":\"share\",\"of\":\"paid\",\"rate\":10,\"stepsBy\":\"sum\","
                                + "\"steps\":[],\"factors\":[],\"from\":\"" + MONTH + "\"}");
        UUID deal = deal(anna, 70_000, fresh);
        assertThat(as("vera")
                        .post(
                                "/api/payments",
                                "{\"dealId\":\"" + deal + "\",\"paidOn\":\"" + TODAY + "\",\"amount\":30000}")
                        .status())
                .isEqualTo(201);
        jdbc.sql("update deal set responsible_id = ? where id = ?")
                .params(boris, deal)
                .update();

        assertThat(as("anna").get("/api/reports/sales/pay").json().path("pay").asDouble())
                .isEqualTo(3_000);
        assertThat(as("boris").get("/api/reports/sales/pay").json().path("pay").asDouble())
                .isZero();
        assertThat(row(report("plan", "&by=new_deals"), anna.toString())
                        .path("fact")
                        .asInt())
                .isEqualTo(4);
        wonLastMonthAndReopenedToday();
        JsonNode before = as("vera")
                .get("/api/reports/sales/wins?from=" + MONTH.minusMonths(1).atDay(1) + "&to="
                        + MONTH.minusMonths(1).atEndOfMonth() + "&pipeline=" + pipeline)
                .json();
        assertThat(row(before, anna.toString()).path("won-sum").asInt()).isEqualTo(500);
        assertThat(row(report("wins", ""), anna.toString()).path("corrections").asInt())
                .isEqualTo(1);
        assertThat(row(report("wins", ""), anna.toString())
                        .path("corrections-sum")
                        .asInt())
                .isEqualTo(-500);
        assertThat(opened("wins", "&key=" + anna + "&column=corrections")).isEqualTo(1);
    }

    private void wonLastMonthAndReopenedToday() {
        UUID deal = deal(anna, 500, fresh, won);
        String last = MONTH.minusMonths(1)
                .atDay(10)
                .atTime(12, 0)
                .atZone(ZONE)
                .toOffsetDateTime()
                .toString();
        jdbc.sql("update deal set closed_at = ?::timestamptz where id = ?")
                .params(last, deal)
                .update();
        jdbc.sql("update deal set stage_id = ?, closed_at = null where id = ?")
                .params(offer, deal)
                .update();
        jdbc.sql("insert into stage_move (deal_id, at, from_stage, to_stage, responsible_id, cause, kind, amount)"
                        + " values (?, now(), ?, ?, ?, 'user', 'reopened', 500)")
                .params(deal, won, offer, boris)
                .update();
    }

    private int opened(String name, String more) {
        return as("vera")
                .get("/api/reports/sales/" + name + "/items?" + OF_MONTH + "&pipeline=" + pipeline + more)
                .json()
                .path("items")
                .size();
    }

    @Test
    void whatIsNotThereIsSaidInWords() {
        assertThat(as("vera").get("/api/reports/sales/nothing").status()).isEqualTo(404);
        assertThat(as("vera").get("/api/reports/sales/calls").status()).isEqualTo(404);
        assertThat(as("vera").get("/api/reports/sales/funnel?stage=x").status()).isEqualTo(400);
        assertThat(as("vera").get("/api/reports/sales/reasons?by=weather").body())
                .contains("reason, stage");
        assertThat(as("vera")
                        .get("/api/reports/sales/funnel/items?" + OF_MONTH + "&pipeline=" + pipeline + "&key=" + fresh
                                + "&column=conversion")
                        .body())
                .contains("made of others");
        assertThat(as("anna").get("/api/reports/sales/funnel").status()).isEqualTo(403);
    }

    @Test
    void thePlanIsSetAndAnnaSeesWhatSheHasEarnedAndOfWhat() {
        assertThat(as("vera")
                        .put(
                                "/api/plans",
                                "{\"month\":\"" + MONTH + "\",\"staffId\":\"" + anna
                                        + "\",\"indicator\":\"won_sum\",\"value\":400000}")
                        .status())
                .isEqualTo(200);
        as("vera")
                .put(
                        "/api/plans",
                        "{\"month\":\"" + MONTH + "\",\"staffId\":\"" + anna
                                + "\",\"indicator\":\"won_sum\",\"value\":200000}");
        assertThat(as("vera").get("/api/plans").json().path("items")).hasSize(1);
        assertThat(as("vera")
                        .put("/api/plans", "{\"month\":\"" + MONTH + "\",\"indicator\":\"won_sum\",\"value\":1}")
                        .body())
                .contains("either for a person or for a team");
        assertThat(as("admin")
                        .post(
                                "/api/pay-rules",
                                "{\"name\":\"С выигранных\",\"kind\":\"share\",\"of\":\"won\",\"rate\":3,\"stepsBy\":\"plan\","
                                        + "\"steps\":[{\"from\":100,\"rate\":5}],\"factors\":[{\"days\":14,\"factor\":1.2}],\"from\":\""
                                        + MONTH + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(as("vera").post("/api/pay-rules", "{}").status()).isEqualTo(403);
        assertThat(as("vera").get("/api/pay-rules").status())
                .as("who is paid by which rates is for administrators, like the page")
                .isEqualTo(403);
        assertThat(as("admin").get("/api/pay-rules").json().path("items")).hasSize(1);

        JsonNode earned = as("anna").get("/api/reports/sales/pay").json();

        assertThat(earned.path("pay").asDouble())
                .as("3 % of 100,000, paid soon: × 1.2")
                .isEqualTo(3_600);
        assertThat(earned.path("lines").get(0).path("parts")).hasSize(1);
        assertThat(earned.path("plans").get(0).path("done").asDouble()).isEqualTo(0.5);
        assertThat(as("anna").get("/api/reports/sales/pay?person=" + boris).status())
                .isEqualTo(404);
        assertThat(as("vera")
                        .get("/api/reports/sales/pay?person=" + boris)
                        .json()
                        .path("pay")
                        .asDouble())
                .isEqualTo(360);
        assertThat(row(report("plan", ""), anna.toString()).path("done").asDouble())
                .isEqualTo(0.5);
        assertThat(row(report("plan", ""), boris.toString()).path("done").isNull())
                .isTrue();
        var browser = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(browser.get("/pay").body())
                .contains("3")
                .contains("Пять машин")
                .contains("С выигранных");
    }

    @Test
    void aCostOfOneDayAndChannelStandsOnceAndReplacesOnlyWhenAsked() {
        String items = "{\"items\":[{\"day\":\"" + TODAY + "\",\"channel\":\"" + channel + "\",\"amount\":%s}]%s}";
        assertThat(as("vera")
                        .post("/api/ad-costs", items.formatted("4000", ",\"dryRun\":true"))
                        .json()
                        .path("done")
                        .asBoolean())
                .isFalse();
        assertThat(as("vera")
                        .post("/api/ad-costs", items.formatted("4000", ""))
                        .json()
                        .path("added")
                        .asInt())
                .isEqualTo(1);
        assertThat(as("vera")
                        .post("/api/ad-costs", items.formatted("4000.00", ""))
                        .json()
                        .path("known")
                        .asInt())
                .isEqualTo(1);
        Http.Answer twice = as("vera").post("/api/ad-costs", items.formatted("5000", ""));
        assertThat(twice.status()).isBetween(400, 422);
        assertThat(twice.body()).contains(channel).contains("4000").contains("5000");
        assertThat(as("vera")
                        .post("/api/ad-costs", items.formatted("5000", ",\"replace\":true"))
                        .json()
                        .path("replaced")
                        .asInt())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from ad_cost where channel = ?")
                        .param(channel)
                        .query(Integer.class)
                        .single())
                .as("the one before is kept, marked")
                .isEqualTo(2);

        JsonNode ads = row(report("end-to-end", ""), channel);

        assertThat(ads.path("cost").asInt()).isEqualTo(5_000);
        assertThat(ads.path("won").asInt()).isEqualTo(2);
        assertThat(ads.path("won-price").asInt()).isEqualTo(2_500);
        assertThat(ads.path("romi-revenue").asDouble()).isEqualTo(21);
        assertThat(ads.path("lead-price").isNull()).as("no leads").isTrue();
    }

    @Test
    void aFileIsLookedThroughBeforeItIsTakenAndABadLineIsNamed() {
        String file = "\uFEFFДень;Канал;Кампания;Сумма\n01.02.2026;" + channel + ";brand;12 500,50\n2026-02-02;"
                + channel + ";;100\n";
        Http vera = as("vera").header("Content-Type", "text/csv; charset=UTF-8");

        assertThat(vera.send("POST", "/api/ad-costs/files?dryRun=true", file)
                        .json()
                        .path("added")
                        .asInt())
                .isEqualTo(2);
        assertThat(as("vera").get("/api/ad-costs?from=2026-02-01&to=2026-02-02").body())
                .doesNotContain(channel);
        assertThat(vera.send("POST", "/api/ad-costs/files", file)
                        .json()
                        .path("added")
                        .asInt())
                .isEqualTo(2);
        assertThat(vera.send("POST", "/api/ad-costs/files", file + "31.02.2026;x;;y\n")
                        .body())
                .contains("Line 4");
        JsonNode kept = as("vera")
                .get("/api/ad-costs?from=2026-02-01&to=2026-02-02")
                .json()
                .path("items");
        assertThat(kept).hasSize(2);
        assertThat(kept.get(1).path("amount").asDouble()).isEqualTo(12_500.5);
        as("vera").delete("/api/ad-costs/" + kept.get(1).path("id").asString());
        assertThat(as("vera")
                        .get("/api/ad-costs?from=2026-02-01&to=2026-02-02")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void aSupervisorsDayTellsHowSalesStandAndATelevisionToo() {
        as("vera")
                .put(
                        "/api/plans",
                        "{\"month\":\"" + MONTH + "\",\"staffId\":\"" + anna
                                + "\",\"indicator\":\"won_sum\",\"value\":400000}");
        jdbc.sql("update deal set expected_close = ? where pipeline_id = ? and closed_at is null")
                .params(TODAY.minusDays(1), pipeline)
                .update();
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));

        String day = vera.get("/day").body();
        String sales = vera.get("/day/sales").body();

        assertThat(day).contains("/day/sales");
        assertThat(sales)
                .contains("/reports/sales/wins?from=" + MONTH.atDay(1))
                .contains("/reports/sales/forecast/items?key=overdue&amp;column=expected")
                .contains("25");
        assertThat(new SignedInBrowser(http().port(), "anna", passwordOf("anna"))
                        .get("/day/sales")
                        .status())
                .isEqualTo(403);
        JsonNode panel = as("vera")
                .post(
                        "/api/panels",
                        "{\"name\":\"Продажи\",\"kind\":\"sales\",\"language\":\"ru\",\"fullNames\":false}")
                .json();
        assertThat(http().get(panel.path("path").asString()).body())
                .contains("Сделки за месяц")
                .contains("от плана")
                .doesNotContain("Пять машин")
                .doesNotContain(staff.find(anna).orElseThrow().name() + "<");
        as("vera").delete("/api/panels/" + panel.path("panel").path("id").asString());
        SalesNow.Figures figures = now.of(null, null);
        assertThat(figures.won()).isGreaterThanOrEqualTo(2);
        assertThat(figures.done()).as("100,000 of 400,000").isEqualTo(0.25);
        assertThat(figures.overdue()).isPositive();
        assertThat(figures.best()).extracting(SalesNow.Best::person).contains(anna);
    }

    @Test
    void aWallWhoseDealsCannotBeCountedShowsTheRest() {
        JsonNode panel = as("vera")
                .post("/api/panels", "{\"name\":\"Отдел\",\"kind\":\"sales\",\"language\":\"ru\",\"fullNames\":false}")
                .json();
        jdbc.sql("alter table plan rename to plan_out_of_reach").update();
        try {
            Http.Answer wall = http().get(panel.path("path").asString());
            assertThat(wall.status()).as(wall.body()).isEqualTo(200);
            assertThat(wall.body()).contains("Отдел").doesNotContain("от плана");
        } finally {
            jdbc.sql("alter table plan_out_of_reach rename to plan").update();
            as("vera").delete("/api/panels/" + panel.path("panel").path("id").asString());
        }
    }

    @Test
    void theForecastIsOfNowAndHeldAgainstNothing() {
        assertThat(report("forecast", "&compare=before")
                        .path("total")
                        .path("before")
                        .isNull())
                .isTrue();
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/reports/sales/forecast").body()).doesNotContain("name=\"compare\"");
        assertThat(vera.get("/reports/sales/wins").body()).contains("name=\"compare\"");
    }

    @Test
    void thePagesShowTheSameInBothLanguages() {
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));

        String page = vera.get("/reports/sales/funnel?" + OF_MONTH + "&pipeline=" + pipeline + "&compare=year")
                .body();

        assertThat(page)
                .contains("Предложение")
                .contains("<svg")
                .contains("66")
                .contains("/reports/sales/funnel/items");
        JsonNode names = as("vera").get("/api/reports/sales").json().path("items");
        assertThat(names).hasSize(11);
        for (JsonNode each : names) {
            String name = each.path("name").asString();
            assertThat(vera.get("/reports/sales/" + name + "?compare=before").status())
                    .as(name)
                    .isEqualTo(200);
            assertThat(vera.get("/reports/sales/" + name + "/csv").status())
                    .as(name)
                    .isEqualTo(200);
            assertThat(vera.get("/reports/sales/" + name + "/xlsx").status())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(vera.get("/reports/sales/funnel/items?" + OF_MONTH + "&pipeline=" + pipeline
                                + "&key=won&column=reached")
                        .body())
                .contains("Пять машин");
        assertThat(vera.get("/reports/sales/funnel/items/xlsx?" + OF_MONTH + "&pipeline=" + pipeline
                                + "&key=won&column=reached")
                        .status())
                .isEqualTo(200);
        assertThat(vera.get("/reports").body()).contains("/reports/sales/end-to-end");
    }
}
