package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.http.Knocker;
import tools.jackson.databind.JsonNode;

/** Pauses, what comes again, who is away, whose a shared number was, and leads in the search, over the API. */
class DayOfWorkApiTest extends Server {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void nothingIsThere() {
        jdbc.sql("truncate event, event_party, task, task_series, absence, lead, agent_state, ring_shown, call_party,"
                        + " number_party cascade")
                .update();
    }

    private String id(String login) {
        return staff.byLogin(login).orElseThrow().id().toString();
    }

    @Test
    void annaTakesALunchThatTheLedgerKeepsAndComesBack() {
        Http.Answer refused = as("anna").put("/api/presence", "{\"state\":\"paused\",\"reason\":\"fishing\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("lunch");
        var browser = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        try (var page = new Knocker("127.0.0.1", http().port(), 0)
                .says("GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + browser.cookie()
                        + "\r\n\r\n")) {
            assertThat(page.await("event:hello")).isNotNull();
            JsonNode now = as("anna")
                    .put("/api/presence", "{\"state\":\"paused\",\"reason\":\"lunch\"}")
                    .json();
            assertThat(now.get("state").asString()).isEqualTo("paused");
            assertThat(page.await("data:[\"presence\"")).isNotNull();
            as("anna").put("/api/presence", "{\"state\":\"available\"}");
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode kept = as("anna").get("/api/agent-states").json().get("items");
                assertThat(kept.get(0).get("state").asString()).isEqualTo("available");
                assertThat(kept.get(1).get("state").asString()).isEqualTo("paused");
                assertThat(kept.get(1).get("reason").asString()).isEqualTo("lunch");
                assertThat(kept.get(1).get("until")).isEqualTo(kept.get(0).get("since"));
            });
        }
        assertThat(as("boris")
                        .get("/api/agent-states?staff=" + id("anna"))
                        .json()
                        .get("items")
                        .size())
                .as("a colleague's pauses are not an agent's to see")
                .isZero();
        assertThat(as("vera")
                        .get("/api/agent-states?staff=" + id("anna"))
                        .json()
                        .get("items")
                        .size())
                .isPositive();
        assertThat(as("vera").get("/api/rings?shownBy=nobody").status()).isEqualTo(400);
        assertThat(as("vera")
                        .get("/api/rings?shownBy=unseen")
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void aTaskComesAgainUntilItIsToldNotTo() {
        String task = as("anna")
                .post("/api/tasks", "{\"title\":\"Отчёт\",\"dueOn\":\"2026-12-01\"}")
                .json()
                .get("id")
                .asString();
        String weekly = "{\"every\":\"week\",\"weekdays\":[1,4],\"from\":\"2026-12-01\",\"zone\":\"Europe/Moscow\"}";
        assertThat(as("boris").put("/api/tasks/" + task + "/repeat", weekly).status())
                .isEqualTo(404);
        assertThat(as("anna").put("/api/tasks/" + task + "/repeat", weekly).status())
                .isEqualTo(200);
        assertThat(as("anna")
                        .put("/api/tasks/" + task + "/repeat", weekly.replace("week\"", "moon\""))
                        .status())
                .isEqualTo(400);
        JsonNode repeat = as("anna").get("/api/tasks/" + task).json().get("repeat");
        assertThat(repeat.get("every").asString()).isEqualTo("week");
        as("anna").post("/api/tasks/" + task + "/done", "{}");
        JsonNode next = as("anna").get("/api/tasks?view=todo").json().get("items");
        assertThat(next.size()).isOne();
        LocalDate day = LocalDate.parse(next.get(0).get("dueOn").asString());
        assertThat(day.getDayOfWeek().getValue()).isIn(1, 4);
        String nextId = next.get(0).get("id").asString();
        assertThat(as("anna").delete("/api/tasks/" + nextId + "/repeat").status())
                .isEqualTo(204);
        as("anna").post("/api/tasks/" + nextId + "/done", "{}");
        assertThat(as("anna").get("/api/tasks?view=todo").json().get("items").size())
                .isZero();
    }

    @Test
    void anAgentSaysThatTheyAreAwayAndASupervisorSaysItOfOthers() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String away = "{\"staffId\":\"%s\",\"fromOn\":\"%s\",\"untilOn\":\"%s\"}";
        String ofBoris = away.formatted(id("boris"), today, today.plusDays(3));
        assertThat(as("anna").post("/api/absences", ofBoris).status()).isEqualTo(400);
        Http.Answer made = as("vera").post("/api/absences", ofBoris);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String absence = made.json().get("id").asString();
        assertThat(as("anna").get("/api/absences").json().get("items").size()).isOne();
        assertThat(as("anna").delete("/api/absences/" + absence).status()).isEqualTo(400);
        assertThat(as("boris").delete("/api/absences/" + absence).status()).isEqualTo(204);
        assertThat(as("anna").get("/api/absences").json().get("items").size()).isZero();
    }

    @Test
    void aLeadIsFoundByWordsOfItsNameAndByAnyDigitsOfItsNumber() {
        as("anna")
                .post(
                        "/api/leads",
                        "{\"name\":\"Пётр Ёлкин\",\"company\":\"Стройка\",\"phone\":\"+79031234567\",\"text\":\"смета\"}");
        for (String q :
                List.of("%D0%B5%D0%BB%D0%BA%D0%B8%D0%BD%20%D0%BF%D0%B5%D1%82", "12345", "%D0%A1%D0%9C%D0%95%D0%A2")) {
            JsonNode found = as("boris").get("/api/search?q=" + q).json().get("leads");
            assertThat(found.size()).as(q).isOne();
            assertThat(found.get(0).get("name").asString()).isEqualTo("Пётр Ёлкин");
        }
        assertThat(as("boris").get("/api/search?q=%25%25").json().get("leads").size())
                .isZero();
    }

