package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Contact;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.JsonNode;

/** Anna sells over the API, Vera is her head, and the administrator has made them a way of their own. */
class DealsApiTest extends Server {

    private String pipeline;
    private String type;
    private JsonNode stages;

    @BeforeEach
    void aWayFromNewToWon() {
        jdbc.sql("truncate lead, deal, task, bin_item cascade").update();
        if (staff.byLogin("admin").isEmpty()) {
            StaffMember admin = staff.save(Cast.admin());
            staff.setPassword(admin.id(), passwordOf("admin"));
        }
        pipeline = id(as("admin").post("/api/pipelines", "{\"name\":\"Фуры " + UUID.randomUUID() + "\"}"));
        for (String name : List.of("Потребность", "Предложение", "Договор")) {
            String rules = name.equals("Предложение")
                    ? "[{\"rule\":\"amount\"},{\"rule\":\"document\",\"name\":\"offer\"}]"
                    : "[]";
            id(as("admin")
                    .post(
                            "/api/pipelines/" + pipeline + "/stages",
                            "{\"name\":\"" + name
                                    + "\",\"kind\":\"open\",\"probability\":40,\"rotsAfterDays\":10,\"entryRules\":"
                                    + rules + "}"));
        }
        type = id(as("admin")
                .post(
                        "/api/deal-types",
                        "{\"name\":\"Вид " + UUID.randomUUID() + "\",\"pipelineId\":\"" + pipeline
                                + "\",\"control\":\"free\"}"));
        stages = StreamSupport.stream(
                        as("anna").get("/api/pipelines").json().path("items").spliterator(), false)
                .filter(one -> one.path("id").asString().equals(pipeline))
                .findFirst()
                .orElseThrow()
                .path("stages");
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate lead, deal, bin_item cascade").update();
        jdbc.sql("delete from deal_type where id = ?::uuid").param(type).update();
        jdbc.sql("delete from stage where pipeline_id = ?::uuid")
                .param(pipeline)
                .update();
        jdbc.sql("delete from pipeline where id = ?::uuid").param(pipeline).update();
    }

