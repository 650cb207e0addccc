package org.ringbook.webhooks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.api.Http;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.feed.Feed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Other systems are told what becomes of calls. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "ringbook.webhooks.allowed=127.0.0.1",
            "ringbook.webhooks.pauses=20ms,20ms,50ms,50ms,50ms",
            "ringbook.webhooks.timeout=2s"
        })
class WebhooksTest extends Server {

    @TempDir
    static java.nio.file.Path home;

    @Autowired
    private Feed feed;

    private final List<Receiver> receivers = new ArrayList<>();

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry settings) {
        settings.add("ringbook.webhooks.home", () -> home);
    }

    @BeforeEach
    void nobodyIsToldYet() {
        states().forEach(each -> as("admin")
                .delete("/api/webhooks/" + each.get("webhook").get("id").asString()));
        soon().until(() -> feed.states().stream().allMatch(each -> each.waiting() == 0 && each.failure() == null));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        states().forEach(each -> as("admin")
                .delete("/api/webhooks/" + each.get("webhook").get("id").asString()));
        receivers.forEach(Receiver::close);
    }

    private Receiver receiver() {
        var receiver = new Receiver(number -> ok("thank you"));
        receivers.add(receiver);
        return receiver;
    }

    private List<JsonNode> states() {
        var states = new ArrayList<JsonNode>();
        as("admin").get("/api/webhooks").json().get("items").forEach(states::add);
        return states;
    }

    private JsonNode made(String name, String url, String events) {
        Http.Answer answer = as("admin")
                .post(
                        "/api/webhooks",
                        "{\"name\":\"" + name + "\",\"url\":\"" + url + "\""
                                + (events == null ? "" : ",\"events\":" + events) + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String id(JsonNode made) {
        return made.get("webhook").get("id").asString();
    }

    private JsonNode deliveries(JsonNode made) {
        return as("admin")
                .get("/api/webhooks/" + id(made) + "/deliveries?limit=500")
                .json()
                .get("items");
    }

    private JsonNode state(JsonNode made) {
        return as("admin").get("/api/webhooks/" + id(made)).json();
    }

    @Test
    void aCallEndsAndTheReceiverHasWhatTheApiTellsOfItSigned() {
        Receiver crm = receiver();
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        Call call = answered(NINE);
        log.write(List.of(change(ringing(call))));
        log.write(List.of(change(call)));
        soon().until(() -> crm.letters().size() == 1);
        Receiver.Letter letter = crm.letters().get(0);
        JsonNode told = letter.json();
        assertThat(told.get("type").asString()).isEqualTo("call.ended");
        assertThat(told.get("id").asString()).isEqualTo(letter.id());
        assertThat(letter.id()).doesNotContain(".");
        assertThat(told.get("callId").asString()).isEqualTo(call.id().toString());
        assertThat(Instant.parse(told.get("time").asString())).isBefore(Instant.now());
        assertThat(told.get("call"))
                .isEqualTo(as("admin").get("/api/calls/" + call.id()).json());
        assertThat(letter.isSignedWith(made.get("secret").asString())).isTrue();
        assertThat(letter.isSignedWith("whsec_" + "AAAA".repeat(10))).isFalse();
        soon().until(() -> deliveries(made).size() == 1
                && deliveries(made).get(0).get("state").asString().equals("delivered"));
        JsonNode last = deliveries(made).get(0).get("last");
        assertThat(last.get("status").asInt()).isEqualTo(200);
        assertThat(last.get("answer").asString()).isEqualTo("thank you");
    }

    @Test
    void theSecretIsToldOnceAndStandsNowhereInTheOpen(CapturedOutput output) {
        JsonNode made = made("CRM", receiver().url(), null);
        String secret = made.get("secret").asString();
        assertThat(as("admin").get("/api/webhooks").body()).doesNotContain(secret);
        assertThat(as("admin").get("/api/webhooks/" + id(made)).body()).doesNotContain(secret);
        byte[] kept = jdbc.sql("select secret from webhook where id = ?")
                .param(UUID.fromString(id(made)))
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret.substring(6));
        String next = as("admin")
                .post("/api/webhooks/" + id(made) + "/secret", "{}")
                .json()
                .get("secret")
                .asString();
        assertThat(next).startsWith("whsec_").isNotEqualTo(secret);
        assertThat(output.getAll()).contains("made the webhook").doesNotContain(secret, next);
        assertThat(new Webhook.Made(
                                new Webhook(UUID.randomUUID(), "CRM", "http://crm/", List.of(), true, null, NINE),
                                secret)
                        .toString())
                .doesNotContain(secret);
    }

    @Test
    void aReceiverThatFailsEveryThirdTimeMissesNothingAndHearsOfEachCallInItsOrder() {
        Receiver crm = receiver();
        crm.answers(number -> number % 3 == 0 ? aResponse().withStatus(500) : ok());
        crm.refusesAtMost(4);
        made("CRM", crm.url(), null);
        var written = new TreeSet<UUID>();
        for (int batch = 0; batch < 10; batch++) {
            var begin = new ArrayList<CallChange>();
            var end = new ArrayList<CallChange>();
            for (int i = 0; i < 10; i++) {
                Call call = missed(NINE.plusSeconds(batch * 10L + i));
                written.add(call.id());
                begin.add(change(ringing(call)));
                end.add(change(call));
            }
            log.write(begin);
            log.write(end);
        }
        soon().until(() -> ids(crm.arrived()).size() == 200);
        // A machine that is busy may miss an answer, and then it comes once more.
        var seen = new HashSet<String>();
        Map<String, List<String>> byCall = crm.arrived().stream()
                .filter(each -> seen.add(each.id()))
                .map(Receiver.Letter::json)
                .collect(Collectors.groupingBy(
                        each -> each.get("callId").asString(),
                        Collectors.mapping(each -> each.get("type").asString(), Collectors.toList())));
        assertThat(byCall.keySet())
                .isEqualTo(written.stream().map(UUID::toString).collect(Collectors.toSet()));
        assertThat(byCall.values()).allMatch(each -> each.equals(List.of("call.logged", "call.ended")));
        assertThat(crm.letters()).anyMatch(each -> !each.arrived());
    }

    private static Set<String> ids(List<Receiver.Letter> letters) {
        return letters.stream().map(Receiver.Letter::id).collect(Collectors.toSet());
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobody() {
        Receiver slow = receiver();
        slow.answers(number -> ok().withFixedDelay(60_000));
        Receiver quick = receiver();
        JsonNode made = made("slow", slow.url(), null);
        made("quick", quick.url(), null);
        for (int i = 0; i < 50; i++) {
            log.write(List.of(change(missed(NINE.plusSeconds(i)))));
        }
        soon().until(() -> ids(quick.arrived()).size() == 100);
        soon().until(() -> feed.states().stream().allMatch(each -> each.waiting() == 0));
        assertThat(state(made).get("waiting").asInt()).isGreaterThanOrEqualTo(92);
        soon().until(() -> reasonOfFirst(made).equals("timeout"));
    }

    private String reasonOfFirst(JsonNode made) {
        for (JsonNode each : deliveries(made)) {
            if (each.get("tries").asInt() > 0) {
                return each.get("last").get("reason").asString("");
            }
        }
        return "";
    }

    @Test
    void whatNeverArrivesIsGivenUpAndCanBeSentAgainByHand() {
        Receiver crm = receiver();
        crm.answers(number -> aResponse().withStatus(503).withBody("we are moving <b>house</b>"));
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        log.write(List.of(change(missed(NINE))));
        soon().until(() -> deliveries(made).size() == 1
                && deliveries(made).get(0).get("state").asString().equals("given_up"));
        JsonNode delivery = deliveries(made).get(0);
        assertThat(delivery.get("tries").asInt()).isEqualTo(6);
        assertThat(delivery.get("last").get("answer").asString()).isEqualTo("we are moving <b>house</b>");
        assertThat(delivery.get("nextTry").isNull()).isTrue();

        crm.answers(number -> ok());
        String address = "/api/webhooks/" + id(made) + "/deliveries/"
                + delivery.get("number").asLong() + "/replay";
        assertThat(as("admin").post(address, "{}").status()).isEqualTo(202);
        soon().until(() -> crm.arrived().size() == 1);
        assertThat(ids(crm.letters())).as("always the same id").hasSize(1);
    }

    @Test
    void aPeriodIsSentOnceMoreAlsoWhatHappenedBeforeTheWebhookWasMade() {
        Instant before = Instant.now();
        Call missed = missed(NINE);
        log.write(List.of(change(missed)));
        Receiver crm = receiver();
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        Call answered = answered(NINE.plusSeconds(60));
        log.write(List.of(change(answered)));
        soon().until(() -> crm.arrived().size() == 1);
        Http.Answer replayed = as("admin")
                .post(
                        "/api/webhooks/" + id(made) + "/replay",
                        "{\"from\":\"" + before + "\",\"to\":\"" + Instant.now().plusSeconds(60) + "\"}");
        assertThat(replayed.json().get("count").asInt()).isEqualTo(2);
        soon().until(() -> crm.arrived().size() == 3);
        assertThat(ids(crm.arrived())).hasSize(2);
        assertThat(as("admin")
                        .post(
                                "/api/webhooks/" + id(made) + "/replay",
                                "{\"from\":\"" + before + "\",\"to\":\"" + before + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoSaysThatItIsGoneIsSwitchedOffAndOnAgainHasWhatWaits() {
        Receiver crm = receiver();
        crm.answers(number -> aResponse().withStatus(410));
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        log.write(List.of(change(missed(NINE))));
        soon().until(() -> !state(made).get("webhook").get("active").asBoolean());
        assertThat(state(made).get("webhook").get("offReason").asString()).isEqualTo("gone");

        crm.answers(number -> ok());
        as("admin")
                .put("/api/webhooks/" + id(made), "{\"name\":\"CRM\",\"url\":\"" + crm.url() + "\",\"active\":true}");
        soon().until(() -> crm.arrived().size() == 1);
        assertThat(state(made).get("webhook").get("offReason").isNull()).isTrue();
    }

    @Test
    void whoAsksToBeLeftAloneForAnHourIs() {
        Receiver crm = receiver();
        crm.answers(number -> aResponse().withStatus(429).withHeader("Retry-After", "3600"));
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        log.write(List.of(change(missed(NINE))));
        soon().until(() -> deliveries(made).size() == 1
                && deliveries(made).get(0).get("tries").asInt() == 1);
        Instant next = Instant.parse(deliveries(made).get(0).get("nextTry").asString());
        assertThat(next).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        log.write(List.of(change(missed(NINE.plusSeconds(1)))));
        soon().until(() -> deliveries(made).size() == 2);
        assertThat(crm.letters()).hasSize(1);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        Receiver elsewhere = receiver();
        Receiver crm = receiver();
        crm.answers(number -> aResponse().withStatus(307).withHeader("Location", elsewhere.url()));
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        log.write(List.of(change(missed(NINE))));
        soon().until(() -> reasonOfFirst(made).equals("redirect"));
        assertThat(elsewhere.letters()).isEmpty();
    }

    @Test
    void aTestIsSentAtOnceAndItsAnswerTold() {
        Receiver crm = receiver();
        JsonNode made = made("CRM", crm.url(), "[\"call.ended\"]");
        JsonNode answer =
                as("admin").post("/api/webhooks/" + id(made) + "/test", "{}").json();
        assertThat(answer.get("status").asInt()).isEqualTo(200);
        Receiver.Letter letter = crm.letters().get(0);
        assertThat(letter.json().get("type").asString()).isEqualTo("webhook.test");
        assertThat(letter.isSignedWith(made.get("secret").asString())).isTrue();
        crm.close();
        JsonNode nobody =
                as("admin").post("/api/webhooks/" + id(made) + "/test", "{}").json();
        assertThat(nobody.get("reason").asString()).isEqualTo("unreachable");
        assertThat(nobody.get("status").isNull()).isTrue();
    }

    @Test
    void aCallThatIsWithdrawnOrPartOfAnotherIsTold() {
        Receiver crm = receiver();
        made("CRM", crm.url(), "[\"call.withdrawn\",\"call.merged\"]");
        Call gone = missed(NINE);
        Call younger = missed(NINE.plusSeconds(3));
        Call older = answered(NINE.plusSeconds(1));
        log.write(List.of(change(ringing(gone)), change(younger)));
        log.write(List.of(new CallChange(ringing(gone), gone, List.of(), true)));
        log.write(List.of(new CallChange(null, older, List.of(younger.id()))));
        soon().until(() -> crm.arrived().size() == 2);
        JsonNode withdrawn = letter(crm, "call.withdrawn");
        assertThat(withdrawn.get("callId").asString()).isEqualTo(gone.id().toString());
        assertThat(withdrawn.get("call").isNull()).isTrue();
        JsonNode merged = letter(crm, "call.merged");
        assertThat(merged.get("callId").asString()).isEqualTo(younger.id().toString());
        assertThat(merged.get("mergedInto").asString()).isEqualTo(older.id().toString());
        assertThat(merged.get("call").get("id").asString()).isEqualTo(older.id().toString());
    }

    private static JsonNode letter(Receiver receiver, String type) {
        return receiver.arrived().stream()
                .map(Receiver.Letter::json)
                .filter(each -> each.get("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatDoesNotFitIsRefusedInWordsBesideTheField() {
        Receiver crm = receiver();
        for (String url : List.of(
                "ftp://crm.example.org/",
                "crm.example.org",
                "http://user:secret@crm.example.org/",
                "http://169.254.169.254/latest",
                "http://[::1]:8080/",
                "http://0.0.0.0/",
                "http://localhost.localhost:1/#a",
                "http://crm example.org/")) {
            Http.Answer answer = as("admin").post("/api/webhooks", "{\"name\":\"CRM\",\"url\":\"" + url + "\"}");
            assertThat(answer.status()).as(url).isEqualTo(400);
            assertThat(answer.json().get("field").asString()).isEqualTo("url");
        }
        assertThat(as("admin")
                        .post("/api/webhooks", "{\"name\":\" \",\"url\":\"" + crm.url() + "\"}")
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("name");
        assertThat(as("admin")
                        .post(
                                "/api/webhooks",
                                "{\"name\":\"CRM\",\"url\":\"" + crm.url() + "\",\"events\":[\"call.rang\"]}")
                        .json()
                        .get("detail")
                        .asString())
                .contains("call.ended");
        for (int i = 0; i < Webhooks.MOST; i++) {
            made("CRM " + i, crm.url(), null);
        }
        assertThat(as("admin")
                        .post("/api/webhooks", "{\"name\":\"CRM\",\"url\":\"" + crm.url() + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aNameThatLeadsInsideASecondLaterLeadsNowhere() throws Exception {
        Receiver inside = receiver();
        var rules = new AddressRules(List.of());
        var asked = new ArrayList<String>();
        try (var post = new Post(
                rules,
                host -> {
                    asked.add(host);
                    return new InetAddress[] {
                        InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
                    };
                },
                Duration.ofSeconds(2))) {
            Attempt attempt = post.send(
                    inside.url().replace("127.0.0.1", "rebinding.example.org"),
                    "1",
                    "{}".getBytes(),
                    Signature.newSecret());
            assertThat(attempt.reason()).isEqualTo("address_refused");
        }
        assertThat(asked).containsExactly("rebinding.example.org");
        assertThat(inside.letters()).isEmpty();
    }

    @Test
    void aReportOnAScheduleIsAFileAndALetterAndIsSentAgainWhenItsCallsChange() throws IOException {
        jdbc.sql("delete from report_day").update();
        Receiver crm = receiver();
        JsonNode made = made("CRM", crm.url(), "[\"call.merged\"]");
        LocalDate yesterday = LocalDate.now(ZoneId.systemDefault()).minusDays(1);
        Instant noon = yesterday.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant();
        log.write(List.of(change(answered(noon))));
        soon().until(() -> summedUp(yesterday) > 0);
        var admin = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        admin.post("/reports/schedule", "report=hours&every=day&at=08:00&file=csv&webhook=" + id(made));
        String id = jdbc.sql("select id::text from report_subscription")
                .query(String.class)
                .single();
        admin.post("/reports/schedule/" + id + "/send", "");
        soon().until(() -> crm.letters().size() == 1);
        JsonNode told = crm.letters().get(0).json();
        assertThat(crm.letters().get(0).isSignedWith(made.get("secret").asString()))
                .isTrue();
        assertThat(told.get("type").asString()).isEqualTo("report.ready");
        assertThat(told.get("corrected").asBoolean()).isFalse();
        assertThat(told.get("total").get("values").get("calls").asInt()).isEqualTo(1);
        Path file = REPORTS.resolve("hours-" + yesterday + "-" + id.substring(0, 8) + ".csv");
        assertThat(Files.readString(file)).contains("12:00");

        log.write(List.of(change(answered(noon.plusSeconds(1_200)))));
        soon().until(() -> crm.letters().stream()
                .map(Receiver.Letter::json)
                .anyMatch(letter -> letter.get("corrected").asBoolean()
                        && letter.get("total").get("values").get("calls").asInt() == 2));
        admin.post("/reports/schedule/" + id + "/delete", "");
        assertThat(jdbc.sql("select count(*) from report_subscription")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void subscribed(UUID id, String report, JsonNode webhook, Instant scheduled, Instant due) {
        jdbc.sql(
                        "insert into report_subscription (id, report, minutes, every, at, webhook_id, language, owner_id, scheduled_at, due_at)"
                                + " values (?, ?, 60, 'day', '23:30', ?, 'ru', ?, ?, ?)")
                .params(
                        id,
                        report,
                        UUID.fromString(id(webhook)),
                        staff.byLogin("admin").orElseThrow().id(),
                        java.sql.Timestamp.from(scheduled),
                        java.sql.Timestamp.from(due))
                .update();
    }

    private boolean is(UUID subscription, String condition) {
        return jdbc.sql("select exists (select from report_subscription where id = ? and " + condition + ")")
                .param(subscription)
                .query(Boolean.class)
                .single();
    }

    @Test
    void aReportThatCannotBeSentKeepsNoOtherWaitingAndTheLateOneIsOfTheDayItWasDueFor() {
        Receiver crm = receiver();
        var away = new Receiver(number -> aResponse().withStatus(503));
        receivers.add(away);
        JsonNode toCrm = made("CRM", crm.url(), "[\"call.merged\"]");
        JsonNode toNobody = made("Away", away.url(), "[\"call.merged\"]");
        LocalDate yesterday = LocalDate.now(ZoneId.systemDefault()).minusDays(1);
        Instant lateEvening =
                yesterday.atTime(23, 30).atZone(ZoneId.systemDefault()).toInstant();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        UUID broken = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        subscribed(broken, "gone", toCrm, lateEvening, lateEvening.minusSeconds(9));
        subscribed(late, "hours", toCrm, lateEvening, tomorrow);
        subscribed(refused, "hours", toNobody, tomorrow, tomorrow);
        jdbc.sql(
                        "update report_subscription set sent_first = ?, sent_last = ?, sent_version = -1, sent_digest = 'other', sent_at = now()"
                                + " where id = ?")
                .params(java.sql.Date.valueOf(yesterday), java.sql.Date.valueOf(yesterday), refused)
                .update();
        new SignedInBrowser(http().port(), "admin", passwordOf("admin"))
                .post("/reports/schedule/" + late + "/send", "");

        soon().until(() -> !crm.letters().isEmpty());
        JsonNode letter = crm.letters().get(0).json();
        assertThat(letter.get("from").asString())
                .isEqualTo(yesterday.minusDays(1).toString());
        assertThat(letter.get("corrected").asBoolean()).isFalse();
        soon().until(() -> is(broken, "failure = 'counted' and due_at > now() and scheduled_at < now() and tries > 0"));
        soon().until(() -> is(late, "failure is null and sendings > 0 and scheduled_at > now() - interval '1 day'"));
        soon().until(() -> is(refused, "failure = 'webhook' and correct_tries > 0 and correct_at > now()"));
        assertThat(away.letters().get(0).json().get("corrected").asBoolean()).isTrue();
        assertThat(away.letters()).hasSize(1);
        jdbc.sql("delete from report_subscription").update();
    }

    private int summedUp(LocalDate day) {
        return jdbc.sql("select count(*) from report_day where day = ?")
                .param(java.sql.Date.valueOf(day))
                .query(Integer.class)
                .single();
    }
}