    @Test
    void whoOfTwoCalledIsSaidOfTheCallAndTakenBack() {
        String maria = contacts.save(Cast.maria(null)).id().toString();
        String oleg = contacts.save(Cast.person("Олег Фёдоров", null, Cast.MARIAS))
                .id()
                .toString();
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        log.write(List.of(CallsOfTheDay.change(call)));
        assertThat(call.external()).isEqualTo(Cast.MARIAS);
        String address = "/api/calls/" + call.id() + "/caller";
        as("anna").put("/api/calls/" + call.id() + "/note", "{\"text\":\"Про доставку\"}");
        assertThat(as("anna")
                        .put(address, "{\"partyId\":\"019ad000-0000-7000-8000-000000000000\"}")
                        .status())
                .isEqualTo(400);
        assertThat(as("anna").put(address, "{\"partyId\":\"" + oleg + "\"}").status())
                .isEqualTo(200);
        assertThat(timelineOf(oleg)).isEqualTo(1);
        assertThat(timelineOf(maria)).isZero();
        assertThat(as("anna").delete(address).status()).isEqualTo(204);
        assertThat(timelineOf(maria)).isEqualTo(1);
    }

    @Test
    void aMailThatCameWaitsUntilSomebodyTakesCareOfIt() {
        String maria = contacts.save(Cast.maria(null)).id().toString();
        String mail = as("anna")
                .post(
                        "/api/events",
                        "{\"kind\":\"mail\",\"direction\":\"inbound\",\"subject\":\"Счёт\",\"parties\":[\"" + maria
                                + "\"]}")
                .json()
                .get("id")
                .asString();
        assertThat(as("anna").get("/api/events/unprocessed").json().get("items").size())
                .isOne();
        assertThat(as("anna")
                        .put("/api/events/" + mail + "/processed", "{}")
                        .json()
                        .get("processedAt"))
                .isNotNull();
        assertThat(as("anna").get("/api/events/unprocessed").json().get("items").size())
                .isZero();
        as("anna").put("/api/events/" + mail + "/processed", "{\"processed\":false}");
        assertThat(as("anna").get("/api/events/unprocessed").json().get("items").size())
                .isOne();
    }

    /** Every reply and newsletter became a lead elsewhere: here a mail is an event, and a program's mail waits for nobody. */
    @Test
    void anAutomaticReplyAndANewsletterMakeNoLeadAndWaitForNobody() {
        jdbc.sql("truncate lead, event cascade").update();
        String maria = contacts.save(Cast.maria(null)).id().toString();
        String mail = "{\"kind\":\"mail\",\"direction\":\"inbound\",\"subject\":\"%s\",\"parties\":[\"" + maria
                + "\"],\"headers\":{%s}}";
        for (String headers : List.of(
                "\"Auto-Submitted\":\"auto-replied\"",
                "\"Precedence\":\"bulk\",\"List-Unsubscribe\":\"<https://news>\"")) {
            assertThat(as("anna")
                            .post("/api/events", mail.formatted("Я в отпуске", headers))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(as("anna").get("/api/events/unprocessed").json().get("items").size())
                .isZero();
        as("anna").post("/api/events", mail.formatted("Re: Счёт", "\"Auto-Submitted\":\"no\""));
        assertThat(as("anna").get("/api/events/unprocessed").json().get("items").size())
                .isOne();
        assertThat(as("anna").get("/api/leads?view=all").json().get("items").size())
                .isZero();
        assertThat(jdbc.sql("select count(*) from event_party where party_id = ?::uuid")
                        .param(maria)
                        .query(Integer.class)
                        .single())
                .as("all of them stand in her timeline")
                .isEqualTo(3);
    }

    @Test
    void aFilterIsSavedForOneselfAndASupervisorSharesTheirs() {
        jdbc.sql("truncate saved_filter").update();
        String mine = "{\"list\":\"calls\",\"name\":\"Пропущенные\",\"query\":\"result=MISSED\"%s}";
        assertThat(as("anna")
                        .post("/api/filters", mine.formatted(",\"shared\":true"))
                        .status())
                .isEqualTo(400);
        assertThat(as("anna").post("/api/filters", mine.formatted("")).status()).isEqualTo(201);
        assertThat(as("anna").post("/api/filters", mine.formatted("")).status())
                .as("the same name again takes its place")
                .isEqualTo(201);
        assertThat(as("boris").get("/api/filters").json().get("items").size()).isZero();
        String shared = as("vera")
                .post("/api/filters", mine.formatted(",\"shared\":true"))
                .json()
                .get("id")
                .asString();
        assertThat(as("boris")
                        .get("/api/filters?list=calls")
                        .json()
                        .get("items")
                        .size())
                .isOne();
        assertThat(as("anna").get("/api/filters").json().get("items").size()).isEqualTo(2);
        assertThat(as("boris").delete("/api/filters/" + shared).status()).isEqualTo(400);
        assertThat(as("vera").delete("/api/filters/" + shared).status()).isEqualTo(204);
    }

    private long timelineOf(String contact) {
        JsonNode lines = as("vera").get("/api/events?contact=" + contact).json().get("items");
        return lines.valueStream()
                .filter(line -> line.get("kind").asString().equals("call"))
                .count();
    }
}
