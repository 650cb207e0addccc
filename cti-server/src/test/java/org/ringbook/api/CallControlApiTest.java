package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.RecentCalls;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Requests to the telephone system over the API: each once, limited, and told how it went. */
class CallControlApiTest extends Server {

    private static final String MARIA = "+79161112233";

    @Autowired
    private Calls calls;

    @Autowired
    private RecentCalls recent;

    @AfterEach
    void limitsAsShipped() {
        jdbc.sql("delete from call_destination").update();
        jdbc.sql("update call_limit set per_minute = 10, per_day = 300 where subject = 'person'")
                .update();
    }

    private static String to(String number) {
        return "{\"to\":\"" + number + "\"}";
    }

    private JsonNode request(Http.Answer asked) {
        return as("anna")
                .get("/api/call-requests/" + asked.json().get("request").asString())
                .json();
    }

    @Test
    void annaIsToldHowHerCallGoes() {
        Http.Answer asked = as("anna").post("/api/calls", to(MARIA));
        assertThat(request(asked).get("state").asString()).isEqualTo("accepted");
        // Not before the server's start, however soon after it this story is told: what is older may still be coming.
        Instant now = Instant.now();
        String leg = "paper-" + pbx.lastRequest;
        String out = leg + "-out";
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegBegan(leg, now, CallFact.Side.CALLED, false, "101", null, null),
                        new CallFact.ClickToCall(leg, now, MARIA),
                        new CallFact.LegRang(leg, now)));
        await().until(() -> request(asked).get("state").asString().equals("ringing"));
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegUp(leg, now.plusSeconds(2)),
                        new CallFact.LegBegan(out, now.plusSeconds(2), CallFact.Side.CALLED, true, null, null, null),
                        new CallFact.LegDialled(out, now.plusSeconds(2), leg, "79161112233"),
                        new CallFact.DialEnded(out, now.plusSeconds(5), CallFact.Outcome.ANSWERED, null),
                        new CallFact.Joined(leg, now.plusSeconds(5), leg + "-room", CallFact.BridgeKind.TALK, null),
                        new CallFact.Joined(out, now.plusSeconds(5), leg + "-room", CallFact.BridgeKind.TALK, null)));
        await().until(() -> request(asked).get("state").asString().equals("answered"));
        String call = request(asked).get("call").asString();
        assertThat(as("anna").get("/api/calls/" + call + "/commands").body()).contains("hang_up");
        assertThat(as("boris").get("/api/calls/" + call + "/commands").status()).isEqualTo(404);

        Http.Answer notHis = as("boris").post("/api/calls/" + call + "/hangup", null);
        assertThat(notHis.status()).isEqualTo(409);
        assertThat(notHis.json().get("code").asString()).isEqualTo("not_your_call");
        Http.Answer spy = as("boris").post("/api/calls/" + call + "/listen", null);
        assertThat(spy.status()).isBetween(400, 499);
        assertThat(spy.json().get("code").asString()).isEqualTo("may_not_listen");
        assertThat(pbx.dialled).as("no telephone rings for it").hasSize(1);
        await().until(() -> as("vera")
                .get("/api/call-requests?supervision=true&state=refused")
                .body()
                .contains("may_not_listen"));
        JsonNode onFile = as("vera")
                .get("/api/call-requests?supervision=true&state=refused")
                .json()
                .get("items")
                .get(0);
        assertThat(onFile.get("cause").asString()).isEqualTo("may_not_listen");
        assertThat(onFile.get("call").asString()).isEqualTo(call);
        Http.Answer never = as("anna").header("Accept-Language", "ru").post("/api/calls/" + call + "/hold", null);
        assertThat(never.json().get("code").asString()).isEqualTo("not_offered");
        assertThat(never.json().get("detail").asString()).contains("удержание");

        Http.Answer hangup = as("anna").post("/api/calls/" + call + "/hangup", null);
        assertThat(hangup.status()).isEqualTo(202);
        assertThat(pbx.dialled).contains("hang up 101");
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegEnded(leg, now.plusSeconds(9), CallFact.Outcome.ANSWERED),
                        new CallFact.LegEnded(out, now.plusSeconds(9), CallFact.Outcome.ANSWERED)));
        await().until(() -> request(asked).get("state").asString().equals("ended"));
        assertThat(request(asked).get("cause").asString()).isEqualTo("answered");
        await().until(() -> as("anna")
                .get(hangup.header("Location"))
                .json()
                .get("state")
                .asString()
                .equals("done"));
        assertThat(as("boris").get(hangup.header("Location")).status()).isEqualTo(404);
        // Nothing of it may be told while another story is: neither written late nor remembered as recent.
        await().until(() -> log.find(UUID.fromString(call))
                .filter(written -> written.endedAt() != null)
                .isPresent());
        recent.changed(CallChange.withdrawn(log.find(UUID.fromString(call)).orElseThrow(), Instant.now(), List.of()));
    }

    @Test
    void twoEqualRequestsAtOnceAreOneCall() throws Exception {
        var asking = new ArrayList<Callable<Http.Answer>>();
        for (int i = 0; i < 8; i++) {
            asking.add(() -> as("anna").post("/api/calls", to(MARIA)));
        }
        var threads = Executors.newFixedThreadPool(8);
        try {
            var requests = new ArrayList<String>();
            for (Future<Http.Answer> answer : threads.invokeAll(asking)) {
                assertThat(answer.get().status()).isEqualTo(202);
                requests.add(answer.get().json().get("request").asString());
            }
            assertThat(requests).containsOnly(requests.get(0));
        } finally {
            threads.shutdownNow();
        }
        assertThat(pbx.dialled).containsExactly("101 " + MARIA);
    }

    @Test
    void aRequestThatIsRepeatedAfterARestartIsOneCallOfWhichIsSaidThatNobodyKnows() {
        Http anna = as("anna").header("Idempotency-Key", "order-42");
        String first = anna.post("/api/calls", to(MARIA)).json().get("request").asString();
        jdbc.sql("update call_request set asked_at = asked_at - interval '1 minute'")
                .update();
        restartRequests();
        Http.Answer again = anna.post("/api/calls", to(MARIA));
        assertThat(again.json().get("request").asString()).isEqualTo(first);
        assertThat(pbx.dialled).hasSize(1);
        JsonNode known = anna.get("/api/call-requests/" + first).json();
        assertThat(known.get("state").asString()).isEqualTo("unknown");
        assertThat(known.get("cause").asString()).isEqualTo("server_stopped");
        assertThat(anna.post("/api/calls", to("+79162223344"))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("key_used");
    }

    /** Tried once with one token: 178 calls to premium and foreign numbers in 3.5 seconds, and all were dialled. */
    @Test
    void aStolenTokenDialsNothingThatCostsAndSoonNothingAtAll() {
        Http thief = as("anna");
        for (int i = 0; i < 60; i++) {
            assertThat(thief.post("/api/calls", to("+88161234" + (1000 + i))).status())
                    .isEqualTo(429);
            assertThat(thief.post("/api/calls", to("+49301234" + (100 + i))).status())
                    .isEqualTo(429);
            thief.post("/api/calls", to("+7809123" + (4000 + i)));
        }
        assertThat(pbx.dialled).isEmpty();
        int dialled = 0;
        for (int i = 0; i < 20; i++) {
            dialled += thief.post("/api/calls", to("+791611122" + (10 + i))).status() == 202 ? 1 : 0;
        }
        assertThat(dialled).isEqualTo(10);
        assertThat(pbx.dialled).hasSize(10);
        Http.Answer refused = as("anna").header("Accept-Language", "ru").post("/api/calls", to("+79161112299"));
        assertThat(refused.json().get("code").asString()).isEqualTo("limit.person.minute");
        assertThat(refused.json().get("detail").asString()).contains("предел", "10");

        await().until(() -> as("vera")
                        .get("/api/call-requests?state=refused")
                        .json()
                        .get("items")
                        .size()
                == 100);
        JsonNode latest = as("vera")
                .get("/api/call-requests?state=refused")
                .json()
                .get("items")
                .get(0);
        assertThat(latest.get("cause").asString()).isEqualTo("limit.person.minute");
        assertThat(latest.get("entrance").asString()).isEqualTo("api");
        assertThat(latest.get("telephone").asString()).isEqualTo("101");
        assertThat(latest.get("number").asString()).isEqualTo("+79161112299");
        assertThat(as("vera").get("/api/health/sources").body()).contains("control.alarm");
        assertThat(as("anna").post("/api/calls", to("112")).status()).isEqualTo(202);
    }

    @Test
    void anAdministratorOpensACountryAndASupervisorOnlySees() {
        assertThat(as("anna")
                        .post("/api/calls", to("+4930123456"))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("limit.abroad");
        assertThat(as("vera")
                        .put("/api/call-limits/countries/DE", "{\"open\":true}")
                        .status())
                .isEqualTo(403);
        assertThat(as("anna").get("/api/call-limits").status()).isEqualTo(403);
        Http.Answer opened = as("admin").put("/api/call-limits/countries/de", "{\"open\":true}");
        assertThat(opened.json().get("countries").toString()).contains("DE");
        assertThat(as("anna").post("/api/calls", to("+4930123456")).status()).isEqualTo(202);
        as("admin").put("/api/call-limits/countries/DE", "{\"open\":false}");
        assertThat(as("vera").get("/api/call-limits").json().get("countries").isEmpty())
                .isTrue();
        Http.Answer wrong = as("admin").put("/api/call-limits/budgets/person", "{\"perMinute\":-1,\"perDay\":5}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("field").asString()).isEqualTo("perMinute");
    }
}
