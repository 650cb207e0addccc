package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A trader's books are kept elsewhere, and tell Ringbook of orders, papers and money, as often as they like. */
class OrdersApiTest extends Server {

    @Autowired
    private Bin bin;

    private UUID deal;
    private UUID romashka;
    private UUID pipeline;

    @BeforeEach
    void annaSellsToRomashka() {
        romashka = contacts.save(Cast.romashka()).id();
        UUID stage = UUID.randomUUID();
        UUID type = UUID.randomUUID();
        pipeline = UUID.randomUUID();
        deal = UUID.randomUUID();
        jdbc.sql("insert into pipeline (id, name, position) values (?, ?, 1)")
                .params(pipeline, "Продажи " + pipeline)
                .update();
        jdbc.sql(
                        "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, 'Договор', 1, 'open', 60)")
                .params(stage, pipeline)
                .update();
        jdbc.sql("insert into deal_type (id, name, pipeline_id, control, position) values (?, ?, ?, 'free', 1)")
                .params(type, "Продажа " + type, pipeline)
                .update();
        jdbc.sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, responsible_id,"
                                + " amount_from, rank, external_source, external_id, created_at, changed_at)"
                                + " values (?, 'Доска', ?, ?, ?, now(), ?, ?, 'parts', 'a', '1c', ?, now(), now())")
                .params(
                        deal,
                        type,
                        pipeline,
                        stage,
                        romashka,
                        staff.byLogin("anna").orElseThrow().id(),
                        "DEAL-" + deal)
                .update();
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from deal where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from deal_type where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from stage where pipeline_id = ?").param(pipeline).update();
        jdbc.sql("delete from pipeline where id = ?").param(pipeline).update();
        jdbc.sql("delete from terms where party_id = ? or party_id is null")
                .param(romashka)
                .update();
        jdbc.sql("delete from product where external_source = ?")
                .param("books-" + deal)
                .update();
    }

    private String lorry(int number, String state, String more) {
        return "{\"externalSource\":\"1c\",\"externalId\":\"%s-%d\",\"dealExternalId\":\"DEAL-%s\",\"title\":\"Машина %d\",\"state\":\"%s\"%s}"
                .formatted(deal, number, deal, number, state, more);
    }

    private Http.Answer send(String login, String body) {
        return as(login).post("/api/parts", body);
    }

    private String of(String what) {
        return "/api/deals/" + deal + "/" + what;
    }

    @Test
    void theBooksTellOfFiveLorriesTwiceAndThereAreFive() {
        for (int twice = 0; twice < 2; twice++) {
            for (int number = 1; number <= 5; number++) {
                Http.Answer sent = send(
                        "admin",
                        lorry(
                                number,
                                number <= 3 ? "delivered" : number == 4 ? "cancelled" : "loaded",
                                ",\"amount\":100000,\"cost\":80000,\"currency\":\"RUB\""));
                assertThat(sent.status()).as(sent.body()).isEqualTo(twice == 0 ? 201 : 200);
            }
            Http.Answer paid = as("admin")
                    .post(
                            "/api/payments",
                            "{\"externalSource\":\"1c\",\"externalId\":\"P-%s\",\"dealExternalId\":\"DEAL-%s\",\"partExternalId\":\"%s-1\",\"paidOn\":\"2026-12-01\",\"amount\":240000}"
                                    .formatted(deal, deal, deal));
            assertThat(paid.status()).as(paid.body()).isEqualTo(twice == 0 ? 201 : 200);
        }
        JsonNode progress = as("anna").get(of("progress")).json();
        assertThat(progress.path("text").asString()).isEqualTo("Доставлено: 3 из 4, оплачено: 60\u00a0%");
        assertThat(progress.path("due").asInt()).isEqualTo(400_000);
        assertThat(progress.path("states")).hasSize(7);
        assertThat(progress.path("states").get(1).path("name").asString()).isEqualTo("Согласована");
        assertThat(jdbc.sql("select amount::int from deal where id = ?")
                        .param(deal)
                        .query(Integer.class)
                        .single())
                .isEqualTo(400_000);
        assertThat(jdbc.sql("select count(*) from stage_move where deal_id = ?")
                        .param(deal)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatItCostsIsForSupervisors() {
        send("admin", lorry(1, "loaded", ",\"amount\":1000,\"cost\":700"));
        assertThat(as("anna").get(of("parts")).body()).contains("Машина 1").doesNotContain("700");
        assertThat(as("anna").get(of("progress")).json().path("margin").isNull())
                .isTrue();
        JsonNode seen = as("vera").get(of("progress")).json();
        assertThat(seen.path("cost").asInt()).isEqualTo(700);
        assertThat(seen.path("margin").asInt()).isEqualTo(300);
        assertThat(send("anna", lorry(1, "loaded", ",\"cost\":1")).status()).isEqualTo(403);
        assertThat(as("vera").get(of("parts")).body()).contains("700");
    }

    @Test
    void borisFindsNothingOfAnnasDeal() {
        String part = send("admin", lorry(1, "loaded", "")).json().path("id").asString();
        String document = as("anna")
                .post("/api/documents", "{\"dealId\":\"" + deal + "\",\"kind\":\"offer\",\"number\":\"КП-1\"}")
                .json()
                .path("id")
                .asString();
        String payment = as("anna")
                .post("/api/payments", "{\"dealId\":\"" + deal + "\",\"paidOn\":\"2026-12-01\",\"amount\":1}")
                .json()
                .path("id")
                .asString();
        for (String address : new String[] {
            "/api/parts/" + part,
            "/api/documents/" + document,
            "/api/payments/" + payment,
            of("parts"),
            of("documents"),
            of("payments"),
            of("lines"),
            of("terms"),
            of("progress")
        }) {
            assertThat(as("anna").get(address).status()).as(address).isEqualTo(200);
            assertThat(as("boris").get(address).status()).as(address).isEqualTo(404);
        }
        for (String list : new String[] {"/api/parts", "/api/documents", "/api/payments"}) {
            assertThat(as("boris").get(list + "?deal=" + deal).json().path("items"))
                    .as(list)
                    .isEmpty();
            assertThat(as("anna").get(list + "?deal=" + deal).json().path("items"))
                    .as(list)
                    .hasSize(1);
        }
        Http.Answer refused = send("boris", lorry(2, "loaded", ""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("orders.deal.unknown");
        assertThat(as("boris")
                        .post("/api/parts/" + part + "/state", "{\"state\":\"loaded\"}")
                        .status())
                .isEqualTo(404);
        assertThat(as("anna").delete("/api/payments/" + payment).status()).isEqualTo(403);
        assertThat(as("vera").delete("/api/payments/" + payment).status()).isEqualTo(204);
    }

    @Test
    void anOfferGoesItsWayAndWhoIsLateIsTold() {
        JsonNode offer = as("anna")
                .post(
                        "/api/documents",
                        "{\"dealId\":\"" + deal
                                + "\",\"kind\":\"offer\",\"number\":\"КП-1\",\"dated\":\"2026-12-01\",\"amount\":10.5}")
                .json();
        String address = "/api/documents/" + offer.path("id").asString();
        Http.Answer sent = as("anna").post(address + "/state", "{\"state\":\"sent\",\"version\":1}");
        assertThat(sent.json().path("state").asString()).as(sent.body()).isEqualTo("sent");
        assertThat(as("vera")
                        .post(address + "/state", "{\"state\":\"refused\",\"version\":1}")
                        .status())
                .isEqualTo(409);
        assertThat(as("vera")
                        .put(address, "{\"kind\":\"act\"}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("orders.document.kind");
        JsonNode one = as("vera").get(address).json();
        assertThat(one.path("history")).hasSize(2);
        assertThat(as("anna")
                        .get(of("progress"))
                        .json()
                        .path("documents")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("sent");
        assertThat(as("anna")
                        .put(address, "{\"fileId\":\"" + UUID.randomUUID() + "\"}")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("fileId");
        assertThat(as("anna").post(address + "/state", "{\"state\":\"paid\"}").status())
                .isEqualTo(400);
        assertThat(as("anna").post("/api/documents", "{\"dealID\":1}").status()).isEqualTo(400);
    }

    @Test
    void aProductOfTheBooksIsSoldOnTheTermsThatVeraApproved() {
        String plank =
                "{\"externalSource\":\"books-%s\",\"externalId\":\"N-1\",\"name\":\"Доска обрезная\",\"unit\":\"м³\",\"price\":15000,\"vatRate\":22,\"prices\":[{\"kind\":\"опт\",\"since\":\"2026-01-01\",\"value\":14000}]}"
                        .formatted(deal);
        assertThat(as("anna").post("/api/products", plank).status()).isEqualTo(403);
        Http.Answer added = as("vera").post("/api/products", plank);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(as("vera").post("/api/products", plank).status()).isEqualTo(200);
        String product = added.json().path("id").asString();
        assertThat(as("anna")
                        .get("/api/products?q=%D0%9E%D0%91%D0%A0%D0%95%D0%97&active=true")
                        .body())
                .contains(product);
        assertThat(as("anna").get("/api/products/" + product).json().path("prices"))
                .hasSize(1);

        Http.Answer draft = as("anna")
                .post(
                        "/api/terms",
                        "{\"name\":\"Договор 17\",\"partyId\":\"" + romashka
                                + "\",\"priceKind\":\"опт\",\"maxDiscount\":5,\"vatMode\":\"on_top\"}");
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        String terms = "/api/terms/" + draft.json().path("id").asString();
        UUID vera = staff.byLogin("vera").orElseThrow().id();
        assertThat(as("anna")
                        .post(terms + "/ask", "{\"approverId\":\"" + vera + "\"}")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("approving");
        assertThat(as("anna").post(terms + "/decide", "{\"approved\":true}").status())
                .isEqualTo(400);
        assertThat(as("vera")
                        .post(terms + "/decide", "{\"approved\":true}")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
        assertThat(as("anna").post(terms + "/close", "{}").status()).isEqualTo(403);

        String part = send("anna", lorry(1, "planned", "")).json().path("id").asString();
        Http.Answer lined = as("anna")
                .put(
                        "/api/parts/" + part + "/lines",
                        "{\"lines\":[{\"productId\":\"" + product
                                + "\",\"quantity\":2,\"discount\":7,\"attributes\":{\"сорт\":\"1\"}}]}");
        assertThat(lined.json().path("amount").decimalValue()).as(lined.body()).isEqualByComparingTo("31768.80");
        assertThat(lined.json().path("warnings").get(0).asString())
                .contains("Доска обрезная")
                .contains("скидка 7");
        JsonNode sum = as("anna").get(of("lines")).json().path("sum");
        assertThat(sum.path("net").decimalValue()).isEqualByComparingTo("26040");
        assertThat(sum.path("vat").decimalValue()).isEqualByComparingTo("5728.80");
        assertThat(as("anna").get(of("terms")).json().path("terms").path("name").asString())
                .isEqualTo("Договор 17");
        assertThat(as("vera").post(terms + "/close", "{}").json().path("state").asString())
                .isEqualTo("closed");
    }

    @Test
    void eachFieldHasAHistoryAndGoesBackAndAnAgentReadsNothingOfCosts() {
        String part = send("admin", lorry(1, "planned", ",\"amount\":1000,\"cost\":700"))
                .json()
                .path("id")
                .asString();
        as("vera")
                .put(
                        "/api/parts/" + part,
                        "{\"title\":\"Вагон\",\"cost\":650,\"amount\":1100,\"plannedOn\":\"2026-12-24\"}");
        JsonNode seen = as("vera").get("/api/changes/part/" + part).json().path("items");
        assertThat(seen.findValuesAsString("field"))
                .containsExactlyInAnyOrder("created", "title", "cost", "amount", "planned_on");
        JsonNode annas = as("anna").get("/api/changes/part/" + part).json().path("items");
        assertThat(annas.findValuesAsString("field"))
                .containsExactlyInAnyOrder("created", "title", "amount", "planned_on");
        assertThat(as("boris").get("/api/changes/part/" + part).status()).isEqualTo(404);
        for (JsonNode line : seen) {
            boolean back = line.path("canPutBack").asBoolean();
            assertThat(back)
                    .as(line.toString())
                    .isEqualTo(!line.path("field").asString().equals("created")
                            && !line.path("was").isNull());
            if (back) {
                Http.Answer put =
                        as("vera").post("/api/changes/" + line.path("id").asString() + "/put-back", null);
                assertThat(put.status()).as(put.body()).isEqualTo(204);
            }
        }
        JsonNode now = as("vera").get("/api/parts/" + part).json();
        assertThat(now.path("title").asString()).isEqualTo("Машина 1");
        assertThat(now.path("cost").asInt()).isEqualTo(700);
        assertThat(jdbc.sql("select amount::int from deal where id = ?")
                        .param(deal)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1000);
        Browser browser = new Browser(this::http);
        browser.signIn("anna", passwordOf("anna"));
        assertThat(browser.with(http()).get("/changes/part/" + part).body())
                .contains("Название")
                .contains("24 дек")
                .doesNotContain("650");

        String payment = as("anna")
                .post("/api/payments", "{\"dealId\":\"" + deal + "\",\"paidOn\":\"2026-12-01\",\"amount\":1}")
                .json()
                .path("id")
                .asString();
        assertThat(as("anna")
                        .put("/api/payments/" + payment, "{\"amount\":2.5}")
                        .json()
                        .path("amount")
                        .decimalValue())
                .isEqualByComparingTo("2.5");
        assertThat(as("anna")
                        .get("/api/changes/payment/" + payment)
                        .json()
                        .path("items")
                        .findValuesAsString("field"))
                .containsExactly("amount", "created");
    }

    @Test
    void termsOfACompanyInTheBinComeBackWithItThoughOthersAreBasedOnThem() {
        UUID vektor = contacts.save(Cast.vektor()).id();
        String base = as("vera")
                .post("/api/terms", "{\"name\":\"Рамочный\",\"discount\":7,\"partyId\":\"" + vektor + "\"}")
                .json()
                .path("id")
                .asString();
        JsonNode other = as("vera")
                .post("/api/terms", "{\"basedOn\":\"" + base + "\",\"partyId\":\"" + romashka + "\"}")
                .json();
        assertThat(other.path("name").asString()).isEqualTo("Рамочный");
        assertThat(other.path("discount").asInt()).isEqualTo(7);
        assertThat(as("vera").delete("/api/companies/" + vektor).status()).isLessThan(300);
        assertThat(as("vera").get("/api/terms/" + base).status()).isEqualTo(404);
        String item = jdbc.sql("select id::text from bin_item where record = ?")
                .param(vektor)
                .query(String.class)
                .single();
        assertThat(as("vera").post("/api/bin/" + item + "/restore", null).status())
                .isLessThan(300);
        assertThat(as("vera").get("/api/terms/" + base).json().path("name").asString())
                .isEqualTo("Рамочный");
        assertThat(as("vera")
                        .get("/api/terms/" + other.path("id").asString())
                        .json()
                        .path("basedOn")
                        .asString())
                .isEqualTo(base);
    }

    @Test
    void pagesOfAllListsGoOn() {
        for (int number = 1; number <= 3; number++) {
            send("anna", lorry(number, "planned", ""));
            as("anna").post("/api/documents", "{\"dealId\":\"" + deal + "\",\"kind\":\"act\"}");
            as("anna")
                    .post(
                            "/api/payments",
                            "{\"dealId\":\"" + deal + "\",\"paidOn\":\"2026-12-01\",\"amount\":" + number + "}");
        }
        for (String list :
                new String[] {of("parts?"), of("documents?"), of("payments?"), "/api/parts?deal=" + deal + "&"}) {
            JsonNode first = as("anna").get(list + "limit=2").json();
            JsonNode second = as("anna")
                    .get(list + "limit=2&after=" + first.path("next").asString())
                    .json();
            assertThat(first.path("items")).as(list).hasSize(2);
            assertThat(second.path("items")).as(list).hasSize(1);
            assertThat(second.path("next").isNull()).as(list).isTrue();
            assertThat(as("anna").get(list + "after=rubbish").status()).as(list).isEqualTo(400);
        }
        assertThat(as("anna").get("/api/parts?unknown=1").status()).isEqualTo(400);
    }

    @Test
    void whatWasWrittenOfMariaGoesWithHerAndTheSumsStay() {
        UUID maria = contacts.save(Cast.person("Мария Иванова", null, PhoneNumber.of("+79165550177")))
                .id();
        jdbc.sql("update deal set party_id = ? where id = ?")
                .params(maria, deal)
                .update();
        send("anna", lorry(1, "planned", ",\"amount\":1000").replace("Машина 1", "Для Марии"));
        as("anna")
                .post(
                        "/api/payments",
                        "{\"dealId\":\"" + deal + "\",\"paidOn\":\"2026-12-01\",\"amount\":5,\"note\":\"от Марии\"}");
        as("anna").post("/api/terms", "{\"name\":\"Мария\",\"partyId\":\"" + maria + "\"}");
        String held =
                as("admin").get("/api/contacts/" + maria + "/personal-data").body();
        assertThat(held).contains("\"parts\"").contains("\"payments\"").contains("\"terms\"");
        Http.Answer gone = as("admin")
                .post(
                        "/api/contacts/" + maria + "/personal-data/destroy",
                        "{\"name\":\"Мария Иванова\",\"reason\":\"Обращение\"}");
        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        assertThat(as("vera").get(of("parts")).body()).contains("1000").doesNotContain("Марии");
        assertThat(as("vera").get(of("payments")).body()).doesNotContain("Марии");
        assertThat(as("vera").get("/api/terms").body()).doesNotContain("Мария");
    }

    @Test
    void aSecondClickPaysNothingMoreAndWhatVeraTakesBackStandsInTheLog() {
        String click = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"dealId\":\"" + deal
                + "\",\"paidOn\":\"2026-12-01\",\"amount\":2000000}";
        Http.Answer first = as("anna").post("/api/payments", click);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(as("anna").post("/api/payments", click).status()).isEqualTo(200);
        assertThat(as("anna").get(of("payments")).json().path("items")).hasSize(1);
        String lorry = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"dealId\":\"" + deal + "\",\"title\":\"Машина\"}";
        assertThat(as("anna").post("/api/parts", lorry).status()).isEqualTo(201);
        assertThat(as("anna").post("/api/parts", lorry).status()).isEqualTo(200);
        String paper = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"dealId\":\"" + deal + "\",\"kind\":\"offer\"}";
        assertThat(as("anna").post("/api/documents", paper).status()).isEqualTo(201);
        assertThat(as("anna").post("/api/documents", paper).status()).isEqualTo(200);

        String id = first.json().path("id").asString();
        assertThat(as("vera").delete("/api/payments/" + id).status()).isEqualTo(204);
        assertThat(jdbc.sql(
                                "select array_to_string(was, ' ') from audit_entry where action = 'payment-deleted' and object = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .contains("2000000");
    }

    @Test
    void ofACompanysDealOnlyWhatNamesMariaGoesWithHer() {
        UUID maria = contacts.save(Cast.person("Мария Петрова", null, PhoneNumber.of("+79165550178")))
                .id();
        jdbc.sql(
                        "update deal set contact_id = ?, amount_from = 'hand', amount = 1, lost_note = 'Звонила МАРИЯ ПЕТРОВА' where id = ?")
                .params(maria, deal)
                .update();
        jdbc.sql("update deal set amount = 5 where id = ?").param(deal).update();
        send("anna", lorry(1, "planned", ",\"amount\":1000").replace("Машина 1", "Для марии петровой, Мария Петрова"));
        send("anna", lorry(2, "planned", ",\"amount\":2000"));
        as("anna")
                .post(
                        "/api/payments",
                        "{\"dealId\":\"" + deal
                                + "\",\"paidOn\":\"2026-12-01\",\"amount\":5,\"note\":\"+7 (916) 555-01-78\"}");
        Http.Answer gone = as("admin")
                .post(
                        "/api/contacts/" + maria + "/personal-data/destroy",
                        "{\"name\":\"Мария Петрова\",\"reason\":\"Обращение\"}");
        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        assertThat(as("vera").get(of("parts")).body()).contains("Машина 2").doesNotContain("Петрова");
        assertThat(as("vera").get(of("payments")).body()).doesNotContain("555-01-78");
        assertThat(jdbc.sql("select lost_note is null and title = 'Доска' from deal where id = ?")
                        .param(deal)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select count(*) from field_change where record = ? and field = 'amount'")
                        .param(deal)
                        .query(Integer.class)
                        .single())
                .as("the company's own history stays")
                .isPositive();
        assertThat(jdbc.sql("select count(*) from field_change where record = ? and field = 'lost_note'")
                        .param(deal)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aDealComesBackFromTheBinWithTheLinesOfItsLorriesAndTheirMoney() {
        String part = send(
                        "admin", lorry(1, "planned", ",\"lines\":[{\"name\":\"Доска\",\"quantity\":1,\"price\":100}]"))
                .json()
                .path("id")
                .asString();
        as("anna")
                .post(
                        "/api/payments",
                        "{\"dealId\":\"" + deal + "\",\"partId\":\"" + part
                                + "\",\"paidOn\":\"2026-12-01\",\"amount\":5}");
        StaffMember vera = staff.byLogin("vera").orElseThrow();
        BinItem item = bin.put(BinItem.Kind.DEAL, deal, vera);
        assertThat(as("vera").get(of("parts")).status()).isEqualTo(404);
        assertThat(bin.restore(item.id(), vera).left()).isZero();
        JsonNode lines = as("anna").get(of("lines")).json().path("items");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).path("partId").asString()).isEqualTo(part);
        assertThat(as("anna").get("/api/payments?part=" + part).json().path("items"))
                .hasSize(1);
    }
}