    private static String id(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private String stage(String name) {
        for (JsonNode one : stages) {
            if (one.path("name").asString().equals(name)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError(name);
    }

    private JsonNode deal(String who, String title, String more) {
        Http.Answer made =
                as(who).post("/api/deals", "{\"title\":\"" + title + "\",\"typeId\":\"" + type + "\"" + more + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private Http.Answer move(String who, String deal, String stage, String more) {
        return as(who).post("/api/deals/" + deal + "/move", "{\"stageId\":\"" + stage(stage) + "\"" + more + "}");
    }

    private JsonNode moves(String deal) {
        return as("vera").get("/api/deals/" + deal + "/moves").json().path("items");
    }

    private static String reason(String name) {
        return switch (name) {
            case "Дорого" -> "019ad000-0000-7000-8000-00000000e301";
            default -> "019ad000-0000-7000-8000-00000000e306";
        };
    }

    @Test
    void allThatAStageAsksComesBackAtOnceWithItsNames() {
        String id = deal("anna", "Пять фур", "").path("id").asString();
        Http.Answer asked = move("anna", id, "Предложение", "");
        assertThat(asked.status()).as(asked.body()).isEqualTo(422);
        assertThat(asked.json().path("missing"))
                .extracting(JsonNode::asString)
                .containsExactly("amount", "documents.offer");
        assertThat(asked.json().path("code").asString()).isEqualTo("deals.missing");
        assertThat(moves(id)).hasSize(1);
        Http.Answer lost = move("anna", id, "Проиграна", "");
        assertThat(lost.status()).isEqualTo(422);
        assertThat(lost.json().path("missing")).extracting(JsonNode::asString).containsExactly("lostReasonId");
        assertThat(move("anna", id, "Проиграна", ",\"lostReasonId\":\"" + reason("Дорого") + "\"")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("lost");
        assertThat(as("anna").post("/api/deals/" + id + "/reopen", "{}").status())
                .isEqualTo(400);
        JsonNode open = as("vera")
                .post("/api/deals/" + id + "/reopen", "{\"reason\":\"передумали\"}")
                .json();
        assertThat(open.path("state").asString()).isEqualTo("open");
        assertThat(open.path("closedAt").isNull()).isTrue();
        assertThat(open.path("open").isMissingNode()).isTrue();
    }

    @Test
    void whoeverComesSecondIsToldWhoWasFirst() {
        JsonNode deal = deal("anna", "Пять фур", "");
        String id = deal.path("id").asString();
        String version = ",\"version\":" + deal.path("version").asInt();
        assertThat(move("anna", id, "Договор", version).status()).isEqualTo(200);
        assertThat(move("anna", id, "Договор", version).status())
                .as("a double click")
                .isEqualTo(200);
        Http.Answer second = move("vera", id, "Проиграна", version + ",\"lostReasonId\":\"" + reason("Дорого") + "\"");
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        assertThat(second.json().path("detail").asString()).contains(Cast.anna().name());
        assertThat(moves(id)).hasSize(2);
        Http.Answer tagged =
                as("vera").header("If-Match", "\"1\"").put("/api/deals/" + id, "{\"title\":\"Шесть фур\"}");
        assertThat(tagged.status()).isEqualTo(409);
    }

    /** Each moves the cards that they see, whatever the others do meanwhile. */
    @Test
    void ofThreeHundredMovesAtOnceNoneIsLostAndNoneIsMadeTwice() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            ids.add(deal("vera", "Сделка " + i, "").path("id").asString());
        }
        var names = List.of("Новая", "Потребность", "Договор");
        int people = 12;
        var together = new CyclicBarrier(people);
        var pool = Executors.newFixedThreadPool(people);
        int done = 0;
        int refused = 0;
        try {
            var all = new ArrayList<Future<int[]>>();
            for (int person = 0; person < people; person++) {
                int of = person;
                all.add(pool.submit(() -> {
                    together.await();
                    int held = 0;
                    int told = 0;
                    for (int i = 0; i < 25; i++) {
                        String id = ids.get((of + i) % ids.size());
                        JsonNode seen = as("vera").get("/api/deals/" + id).json();
                        String to = names.stream()
                                .filter(name ->
                                        !stage(name).equals(seen.path("stageId").asString()))
                                .skip((of + i) % 2)
                                .findFirst()
                                .orElseThrow();
                        Http.Answer answer = move(
                                "vera",
                                id,
                                to,
                                ",\"version\":" + seen.path("version").asInt());
                        assertThat(answer.status()).as(answer.body()).isIn(200, 409);
                        held += answer.status() == 200 ? 1 : 0;
                        told += answer.status() == 409 ? 1 : 0;
                    }
                    return new int[] {held, told};
                }));
            }
            for (Future<int[]> one : all) {
                done += one.get()[0];
                refused += one.get()[1];
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(done + refused).isEqualTo(300);
        int written = 0;
        for (String id : ids) {
            JsonNode moves = moves(id);
            for (int i = 1; i < moves.size(); i++) {
                assertThat(moves.get(i).path("fromStageId").asString())
                        .as("each goes on from where the one before ended")
                        .isEqualTo(moves.get(i - 1).path("toStageId").asString());
                assertThat(moves.get(i).path("toStageId").asString())
                        .isNotEqualTo(moves.get(i).path("fromStageId").asString());
            }
            JsonNode now = as("vera").get("/api/deals/" + id).json();
            assertThat(now.path("stageId").asString())
                    .isEqualTo(moves.get(moves.size() - 1).path("toStageId").asString());
            assertThat(now.path("version").asInt()).isEqualTo(moves.size());
            written += moves.size() - 1;
        }
        assertThat(written)
                .as("two who moved to the same place at once hear both that it stands there")
                .isLessThanOrEqualTo(done)
                .isGreaterThan(0);
        var seen = new HashSet<String>();
        as("vera")
                .get("/api/deals/board?pipeline=" + pipeline)
                .json()
                .path("items")
                .forEach(column -> column.path("cards")
                        .forEach(card -> assertThat(
                                        seen.add(card.path("deal").path("id").asString()))
                                .isTrue()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theBoardSumsWholeColumnsAndShowsToAnnaWhatIsHers() {
        deal("anna", "Аннина", ",\"amount\":100.50");
        deal("vera", "Верина", ",\"amount\":200");
        JsonNode veras = as("vera")
                .get("/api/deals/board?pipeline=" + pipeline)
                .json()
                .path("items")
                .get(0);
        assertThat(veras.path("totals").path("count").asInt()).isEqualTo(2);
        assertThat(veras.path("totals").path("sums").path("RUB").decimalValue()).isEqualByComparingTo("300.50");
        JsonNode annas = as("anna")
                .get("/api/deals/board?pipeline=" + pipeline)
                .json()
                .path("items")
                .get(0);
        assertThat(annas.path("totals").path("count").asInt()).isEqualTo(1);
        assertThat(annas.path("cards")).hasSize(1);
        assertThat(annas.path("cards").get(0).path("nextStep").isNull()).isTrue();
        JsonNode totals = as("anna")
                .get("/api/deals/totals?idle=true&pipeline=" + pipeline)
                .json();
        assertThat(totals.path("count").asInt()).isEqualTo(1);
        assertThat(as("anna").get("/api/deals?stagee=x").status()).isEqualTo(400);
        assertThat(as("anna")
                        .get("/api/deals?order=amount&limit=1&pipeline=" + pipeline)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(as("anna").get("/api/deals/board/" + stage("Новая")).json().path("cards"))
                .hasSize(1);
    }

    @Test
    void anotherProgramTellsOfADealTwiceAndThereIsOneThatIsWonAsTold() {
        String address = "/api/deals/external/1c/" + UUID.randomUUID();
        String told = "{\"deal\":{\"title\":\"Заказ УТ-17\",\"typeId\":\"" + type + "\",\"amount\":900000}}";
        JsonNode first = as("vera").put(address, told).json();
        JsonNode again = as("vera").put(address, told).json();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("version").asInt()).as("nothing happened").isEqualTo(1);
        Http.Answer asked = as("vera").put(address, "{\"deal\":{\"stageId\":\"" + stage("Успешно") + "\"}}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(422);
        assertThat(asked.json().path("missing")).extracting(JsonNode::asString).containsExactly("closedOn");
        String today = LocalDate.now(ZoneId.of("Europe/Moscow")).toString();
        Http.Answer won = as("vera")
                .put(address, "{\"deal\":{\"stageId\":\"" + stage("Успешно") + "\"},\"closedOn\":\"" + today + "\"}");
        assertThat(won.status()).as(won.body()).isEqualTo(200);
        assertThat(won.json().path("state").asString()).isEqualTo("won");
        assertThat(won.json().path("amount").decimalValue()).isEqualByComparingTo("900000");
        assertThat(won.json().path("probability").decimalValue()).isEqualByComparingTo("100");
        assertThat(as("anna").get("/api/deals/" + first.path("id").asString()).status())
                .as("Vera's is not Anna's")
                .isEqualTo(404);
    }

    @Test
    void whatWasToldOnceIsToldEveryNightAndAWonDealStaysWon() {
        String address = "/api/deals/external/1c/" + UUID.randomUUID();
        String told = "{\"deal\":{\"title\":\"Заказ УТ-18\",\"typeId\":\"" + type
                + "\",\"amount\":900000,\"stageId\":\"" + stage("Новая") + "\"}}";
        String id = as("vera").put(address, told).json().path("id").asString();
        String today = LocalDate.now(ZoneId.of("Europe/Moscow")).toString();
        Http.Answer won = move("vera", id, "Успешно", ",\"amount\":950000,\"closedOn\":\"" + today + "\"");
        assertThat(won.status()).as(won.body()).isEqualTo(200);
        JsonNode night = as("vera").put(address, told).json();
        assertThat(night).isEqualTo(won.json());
        assertThat(moves(id)).hasSize(2);
        assertThat(as("anna")
                        .get("/api/deals?order=amount&after=" + cursor(id, "1e999999999"))
                        .status())
                .isEqualTo(400);
        assertThat(as("anna")
                        .get("/api/deals?order=newest&after=" + cursor(id, "+1000000000-12-31T23:59:59Z"))
                        .status())
                .isEqualTo(400);
    }

    private static String cursor(String id, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLeadBecomesOneDealHoweverOftenItIsAsked() {
        Http.Answer taken = as("vera")
                .post("/api/leads", "{\"name\":\"Мария Иванова\",\"phone\":\"+79990001122\",\"source\":\"выставка\"}");
        String lead = taken.json().path("id").asString();
        String body = "{\"typeId\":\"" + type + "\",\"title\":\"Доски\"}";
        Http.Answer made = as("vera").post("/api/leads/" + lead + "/deal?anyway=true", body);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.json().path("source").asString()).isEqualTo("выставка");
        assertThat(as("vera")
                        .post("/api/leads/" + lead + "/deal?anyway=true", body)
                        .json()
                        .path("id"))
                .isEqualTo(made.json().path("id"));
        assertThat(as("vera").get("/api/leads/" + lead).json().path("state").asString())
                .isEqualToIgnoringCase("converted");
        assertThat(as("vera").post("/api/leads/" + lead + "/unconvert", "{}").status())
                .isEqualTo(200);
        assertThat(as("vera")
                        .get("/api/deals/" + made.json().path("id").asString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void eachFieldHasItsHistoryAndIsPutBack() {
        Contact maria = contacts.save(Cast.maria(null));
        JsonNode deal = deal("anna", "Пять фур", ",\"amount\":100,\"expectedClose\":\"2026-12-31\"");
        String id = deal.path("id").asString();
        assertThat(as("anna")
                        .put(
                                "/api/deals/" + id,
                                "{\"title\":\"Шесть фур\",\"amount\":600,\"partyId\":\"" + maria.id() + "\"}")
                        .status())
                .isEqualTo(200);
        JsonNode lines = as("anna").get("/api/changes/deal/" + id).json().path("items");
        assertThat(lines)
                .extracting(line -> line.path("field").asString())
                .contains("created", "title", "amount", "party_id", "expected_close");
        JsonNode amount = line(lines, "amount");
        assertThat(amount.path("was").decimalValue()).isEqualByComparingTo("100");
        assertThat(amount.path("by").asString())
                .isEqualTo(staff.byLogin("anna").orElseThrow().id().toString());
        for (String field : List.of("amount", "title", "expected_close", "party_id")) {
            long change = line(lines, field).path("id").asLong();
            assertThat(as("anna")
                            .post("/api/changes/" + change + "/put-back", "{}")
                            .status())
                    .as(field)
                    .isEqualTo(204);
        }
        JsonNode back = as("anna").get("/api/deals/" + id).json();
        assertThat(back.path("amount").decimalValue()).isEqualByComparingTo("100");
        assertThat(back.path("title").asString()).isEqualTo("Пять фур");
        assertThat(back.path("expectedClose").asString()).isEqualTo("2026-12-31");
        assertThat(back.path("partyId").isNull()).isTrue();
        assertThat(move("anna", id, "Договор", "").status()).isEqualTo(200);
        JsonNode stageLine =
                line(as("anna").get("/api/changes/deal/" + id).json().path("items"), "stage_id");
        assertThat(stageLine.path("canPutBack").asBoolean()).isFalse();
        assertThat(as("boris").get("/api/changes/deal/" + id).status()).isEqualTo(404);
    }

    private static JsonNode line(JsonNode lines, String field) {
        for (JsonNode one : lines) {
            if (one.path("field").asString().equals(field)) {
                return one;
            }
        }
        throw new AssertionError(field);
    }

    @Test
    void aDealThatIsDeletedComesBackWithItsMovesItsPartsAndItsPlace() {
        Contact maria = contacts.save(Cast.maria(null));
        String id = deal("anna", "Пять фур", ",\"partyId\":\"" + maria.id() + "\"")
                .path("id")
                .asString();
        move("anna", id, "Договор", "");
        assertThat(as("anna")
                        .put(
                                "/api/deals/" + id + "/participants",
                                "{\"participants\":[{\"partyId\":\"" + maria.id() + "\",\"role\":\"decides\"}]}")
                        .status())
                .isEqualTo(200);
        jdbc.sql("insert into deal_part (id, deal_id, title, state, state_since, position, created_at, changed_at)"
                        + " values (?, ?::uuid, 'Фура 1', 'planned', now(), 1, now(), now())")
                .params(UUID.randomUUID(), id)
                .update();
        JsonNode before = as("anna").get("/api/deals/" + id).json();
        assertThat(as("anna").delete("/api/deals/" + id).status()).isEqualTo(403);
        assertThat(as("vera").delete("/api/deals/" + id).status()).isEqualTo(204);
        assertThat(as("anna").get("/api/deals/" + id).status()).isEqualTo(404);
        JsonNode item =
                as("vera").get("/api/bin?kind=deal").json().path("items").get(0);
        assertThat(item.path("name").asString()).isEqualTo("Пять фур");
        assertThat(as("vera")
                        .post("/api/bin/" + item.path("id").asString() + "/restore", "{}")
                        .json()
                        .path("left")
                        .asInt())
                .isZero();
        assertThat(as("anna").get("/api/deals/" + id).json()).isEqualTo(before);
        assertThat(moves(id)).hasSize(2);
        assertThat(as("anna").get("/api/deals/" + id + "/participants").json().path("items"))
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from deal_part where deal_id = ?::uuid")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(as("anna").get("/api/changes/deal/" + id).json().path("items"))
                .extracting(line -> line.path("field").asString())
                .contains("stage_id");
    }

    @Test
    void aStageWithDealsIsArchivedAndNeverDeleted() {
        String id = deal("anna", "Пять фур", "").path("id").asString();
        String stage = "/api/pipelines/" + pipeline + "/stages/" + stage("Новая");
        Http.Answer refused = as("admin").post(stage + "/archive", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").asString()).isEqualTo("moveTo");
        assertThat(as("admin").delete(stage).status()).isEqualTo(405);
        assertThat(as("vera").post(stage + "/archive", "{}").status()).isEqualTo(403);
        assertThat(as("admin")
                        .post(stage + "/archive", "{\"moveTo\":\"" + stage("Договор") + "\"}")
                        .json()
                        .path("archived")
                        .asBoolean())
                .isTrue();
        assertThat(as("anna").get("/api/deals/" + id).json().path("stageId").asString())
                .isEqualTo(stage("Договор"));
        assertThat(as("admin")
                        .post(stage + "/restore", "{}")
                        .json()
                        .path("archived")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        for (String body : List.of(
                "{}",
                "{\"title\":\" \"}",
                "{\"title\":\"А\",\"amount\":-1}",
                "{\"title\":\"А\",\"amount\":1e20}",
                "{\"title\":\"А\",\"amount\":1e-400000000}",
                "{\"title\":\"А\",\"amount\":0.005}",
                "{\"title\":\"А\",\"probability\":1e-400000000}",
                "{\"title\":\"А\",\"currency\":\"рубли\"}",
                "{\"title\":\"А\",\"probability\":101}",
                "{\"title\":\"А\",\"expectedClose\":\"завтра\"}",
                "{\"title\":\"А\",\"partyId\":\"" + UUID.randomUUID() + "\"}",
                "{\"title\":\"А\",\"stageId\":\"" + stage("Успешно") + "\"}",
                "{\"title\":\"А\",\"typeId\":\"" + UUID.randomUUID() + "\"}",
                "{\"title\":\"А\",\"state\":\"won\"}",
                "{\"title\":\"А\",\"externalId\":\"1\"}",
                "{\"title\":\"" + "А".repeat(256) + "\"}")) {
            Http.Answer answer = as("anna").post("/api/deals", body);
            assertThat(answer.status()).as(body + answer.body()).isEqualTo(400);
            assertThat(answer.json().path("field").asString()).as(body).isNotEmpty();
        }
    }
}
