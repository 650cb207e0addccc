package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import tools.jackson.databind.JsonNode;

/** Notes, results, tasks and missed calls over the API. */
class WorkdayApiTest extends Server {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);

    private String maria;

    @BeforeEach
    void mariaIsKnown() {
        jdbc.sql("truncate event, event_party, call_draft, call_disposition, task, obligation cascade")
                .update();
        maria = contacts.save(Cast.maria(null)).id().toString();
    }

    private Call mariaCalled() {
        Call call = CallsOfTheDay.answered(NOW);
        log.write(List.of(CallsOfTheDay.change(call)));
        return call;
    }

    /** Pavel is known to nobody. */
    private static Call pavel(Instant at, Call.Direction direction, Call.Result result) {
        return Call.of(draft -> {
            draft.id = CallsOfTheDay.id(at);
            draft.source = "office";
            draft.sourceId = "office-" + at.toEpochMilli();
            draft.direction = direction;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.external = CallsOfTheDay.PAVEL;
            draft.startedAt = at;
            draft.answeredAt = result == Call.Result.ANSWERED ? at.plusSeconds(9) : null;
            draft.endedAt = at.plusSeconds(20);
            draft.waitSeconds = new BigDecimal("9.000");
            draft.agent = direction == Call.Direction.OUTBOUND ? "101" : null;
            draft.rang = direction == Call.Direction.OUTBOUND ? List.of() : List.of("102");
        });
    }

    private String disposition(String english) {
        for (JsonNode one : as("anna").get("/api/dispositions").json().get("items")) {
            if (one.path("nameEn").asString("").equals(english)) {
                return one.get("id").asString();
            }
        }
        throw new AssertionError(english);
    }

    @Test
    void annasNoteIsOfTheCallAndOfMariaAndTheLogIsFoundByItsResult() {
        String call = mariaCalled().id().toString();
        String again = disposition("Call again");
        Http.Answer written = as("anna")
                .put("/api/calls/" + call + "/note", "{\"text\":\"Ждёт счёт\",\"disposition\":\"" + again + "\"}");
        assertThat(written.status()).as(written.body()).isEqualTo(200);
        assertThat(written.json().get("parties").get(0).asString()).isEqualTo(maria);

        JsonNode log = as("vera").get("/api/calls?disposition=" + again).json();
        assertThat(log.get("items").get(0).get("disposition").get("name").asString())
                .isEqualTo("Перезвонить");
        assertThat(as("vera")
                        .get("/api/calls?disposition=" + disposition("Solved"))
                        .json()
                        .get("items")
                        .size())
                .isZero();
        assertThat(as("vera").get("/api/calls.csv").body())
                .contains("disposition")
                .contains("Перезвонить");

        JsonNode timeline =
                as("anna").get("/api/events?contact=" + maria).json().get("items");
        assertThat(timeline.get(0).get("kind").asString()).isEqualTo("call");
        assertThat(timeline.get(1).get("text").asString()).isEqualTo("Ждёт счёт");
        Http.Answer refused =
                as("anna").put("/api/calls/" + call + "/note", "{\"disposition\":\"" + disposition("Refused") + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asString()).isEqualTo("reason");
    }

    @Test
    void aProgramSendsTheVersionThatItReadAndReplacesNothingElse() {
        String call = mariaCalled().id().toString();
        String address = "/api/calls/" + call + "/note";
        as("anna").put(address, "{\"text\":\"Ждёт счёт\"}");
        int read = as("anna")
                .get("/api/events?call=" + call)
                .json()
                .get("items")
                .get(0)
                .get("version")
                .asInt();
        String sent = "{\"text\":\"Ждёт договор\",\"base\":" + read + "}";
        assertThat(as("anna").put(address, sent).json().get("text").asString()).isEqualTo("Ждёт договор");
        String late = "{\"text\":\"Ждёт акт\",\"base\":" + read + "}";
        assertThat(as("anna").put(address, late).json().get("text").asString()).isEqualTo("Ждёт договор\nЖдёт акт");
    }

    @Test
    void whoMayNotSeeTheCallMayNotReadOrWriteItsNote() {
        Call call = pavel(NOW, Call.Direction.OUTBOUND, Call.Result.ANSWERED);
        log.write(List.of(CallsOfTheDay.change(call)));
        String note = as("anna")
                .put("/api/calls/" + call.id() + "/note", "{\"text\":\"тайна\"}")
                .json()
                .get("id")
                .asString();
        assertThat(as("boris").get("/api/events/" + note).status()).isEqualTo(404);
        assertThat(as("boris").get("/api/events?call=" + call.id()).status()).isEqualTo(404);
        assertThat(as("boris")
                        .put("/api/calls/" + call.id() + "/note", "{\"text\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(as("boris").get("/api/events").body()).doesNotContain("тайна");
        assertThat(as("vera").get("/api/events/" + note).status()).isEqualTo(200);
        assertThat(as("vera").get("/api/events").body()).contains("тайна");
    }

    @Test
    void aMessageOfAnotherSystemIsToldTwiceAndIsOneEvent() {
        String told = "{\"kind\":\"message\",\"direction\":\"inbound\",\"text\":\"Добрый день\",\"parties\":[\"" + maria
                + "\"],\"source\":\"telegram\",\"externalId\":\"42\"}";
        String first = as("anna").post("/api/events", told).json().get("id").asString();
        assertThat(as("anna").post("/api/events", told).json().get("id").asString())
                .isEqualTo(first);
        assertThat(as("boris").delete("/api/events/" + first).status()).isEqualTo(400);
        assertThat(as("anna").delete("/api/events/" + first).status()).isEqualTo(204);
        Http.Answer again = as("anna").post("/api/events", told);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.body()).as("what was deleted").contains(first).doesNotContain("Добрый день");
    }

    @Test
    void aDayBeyondTheCalendarIsRefusedInWords() {
        for (String due : List.of(
                "\"dueOn\":\"+999999-01-01\"",
                "\"dueAt\":\"+999999-01-01T00:00:00Z\"",
                "\"dueOn\":\"2026-12-01\",\"remindAt\":\"-0044-03-15T00:00:00Z\"")) {
            Http.Answer refused = as("anna").post("/api/tasks", "{\"title\":\"Позвонить\"," + due + "}");
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        }
    }

    @Test
    void whoGuessesTheIdOfAnotherSystemReadsNothing() {
        Call call = pavel(NOW, Call.Direction.OUTBOUND, Call.Result.ANSWERED);
        log.write(List.of(CallsOfTheDay.change(call)));
        String named = "\"source\":\"telegram\",\"externalId\":\"43\"}";
        as("anna").post("/api/events", "{\"text\":\"тайна\",\"callId\":\"" + call.id() + "\"," + named);
        Http.Answer guessed =
                as("boris").post("/api/events", "{\"text\":\"x\",\"parties\":[\"" + maria + "\"]," + named);
        assertThat(guessed.status()).as(guessed.body()).isEqualTo(201);
        assertThat(guessed.body()).doesNotContain("тайна", call.id().toString());
    }

    @Test
    void borisIsAskedDoesItAndAnnaClosesIt() {
        String boris = staff.byLogin("boris").orElseThrow().id().toString();
        Http.Answer made = as("anna")
                .post(
                        "/api/tasks",
                        "{\"title\":\"Позвонить Марии\",\"what\":\"call\",\"dueAt\":\"2026-12-01T10:00:00+03:00\",\"doerId\":\""
                                + boris + "\",\"partyId\":\"" + maria + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String address = made.header("Location");
        assertThat(made.json().get("dueAt").asString()).isEqualTo("2026-12-01T07:00:00Z");
        assertThat(as("anna").post(address + "/done", "{}").status())
                .as("not hers")
                .isEqualTo(400);
        assertThat(as("boris")
                        .post(address + "/done", "{\"note\":\"Готово\"}")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("done_unchecked");
        assertThat(as("anna")
                        .get("/api/tasks?view=to_check")
                        .json()
                        .get("items")
                        .size())
                .isOne();
        assertThat(as("anna").post(address + "/close", "{}").json().get("state").asString())
                .isEqualTo("closed");
        JsonNode history = as("anna").get(address).json().get("history");
        assertThat(history.size()).isEqualTo(3);
        assertThat(as("anna").get("/api/events?contact=" + maria + "&kind=task").body())
                .contains("Позвонить Марии");
    }

    @Test
    void whoWasMissedIsOwedACallUntilAnnaSpokeWithThem() {
        log.write(
                List.of(CallsOfTheDay.change(pavel(NOW.minusSeconds(60), Call.Direction.INBOUND, Call.Result.MISSED))));
        await().atMost(Duration.ofSeconds(60)).until(() -> open("boris").size() == 1);
        String id = open("boris").get(0).get("id").asString();
        assertThat(open("anna").size()).as("it rang Boris").isZero();
        assertThat(as("boris").post("/api/obligations/" + id + "/take", "{}").status())
                .isEqualTo(200);
        assertThat(as("boris")
                        .post("/api/obligations/" + id + "/close", "{}")
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("reason");

        log.write(List.of(CallsOfTheDay.change(pavel(NOW, Call.Direction.OUTBOUND, Call.Result.ANSWERED))));
        await().atMost(Duration.ofSeconds(60)).until(() -> open("boris").isEmpty());
        JsonNode closed = as("vera").get("/api/obligations/" + id).json();
        assertThat(closed.get("outcome").asString()).isEqualTo("called_back");
        assertThat(closed.get("closedBy").asString())
                .isEqualTo(staff.byLogin("anna").orElseThrow().id().toString());
        assertThat(closed.get("ofCalls").size()).isEqualTo(2);
    }

    private JsonNode open(String login) {
        return as(login).get("/api/obligations").json().get("items");
    }
}
