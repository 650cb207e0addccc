package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import tools.jackson.databind.JsonNode;

/** From the click of a seller to the end of a claim: over the API, and on the pages. */
class ClaimsApiTest extends Server {

    private static final String BROKEN = "019ad000-0000-7000-8000-00000000c102";
    private static final Pattern NUMBER = Pattern.compile("column=claims-closed[\"&][^>]*>(\\d+)<");

    private UUID maria;

    @BeforeEach
    void mariaIsKnown() {
        jdbc.sql("truncate claim cascade").update();
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS)).id();
    }

    @AfterEach
    void noClaims() {
        jdbc.sql("delete from task where id in (select task_id from claim_item union select told_task_id from claim)")
                .update();
        jdbc.sql("truncate claim cascade").update();
        contacts.deleteContact(maria);
    }

    private String idOf(String login) {
        return staff.byLogin(login).orElseThrow().id().toString();
    }

    private JsonNode taken(String login, String more) {
        Http.Answer answer = as(login)
                .post(
                        "/api/claims",
                        "{\"subject\":\"Сломана ручка\",\"causeId\":\"" + BROKEN + "\",\"partyId\":\"" + maria + "\""
                                + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String addressOf(JsonNode claim) {
        return "/api/claims/" + claim.path("id").asString();
    }

    private Http.Answer moved(String login, JsonNode claim, String json) {
        return as(login).post(addressOf(claim) + "/move", json);
    }

    private Call answeredCall() {
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        log.write(List.of(CallsOfTheDay.change(call)));
        return call;
    }

    @Test
    void aClaimIsTakenFromACallInOneClickAndASecondClickFindsTheSame() {
        Call call = answeredCall();
        String click = "{\"callId\":\"" + call.id() + "\"}";
        Http.Answer first = as("vera").post("/api/claims", click);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        JsonNode claim = first.json();
        assertThat(claim.path("channel").asString()).isEqualTo("call");
        assertThat(claim.path("partyId").asString()).isEqualTo(maria.toString());
        assertThat(claim.path("phone").asString()).isEqualTo(call.external().toString());
        assertThat(as("vera").post("/api/claims", click).json().path("id").asString())
                .isEqualTo(claim.path("id").asString());

        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        Http.Answer again = vera.post("/calls/" + call.id() + "/claim", "x=y");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains("/claims/" + claim.path("id").asString())
                .contains("data-draft")
                .doesNotContain("/calls/" + call.id() + "/claim\"");
        assertThat(vera.get("/calls").body()).contains("/calls/" + call.id() + "/claim/row");
        assertThat(vera.post("/calls/" + call.id() + "/claim/row", "x=y").status())
                .as("without scripts it leads to the claim")
                .isEqualTo(302);
        assertThat(as("vera")
                        .get("/api/claims?call=" + call.id())
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aClaimWithAnOpenStepIsNotClosedThenAsksForItsResultAndAnnaIsToldOnce() {
        JsonNode claim = taken("anna", ",\"amountAsked\":1500.5,\"demand\":\"replace\"");
        JsonNode looked = moved("vera", claim, "{\"state\":\"investigating\"}").json();
        assertThat(looked.path("responsibleId").asString()).isEqualTo(idOf("vera"));
        JsonNode plan = as("vera").get(addressOf(claim) + "/items").json().path("items");
        assertThat(plan.size()).isEqualTo(3);
        assertThat(new SignedInBrowser(http().port(), "vera", passwordOf("vera"))
                        .get("/tasks/" + plan.path(0).path("id").asString())
                        .body())
                .as("a step leads to its claim")
                .contains("/claims/" + claim.path("id").asString());
        for (int i = 0; i < 3; i++) {
            Http.Answer early = moved("vera", claim, "{\"state\":\"closed\",\"result\":\"partly\"}");
            assertThat(early.status()).as(early.body()).isEqualTo(400);
            assertThat(early.body()).contains("still open: " + (3 - i));
            as("vera").post("/api/tasks/" + plan.path(i).path("id").asString() + "/done", "{}");
        }
        Http.Answer without = moved("vera", claim, "{\"state\":\"closed\"}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("field").asString()).isEqualTo("result");
        JsonNode closed = moved(
                        "vera", claim, "{\"state\":\"closed\",\"result\":\"partly\",\"amountGranted\":700,\"score\":4}")
                .json();
        assertThat(closed.path("result").asString()).isEqualTo("partly");
        assertThat(closed.path("score").asInt()).isEqualTo(4);
        List<String> told = new ArrayList<>();
        as("anna")
                .get("/api/tasks?view=todo&doer=" + idOf("anna"))
                .json()
                .path("items")
                .forEach(task -> told.add(task.path("title").asString()));
        assertThat(told)
                .filteredOn(title -> title.contains(" " + claim.path("number").asLong() + " "))
                .hasSize(1);
        var anna = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(anna.get("/tasks/reminders").body()).contains("Сломана ручка");
        assertThat(as("anna").get(addressOf(claim)).json().path("history").size())
                .isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsToldAndNothingIsLost() {
        JsonNode claim = taken("anna", "");
        assertThat(as("anna").post("/api/claims", "{}").status()).isEqualTo(400);
        assertThat(as("anna").post("/api/claims", "{\"subjekt\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(as("anna")
                        .post("/api/claims", "{\"subject\":\"x\",\"demand\":\"money\"}")
                        .status())
                .isEqualTo(400);
        assertThat(as("anna")
                        .post("/api/claims", "{\"subject\":\"x\",\"amountAsked\":1e999999999}")
                        .status())
                .isEqualTo(400);
        assertThat(as("anna").get("/api/claims?vew=all").status()).isEqualTo(400);
        assertThat(as("anna")
                        .put(addressOf(claim), "{\"subject\":\"Иначе\",\"version\":99}")
                        .status())
                .isEqualTo(409);
        assertThat(moved("anna", claim, "{\"state\":\"nowhere\"}").status()).isEqualTo(400);
        assertThat(as("boris").get(addressOf(claim)).status()).as("not Boris's").isEqualTo(404);
        assertThat(moved("boris", claim, "{\"state\":\"closed\",\"result\":\"refused\"}")
                        .status())
                .isEqualTo(404);
        assertThat(as("anna").get(addressOf(claim)).json().path("subject").asString())
                .isEqualTo("Сломана ручка");
    }

    @Test
    void aProgramThatTellsAClaimTwiceHasOne() {
        String body = "{\"subject\":\"Недовес\",\"externalId\":\"1C-77\"}";
        JsonNode first = as("vera").post("/api/claims", body).json();
        assertThat(as("vera").post("/api/claims", body).json().path("id").asString())
                .isEqualTo(first.path("id").asString());
        assertThat(first.path("channel").asString()).isEqualTo("api");
        assertThat(as("vera").get("/api/claims?q=недовес").json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void aDeletedClaimComesBackWithItsPlanAndItsHistory() {
        JsonNode claim = taken("vera", "");
        moved("vera", claim, "{\"state\":\"investigating\"}");
        as("vera").put(addressOf(claim), "{\"subject\":\"Сломаны две ручки\",\"causeId\":\"" + BROKEN + "\"}");
        assertThat(as("anna").delete(addressOf(claim)).status()).isEqualTo(403);
        assertThat(as("vera").delete(addressOf(claim)).status()).isEqualTo(204);
        assertThat(as("vera").get(addressOf(claim)).status()).isEqualTo(404);
        String item = as("vera")
                .get("/api/bin?kind=claim")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(as("vera").post("/api/bin/" + item + "/restore", "{}").status())
                .isEqualTo(200);
        JsonNode back = as("vera").get(addressOf(claim)).json();
        assertThat(back.path("plan").size()).isEqualTo(3);
        assertThat(back.path("history").size()).isEqualTo(2);
        JsonNode changes = as("vera")
                .get("/api/changes/claim/" + claim.path("id").asString())
                .json()
                .path("items");
        JsonNode renamed = null;
        for (JsonNode one : changes) {
            renamed = one.path("field").asString().equals("subject") ? one : renamed;
        }
        assertThat(renamed).as(changes.toString()).isNotNull();
        Http.Answer put = as("vera").post("/api/changes/" + renamed.path("id").asString() + "/put-back", "{}");
        assertThat(put.status()).as(put.body()).isLessThan(300);
        assertThat(as("vera").get(addressOf(claim)).json().path("subject").asString())
                .isEqualTo("Сломана ручка");
    }

    @Test
    void anAdministratorMakesACauseAndItsPlanAndNobodyElse() {
        String name = "Царапины " + UUID.randomUUID();
        String body = "{\"name\":\"" + name
                + "\",\"dueHours\":4,\"plan\":[{\"title\":\"Позвонить\",\"what\":\"call\",\"hours\":2}]}";
        assertThat(as("vera").post("/api/claim-causes", body).status()).isEqualTo(403);
        JsonNode cause = as("admin").post("/api/claim-causes", body).json();
        assertThat(cause.path("plan").path(0).path("what").asString()).isEqualTo("call");
        Http.Answer off = as("admin")
                .put(
                        "/api/claim-causes/" + cause.path("id").asString(),
                        "{\"name\":\"" + name + "\",\"active\":false}");
        assertThat(off.status()).as(off.body()).isEqualTo(200);
        assertThat(as("anna")
                        .post(
                                "/api/claims",
                                "{\"subject\":\"x\",\"causeId\":\""
                                        + cause.path("id").asString() + "\"}")
                        .status())
                .as("not offered any more")
                .isEqualTo(400);
        var admin = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        assertThat(admin.get("/claims/causes").body()).contains(name);
        Http.Answer typed = admin.post(
                "/claims/causes/" + cause.path("id").asString(),
                "_method=put&name=" + SignedInBrowser.coded(name)
                        + "&hours=6&version=2&active=true&stepTitle=A&stepTitle=&stepHours=3&stepHours=8&stepWhat=OTHER&stepWhat=OTHER");
        assertThat(typed.status()).as(typed.body()).isEqualTo(302);
        for (JsonNode one : as("admin").get("/api/claim-causes").json().path("items")) {
            if (one.path("id").asString().equals(cause.path("id").asString())) {
                assertThat(one.path("dueHours").asInt()).isEqualTo(6);
                assertThat(one.path("plan").size()).isEqualTo(1);
            }
        }
        jdbc.sql("delete from claim_cause where id = ?::uuid")
                .param(cause.path("id").asString())
                .update();
    }

    @Test
    void onThePagesAClaimIsTakenByHandFoundLookedIntoAndClosed() {
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/claims/new?party=" + maria).body()).contains("Мария Иванова");
        assertThat(vera.post("/claims", "subject=&asked=abc&party=" + maria).status())
                .isEqualTo(422);
        Http.Answer added = vera.post(
                "/claims",
                "subject=" + SignedInBrowser.coded("Не тот цвет") + "&cause=" + BROKEN + "&asked="
                        + SignedInBrowser.coded("1 500,50") + "&severity=HIGH&party=" + maria);
        assertThat(added.status()).as(added.body()).isEqualTo(302);
        String id = as("vera")
                .get("/api/claims?party=" + maria)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(vera.get("/claims?q=" + SignedInBrowser.coded("цвет")).body())
                .contains("/claims/" + id)
                .contains("Мария Иванова");
        assertThat(vera.get("/claims?view=CLOSED").body()).doesNotContain("/claims/" + id);
        assertThat(vera.get("/parties/" + maria + "/claims").body())
                .as("a flag on her card")
                .contains("/claims/" + id);
        assertThat(vera.get("/timeline/" + maria).body()).contains("/claims/" + id);
        assertThat(vera.get("/claims/" + id + "/edit").body()).contains("1500.50");
        assertThat(vera.post("/claims/" + id + "/move", "to=INVESTIGATING").status())
                .isEqualTo(302);
        Http.Answer early = vera.post("/claims/" + id + "/move", "to=CLOSED&result=SATISFIED");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("role=\"alert\"");
        assertThat(vera.post("/claims/" + id + "/items", "title=" + SignedInBrowser.coded("Ещё шаг"))
                        .status())
                .isEqualTo(302);
        for (JsonNode item :
                as("vera").get("/api/claims/" + id + "/items").json().path("items")) {
            as("vera").post("/api/tasks/" + item.path("id").asString() + "/done", "{}");
        }
        assertThat(vera.post("/claims/" + id + "/move", "to=CLOSED&result=SATISFIED&score=5")
                        .status())
                .isEqualTo(302);
        assertThat(vera.get("/parties/" + maria + "/claims").body()).doesNotContain("/claims/" + id + "\"");
        assertThat(vera.get("/claims/" + id).body()).contains("reopen-claim");
        assertThat(vera.post("/claims/" + id, "_method=delete").status()).isEqualTo(302);
    }

    @Test
    void oneClickOnAClientsCardPressedTwiceIsOneClaim() {
        var anna = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        String click = "click=" + UUID.randomUUID();
        assertThat(anna.post("/parties/" + maria + "/claims", click).body()).contains("/claims/");
        anna.post("/parties/" + maria + "/claims", click);
        assertThat(as("anna")
                        .get("/api/claims?party=" + maria)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(anna.post("/parties/" + UUID.randomUUID() + "/claims", click).status())
                .isEqualTo(404);
    }

    @Test
    void aReportOpensAListOfItsSizeAndComesAsAFile() {
        for (String result : List.of("satisfied", "partly", "withdrawn")) {
            moved(
                    "vera",
                    taken("vera", ",\"team\":\"Склад\""),
                    "{\"state\":\"closed\",\"result\":\"" + result + "\",\"note\":\"Сразу\"}");
        }
        taken("vera", "");
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/reports").body()).contains("/claims/reports/claims-satisfaction");
        for (String name : List.of("claims-dynamics", "claims-structure", "claims-satisfaction")) {
            Http.Answer page = vera.get("/claims/reports/" + name);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains("<svg").contains("report-table");
            assertThat(vera.get("/claims/reports/" + name + "/csv").body()).contains("3");
            assertThat(vera.get("/claims/reports/" + name + "/xlsx").bytes()).startsWith((byte) 'P', (byte) 'K');
            assertThat(vera.get("/claims/reports/" + name + "?from=x").status()).isEqualTo(422);
            assertThat(as("anna").get("/api/claim-reports/" + name).status()).isEqualTo(403);
        }
        Matcher total =
                NUMBER.matcher(vera.get("/claims/reports/claims-dynamics").body());
        assertThat(total.find()).isTrue();
        assertThat(total.group(1)).isEqualTo("3");
        JsonNode report =
                as("vera").get("/api/claim-reports/claims-satisfaction").json();
        JsonNode values = report.path("total").path("values");
        assertThat(values.path("claims-closed-now").asInt()).isEqualTo(3);
        assertThat(values.path("claims-satisfied-share").asDouble()).isEqualTo(0.5);
        JsonNode behind = as("vera")
                .get("/api/claim-reports/claims-satisfaction/claims?column=claims-closed-now")
                .json();
        assertThat(behind.path("total").asInt()).isEqualTo(3);
        assertThat(behind.path("items").size()).isEqualTo(3);
        assertThat(vera.get("/claims/reports/claims-satisfaction/claims?column=claims-closed-now")
                        .body())
                .contains("3")
                .contains("Сломана ручка");
        assertThat(vera.get("/claims/reports/claims-satisfaction/claims?column=none")
                        .status())
                .isEqualTo(422);
        assertThat(as("vera").get("/api/claim-reports/none").status()).isEqualTo(404);
    }
}
