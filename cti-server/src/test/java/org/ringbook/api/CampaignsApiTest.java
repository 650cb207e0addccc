package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.RecentCalls;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A supervisor loads a list over the API, an agent calls through it, and each attempt is a call of the log. */
class CampaignsApiTest extends Server {

    private static final String SOLVED = "019ad000-0000-7000-8000-00000000d002";

    @Autowired
    private Calls calls;

    @Autowired
    private RecentCalls recent;

    private String campaign;

    @BeforeEach
    void aCampaignThatMayCallAtAnyHour() {
        jdbc.sql("truncate campaign cascade").update();
        campaign = as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Осень\",\"purpose\":\"service\",\"assumedZone\":\"" + zoneWhereItIsNoon() + "\"}")
                .json()
                .path("id")
                .asString();
        assertThat(people("+79161112233", "+79035556677").status()).isEqualTo(200);
        assertThat(state("running").status()).isEqualTo(200);
    }

    /** So that the hours are open whenever the test runs. */
    static String zoneWhereItIsNoon() {
        int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
        int offset = 12 - hour;
        return offset == 0 ? "Etc/GMT" : "Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset);
    }

    private Http.Answer people(String... numbers) {
        var all = new StringBuilder();
        for (String number : numbers) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{\"name\":\"Клиент ")
                    .append(number)
                    .append("\",\"numbers\":[\"")
                    .append(number)
                    .append("\"]}");
        }
        return as("vera")
                .post("/api/campaigns/" + campaign + "/people", "{\"origin\":\"анкеты\",\"people\":[" + all + "]}");
    }

    private Http.Answer state(String to) {
        return as("vera").post("/api/campaigns/" + campaign + "/state", "{\"state\":\"" + to + "\"}");
    }

    private JsonNode next(String login) {
        Http.Answer answer = as(login).post("/api/campaigns/" + campaign + "/next", "{}");
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
        return answer.status() == 204 ? null : answer.json();
    }

    private JsonNode attempt(String id) {
        return as("vera").get("/api/attempts/" + id).json();
    }

    /** As the telephone system tells it: the channel's id is that of the attempt. */
    private void theCall(String attempt, Call.Result result, Call.Reason reason) {
        log.write(List.of(CallsOfTheDay.change(callOf(attempt, result, reason))));
    }

    static Call callOf(String attempt, Call.Result result, Call.Reason reason) {
        Instant at = Instant.now();
        return Call.of(draft -> {
            draft.id = CallsOfTheDay.id(at);
            draft.source = "paper";
            draft.sourceId = attempt;
            draft.direction = Call.Direction.OUTBOUND;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.reason = reason;
            draft.external = PhoneNumber.of("+79161112233");
            draft.agent = "101";
            draft.startedAt = at;
            draft.endedAt = at;
            draft.answeredAt = result == Call.Result.ANSWERED ? at : null;
        });
    }

    @Test
    void aProgramThatKnowsNothingOfDiallingChangesAListAndTakesNothingFromIt() {
        String address = "/api/campaigns/" + campaign;
        String known = "{\"name\":\"Осень\",\"purpose\":\"service\",\"mode\":\"progressive\",\"signed\":true}";
        assertThat(as("vera").put(address, known).status()).isEqualTo(200);
        assertThat(as("vera")
                        .put(address, "{\"name\":\"Зима\",\"purpose\":\"service\"}")
                        .status())
                .isEqualTo(200);
        JsonNode kept = as("vera").get(address).json();
        assertThat(kept.path("name").asString()).isEqualTo("Зима");
        assertThat(kept.path("mode").asString()).isEqualTo("progressive");
        assertThat(kept.path("dialling").path("signedBy").asString()).isNotEmpty();
        assertThat(as("vera")
                        .put(address, "{\"name\":\"Весна\",\"purpose\":\"service\",\"callerId\":\"+74990000000\"}")
                        .status())
                .as("a number that is not ours")
                .isEqualTo(400);
        assertThat(as("vera").get(address).json().path("name").asString())
                .as("refused in one part, nothing is changed")
                .isEqualTo("Зима");
    }

    @Test
    void anAttemptIsWrittenFirstDialledUnderItsIdAndSettledByTheLog() {
        JsonNode entry = next("anna");
        Http.Answer dialled = as("anna").post("/api/entries/" + entry.path("id").asString() + "/dial", "{}");
        assertThat(dialled.status()).as(dialled.body()).isEqualTo(200);
        String id = dialled.json().path("id").asString();
        assertThat(pbx.lastRequest).isEqualTo(UUID.fromString(id));
        assertThat(pbx.dialled).containsExactly("101 +79161112233");
        theCall(id, Call.Result.ANSWERED, null);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> attempt(id).path("technical").asString("").equals("answered"));
        Http.Answer chosen = as("anna")
                .post("/api/attempts/" + id + "/result", "{\"disposition\":\"" + SOLVED + "\",\"note\":\"Берёт две\"}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
        String call = attempt(id).path("callId").asString();
        assertThat(as("anna")
                        .get("/api/calls/" + call)
                        .json()
                        .path("disposition")
                        .path("id")
                        .asString())
                .isEqualTo(SOLVED);
        assertThat(as("vera")
                        .get("/api/entries/" + entry.path("id").asString())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("success");
    }

    @Test
    void thePageOfWorkStandsFromTheCardToTheResult() {
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        String page = "/campaigns/" + campaign + "/work";
        String entry = as("anna")
                .post("/api/campaigns/" + campaign + "/next", "{}")
                .json()
                .path("id")
                .asString();
        assertThat(anna.get(page).body()).contains("is-reserved").contains("Клиент +79161112233");
        String csrf = URLEncoder.encode(anna.csrf(), StandardCharsets.UTF_8);

        Http.Answer dialled = anna.post(page + "/dial", "entry=" + entry + "&_csrf=" + csrf);

        assertThat(dialled.status()).as(dialled.body()).isEqualTo(200);
        assertThat(dialled.body()).contains("is-dialling");
        assertThat(anna.get(page + "/now").body()).contains("is-dialling");
        theCall(pbx.lastRequest.toString(), Call.Result.ANSWERED, null);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anna.get(page + "/now").body().contains("is-wrap_up"));
        Http.Answer chosen = anna.post(
                page + "/result",
                "attempt=" + pbx.lastRequest + "&disposition=" + SOLVED + "&note=&zone=Europe/Moscow&_csrf=" + csrf);
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
        assertThat(chosen.body()).as("the next one").contains("Клиент +79035556677");
    }

    @Test
    void twoAgentsNeverHaveTheSameEntry() {
        String annas = next("anna").path("id").asString();
        String boris = next("boris").path("id").asString();
        assertThat(annas).isNotEqualTo(boris);
        assertThat(as("boris").post("/api/entries/" + annas + "/dial", "{}").status())
                .isBetween(400, 422);
        assertThat(pbx.dialled).isEmpty();
    }

    @Test
    void whoHasACallWithOneOfOursNowIsNotRungFromAList() {
        String entry = next("anna").path("id").asString();
        Instant now = Instant.now().minusSeconds(10);
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegBegan("boris-dials", now, CallFact.Side.CALLED, false, "102", null, null),
                        new CallFact.ClickToCall("boris-dials", now, "+79161112233"),
                        new CallFact.LegRang("boris-dials", now),
                        new CallFact.LegUp("boris-dials", now.plusSeconds(2)),
                        new CallFact.LegBegan(
                                "boris-dials-out", now.plusSeconds(2), CallFact.Side.CALLED, true, null, null, null),
                        new CallFact.LegDialled("boris-dials-out", now.plusSeconds(2), "boris-dials", "79161112233")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> calls.current().stream()
                        .anyMatch(call -> PhoneNumber.of("+79161112233").equals(call.external())));
        Call going = calls.current().stream()
                .filter(call -> PhoneNumber.of("+79161112233").equals(call.external()))
                .findFirst()
                .orElseThrow();
        Http.Answer refused = as("anna").post("/api/entries/" + entry + "/dial", "{}");
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(refused.body()).contains("going on already");
        assertThat(pbx.dialled).isEmpty();
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegEnded("boris-dials-out", now.plusSeconds(9), CallFact.Outcome.NO_ANSWER),
                        new CallFact.LegEnded("boris-dials", now.plusSeconds(9), CallFact.Outcome.ANSWERED)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> log.find(going.id())
                        .filter(written -> written.endedAt() != null)
                        .isPresent());
        recent.changed(CallChange.withdrawn(log.find(going.id()).orElseThrow(), Instant.now(), List.of()));
        assertThat(as("anna").post("/api/entries/" + entry + "/dial", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void whatWasPromisedOnOthersListsIsTheirs() {
        jdbc.sql("update campaign_entry set state = 'callback'").update();
        assertThat(as("boris").get("/api/callbacks").json().path("items").size())
                .isEqualTo(2);
        jdbc.sql("update campaign set people = array[(select id from staff_member where login = 'anna')]")
                .update();
        assertThat(as("boris").get("/api/callbacks").json().path("items").size())
                .isZero();
        assertThat(as("anna").get("/api/callbacks").json().path("items").size()).isEqualTo(2);
    }

    @Test
    void aTimeZoneThatIsNoneIsNoErrorOfThePageOfWork() {
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        assertThat(anna.get("/campaigns/when?when=tomorrow&zone=Moon/Sea").status())
                .isEqualTo(200);
        assertThat(anna.get("/campaigns/" + campaign + "/work/now").status()).isEqualTo(200);
        state("paused");
        assertThat(anna.get("/campaigns/" + campaign + "/work/now").status()).isEqualTo(200);
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        assertThat(vera.get("/campaigns/" + campaign + "/missed").body()).contains(": 0<");
    }

    @Test
    void aTelephoneSystemThatRefusesHasCalledNobody() {
        pbx.refusal = "the PBX is away";
        String entry = next("anna").path("id").asString();
        assertThat(as("anna").post("/api/entries/" + entry + "/dial", "{}").status())
                .isEqualTo(409);
        JsonNode attempts =
                as("vera").get("/api/attempts?campaign=" + campaign).json().path("items");
        assertThat(attempts.path(0).path("state").asString()).isEqualTo("not_placed");
        assertThat(as("vera")
                        .get("/api/entries/" + entry)
                        .json()
                        .path("attempts")
                        .asInt())
                .isZero();
    }

    @Test
    void aPausedListGivesNobodyAnythingAndSaysWhy() {
        state("paused");
        Http.Answer answer = as("anna").post("/api/campaigns/" + campaign + "/next", "{}");
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.body()).contains("not running");
        assertThat(as("vera")
                        .get("/api/campaigns/" + campaign)
                        .json()
                        .path("whyNotDialling")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("campaign_paused");
    }

    @Test
    void agentsDoNotKeepCallLists() {
        assertThat(as("anna")
                        .post("/api/campaigns", "{\"name\":\"Моя\",\"purpose\":\"service\"}")
                        .status())
                .isEqualTo(403);
        assertThat(as("anna").get("/api/entries?campaign=" + campaign).status()).isEqualTo(403);
        assertThat(as("anna").get("/api/campaigns").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCalledIsRefusedInWords() {
        Http.Answer bad = people("79161234567", "нет номера");
        assertThat(bad.status()).isBetween(400, 422);
        assertThat(bad.body()).contains("Row 2");
        assertThat(as("vera")
                        .post("/api/campaigns", "{\"name\":\"\",\"purpose\":\"service\"}")
                        .status())
                .isBetween(400, 422);
        assertThat(as("vera")
                        .post("/api/campaigns", "{\"name\":\"Х\",\"purpose\":\"spam\"}")
                        .status())
                .isEqualTo(400);
    }
}
