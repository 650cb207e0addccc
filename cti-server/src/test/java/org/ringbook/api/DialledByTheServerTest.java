package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.RecentCalls;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.dialler.AgentsAtWork;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The server dials for whoever is there and ready, and says why it does not. */
class DialledByTheServerTest extends Server {

    private static final String SHOWN = "+74957770001";
    private static final String MARIAS = "+79161112233";
    private static final String PAVELS = "+79035556677";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private Calls calls;

    @Autowired
    private RecentCalls recent;

    @Autowired
    private AgentsAtWork atWork;

    @Autowired
    private AgentStateBook states;

    @Autowired
    private DoNotCallList doNotCall;

    private String campaign;

    @BeforeEach
    void aListThatTheServerDials() {
        jdbc.sql("truncate campaign, own_line, do_not_call cascade").update();
        jdbc.sql("insert into own_line (id, number, label, contract, valid_from)"
                        + " values (gen_random_uuid(), 74957770001, 'Ромашка', '17', '2020-01-01')")
                .update();
        campaign = made(hourThere(12), SHOWN);
        people(campaign, MARIAS, PAVELS);
        staff.all().forEach(one -> states.endWrapUp(one.id()));
    }

    @AfterEach
    void everybodyGoesHome() {
        staff.all().forEach(one -> {
            atWork.left(one.id());
            states.telephones(one.id(), List.of(), Instant.now());
            states.endWrapUp(one.id());
        });
        as("admin").put("/api/call-limits/budgets/campaign", "{\"perMinute\":60,\"perDay\":5000}");
        as("admin").put("/api/call-limits/trunks/paper", "{\"perSecond\":1,\"channels\":0,\"kept\":0}");
        noCallIsLeft();
    }

    /** Neither written late nor remembered as recent while another story is told. */
    private void noCallIsLeft() {
        for (Call left : calls.current()) {
            calls.liveLegs(left.id())
                    .forEach(leg -> calls.accept(
                            "paper",
                            List.of(new CallFact.LegEnded(leg.leg(), Instant.now(), CallFact.Outcome.ANSWERED))));
        }
        as("admin").get("/api/calls").json().path("items").forEach(one -> {
            UUID id = UUID.fromString(one.path("id").asString());
            await("it is written")
                    .atMost(SOON)
                    .until(() -> log.find(id).filter(Call::ended).isPresent());
            recent.changed(CallChange.withdrawn(log.find(id).orElseThrow(), Instant.now(), List.of()));
        });
    }

    private String made(String zone, String callerId) {
        Http.Answer answer = as("vera")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Осень\",\"purpose\":\"service\",\"mode\":\"progressive\",\"assumedZone\":\"" + zone
                                + "\"" + (callerId == null ? "" : ",\"callerId\":\"" + callerId + "\"") + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static String hourThere(int hour) {
        int offset = hour - Instant.now().atZone(ZoneOffset.UTC).getHour();
        int within = offset > 14 ? offset - 24 : offset < -12 ? offset + 24 : offset;
        return within == 0 ? "Etc/GMT" : "Etc/GMT" + (within > 0 ? "-" : "+") + Math.abs(within);
    }

    private void people(String list, String... numbers) {
        var all = new ArrayList<String>();
        for (String number : numbers) {
            all.add("{\"name\":\"Клиент " + number + "\",\"numbers\":[\"" + number + "\"]}");
        }
        Http.Answer added =
                as("vera").post("/api/campaigns/" + list + "/people", "{\"people\":[" + String.join(",", all) + "]}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
    }

    private Http.Answer state(String list, String to) {
        return as("vera").post("/api/campaigns/" + list + "/state", "{\"state\":\"" + to + "\"}");
    }

    private Http.Answer isHere(String login) {
        return as(login).post("/api/campaigns/" + campaign + "/next", "{}");
    }

    private String dialledOne() {
        await("the server dials").atMost(SOON).until(() -> pbx.dialled.size() == 1);
        return pbx.lastRequest.toString();
    }

    private void ended(String attempt, Call.Result result, Call.Reason reason) {
        Instant at = Instant.now();
        log.write(List.of(CallsOfTheDay.change(Call.of(draft -> {
            draft.id = CallsOfTheDay.id(at);
            draft.source = "paper";
            draft.sourceId = attempt;
            draft.direction = Call.Direction.OUTBOUND;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.reason = reason;
            draft.external = PhoneNumber.of(MARIAS);
            draft.agent = "101";
            draft.startedAt = at;
            draft.endedAt = at;
            draft.answeredAt = result == Call.Result.ANSWERED ? at : null;
        }))));
    }

    private List<String> whyNot(String list) {
        var codes = new ArrayList<String>();
        as("vera")
                .get("/api/campaigns/" + list)
                .json()
                .path("whyNotDialling")
                .forEach(one -> codes.add(one.path("code").asString()));
        return codes;
    }

    private void says(String list, String code) {
        await(code).atMost(SOON).until(() -> whyNot(list), codes -> codes.contains(code));
    }

    @Test
    void annaIsThereAndHerTelephoneRingsBorisIsNotAndNobodyIsCalledForHim() {
        assertThat(state(campaign, "running").status()).isEqualTo(200);
        isHere("anna");
        String attempt = dialledOne();
        assertThat(pbx.dialled).containsExactly("101 " + MARIAS);
        assertThat(jdbc.sql("select mode from call_attempt").query(String.class).single())
                .isEqualTo("progressive");
        assertThat(isHere("anna").json().path("state").asString()).isEqualTo("dialling");
        says(campaign, "agents_busy");
        ended(attempt, Call.Result.BUSY, null);
        await("the next one, as soon as she is free").atMost(SOON).until(() -> {
            isHere("anna");
            return pbx.dialled.size() == 2;
        });
        assertThat(pbx.dialled).endsWith("101 " + PAVELS);
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        assertThat(vera.get("/campaigns/" + campaign).body()).contains("Клиент " + PAVELS);
    }

    @Test
    void itsOwnPageSaysThatSomebodyIsThere() {
        state(campaign, "running");
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        assertThat(anna.get("/campaigns/" + campaign + "/work").status()).isEqualTo(200);
        dialledOne();
        assertThat(anna.get("/campaigns/" + campaign + "/work/now").body())
                .contains("is-dialling")
                .contains("Клиент " + MARIAS);
    }

    @Test
    void aTelephoneThatCannotBeRungIsNotRungAgainAndNobodyWasCalled() {
        pbx.refusal = "101 is not registered";
        state(campaign, "running");
        isHere("boris");
        says(campaign, "agents_missed");
        assertThat(pbx.dialled).isEmpty();
        JsonNode tried =
                as("vera").get("/api/attempts?campaign=" + campaign).json().path("items");
        assertThat(tried.size()).isEqualTo(1);
        assertThat(tried.path(0).path("state").asString()).isEqualTo("not_placed");
    }

    @Test
    void whoSaysDoNotCallWhileItRingsIsRungNoLonger() {
        state(campaign, "running");
        isHere("anna");
        String attempt = dialledOne();
        doNotCall.add(
                PhoneNumber.of(MARIAS),
                null,
                null,
                "просил письмом",
                staff.byLogin("vera").orElseThrow().id());
        await("it is taken back").atMost(SOON).until(() -> pbx.dialled.contains("cancel " + attempt));
    }

    @Test
    void eachCauseIsNamed() {
        String empty = made(hourThere(12), SHOWN);
        assertThat(whyNot(empty)).contains("campaign_draft", "no_entries");
        String night = made(hourThere(2), SHOWN);
        people(night, MARIAS);
        state(night, "running");
        as("anna").post("/api/campaigns/" + night + "/next", "{}");
        says(night, "hours");
        state(night, "paused");
        says(night, "campaign_paused");
        assertThat(state(made(hourThere(12), null), "running").status())
                .as("nobody on it, and no number to show")
                .isBetween(400, 422);

        state(campaign, "running");
        says(campaign, "nobody_here");
        as("admin").put("/api/call-limits/budgets/campaign", "{\"perMinute\":60,\"perDay\":0}");
        isHere("anna");
        says(campaign, "limit_day");
        as("admin").put("/api/call-limits/trunks/paper", "{\"perSecond\":1,\"channels\":2,\"kept\":1}");
        theyTalk("maria", "102", PAVELS);
        theyTalk("other", "103", "+79990001122");
        as("admin").put("/api/call-limits/budgets/campaign", "{\"perMinute\":60,\"perDay\":5000}");
        isHere("anna");
        says(campaign, "trunk_channels");
        theyTalk("annas", "101", "+79990001133");
        isHere("anna");
        says(campaign, "agents_elsewhere");
        assertThat(pbx.dialled).isEmpty();
        for (String leg : List.of("maria", "other", "annas")) {
            calls.accept(
                    "paper",
                    List.of(
                            new CallFact.LegEnded(leg, Instant.now(), CallFact.Outcome.ANSWERED),
                            new CallFact.LegEnded(leg + "-out", Instant.now(), CallFact.Outcome.ANSWERED)));
        }
        jdbc.sql("update campaign_entry set state = 'success', ended_at = now()")
                .update();
        says(campaign, "all_over");
    }

    @Test
    void annaSpeaksWithAColleagueAndHerTelephoneIsNotRung() {
        Instant now = Instant.now().minusSeconds(5);
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegBegan("a", now, CallFact.Side.CALLER, false, "101", null, null),
                        new CallFact.LegUp("a", now),
                        new CallFact.LegBegan("b", now, CallFact.Side.CALLED, false, "102", null, null),
                        new CallFact.LegDialled("b", now, "a", "102"),
                        new CallFact.LegUp("b", now),
                        new CallFact.Joined("a", now, "b-a", CallFact.BridgeKind.TALK, null),
                        new CallFact.Joined("b", now, "b-a", CallFact.BridgeKind.TALK, null)));
        state(campaign, "running");
        isHere("anna");
        says(campaign, "agents_elsewhere");
        assertThat(pbx.dialled).isEmpty();
        for (String leg : List.of("a", "b")) {
            calls.accept("paper", List.of(new CallFact.LegEnded(leg, Instant.now(), CallFact.Outcome.ANSWERED)));
        }
        isHere("anna");
        dialledOne();
    }

    private UUID anna() {
        return staff.byLogin("anna").orElseThrow().id();
    }

    private void inHerQueue(boolean paused) {
        Instant now = Instant.now();
        states.telephones(
                anna(),
                List.of(new Telephone("paper", "101", null, now, List.of(new Membership("sales", paused, "", now)))),
                now);
    }

    /** Anna has spoken with somebody, and not chosen anything yet. */
    private void hasSpoken(UUID call) {
        Instant now = Instant.now();
        states.parts(
                anna(),
                List.of(new Part(AgentState.TALKING, call, "paper", "101", "+79990001144", true, now, now)),
                now);
        states.parts(anna(), List.of(), now);
    }

    @Test
    void annaIsPausedInThePbxAndHerTelephoneIsNotRung() {
        inHerQueue(true);
        state(campaign, "running");
        isHere("anna");
        says(campaign, "agents_paused");
        assertThat(pbx.dialled).isEmpty();
        Browser page = new Browser(this::http);
        page.signIn("anna", passwordOf("anna"));
        assertThat(page.get("/campaigns/" + campaign + "/work").body()).contains("в очередях АТС");
        inHerQueue(false);
        isHere("anna");
        dialledOne();
    }

    @Test
    void annasTelephoneIsInUseWithoutACallThatIsKnownAndIsNotRung() {
        device(Device.IN_USE);
        state(campaign, "running");
        isHere("anna");
        says(campaign, "agents_in_use");
        assertThat(pbx.dialled).isEmpty();
        Browser page = new Browser(this::http);
        page.signIn("anna", passwordOf("anna"));
        assertThat(page.get("/campaigns/" + campaign + "/work").body()).contains("телефон занят");
        device(Device.IDLE);
        isHere("anna");
        dialledOne();
    }

    private void device(Device does) {
        Instant now = Instant.now();
        states.telephones(anna(), List.of(new Telephone("paper", "101", does, now, List.of())), now);
    }

    @Test
    void annaHasWorkAfterAnotherCallUntilSheSaysThatSheIsThere() {
        hasSpoken(UUID.randomUUID());
        state(campaign, "running");
        isHere("anna");
        says(campaign, "agents_wrap_up");
        assertThat(pbx.dialled).isEmpty();
        Browser page = new Browser(this::http);
        page.signIn("anna", passwordOf("anna"));
        assertThat(page.get("/campaigns/" + campaign + "/work").body()).contains("Постобработка");
        page.post(
                "/campaigns/" + campaign + "/work/ready",
                "_csrf=" + URLEncoder.encode(page.csrf(), StandardCharsets.UTF_8));
        dialledOne();
    }

    @Test
    void afterACallOfTheListItsOwnTimeCountsAndNoOther() {
        state(campaign, "running");
        isHere("anna");
        String attempt = dialledOne();
        atWork.left(anna());
        ended(attempt, Call.Result.BUSY, null);
        hasSpoken(await().atMost(SOON)
                .until(
                        () -> jdbc.sql("select call_id from call_attempt where call_id is not null")
                                .query(UUID.class)
                                .optional()
                                .orElse(null),
                        id -> id != null));
        await("the next one").atMost(SOON).until(() -> {
            isHere("anna");
            return pbx.dialled.size() == 2;
        });
        assertThat(states.of(anna()).state()).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void aSignatureIsOfWhoseListItIsAndFallsWithThePurpose() {
        String list = as("admin")
                .post("/api/campaigns", invitation("invitation", true))
                .json()
                .path("id")
                .asString();
        UUID admin = staff.byLogin("admin").orElseThrow().id();
        assertThat(signedBy(list)).containsExactly(admin);
        Http vera = as("vera");
        assertThat(vera.put("/api/campaigns/" + list, invitation("invitation", true))
                        .status())
                .isEqualTo(200);
        assertThat(signedBy(list)).as("it stays theirs").containsExactly(admin);
        assertThat(vera.put("/api/campaigns/" + list, invitation("survey", true))
                        .body())
                .contains("signed by the owner of this call list");
        vera.put("/api/campaigns/" + list, invitation("survey", false));
        assertThat(signedBy(list)).isEmpty();
    }

    private static String invitation(String purpose, boolean signed) {
        return "{\"name\":\"Зима\",\"purpose\":\"" + purpose + "\",\"mode\":\"progressive\",\"signed\":" + signed + "}";
    }

    private List<UUID> signedBy(String list) {
        return jdbc.sql("select signed_by from campaign_dialling where campaign_id = ? and signed_by is not null")
                .param(UUID.fromString(list))
                .query(UUID.class)
                .list();
    }

    private void theyTalk(String leg, String telephone, String number) {
        Instant now = Instant.now().minusSeconds(5);
        calls.accept(
                "paper",
                List.of(
                        new CallFact.LegBegan(leg, now, CallFact.Side.CALLED, false, telephone, null, null),
                        new CallFact.ClickToCall(leg, now, number),
                        new CallFact.LegUp(leg, now),
                        new CallFact.LegBegan(leg + "-out", now, CallFact.Side.CALLED, true, null, null, null),
                        new CallFact.LegDialled(leg + "-out", now, leg, number.substring(1)),
                        new CallFact.LegUp(leg + "-out", now),
                        new CallFact.Joined(leg, now, "b-" + leg, CallFact.BridgeKind.TALK, null),
                        new CallFact.Joined(leg + "-out", now, "b-" + leg, CallFact.BridgeKind.TALK, null)));
    }

    @Test
    void aListIsMadeOfClientsAndOfCallsThatNobodyAnswered() {
        contacts.save(new Contact(
                null,
                "Мария Иванова",
                null,
                null,
                null,
                null,
                null,
                List.of(new ContactNumber(PhoneNumber.of("+79261110011"), null, null))));
        JsonNode ofClients = looked("{\"campaign\":\"" + campaign + "\",\"of\":\"contacts\",\"text\":\"Мария\"}");
        assertThat(ofClients.path("source").asString()).isEqualTo("clients");
        assertThat(ofClients.path("counts").path("added").asInt()).isEqualTo(1);
        as("vera").post("/api/lists/" + ofClients.path("id").asString() + "/load", "{}");
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from campaign_entry where party_id is not null")
                                .query(Long.class)
                                .single()
                        == 1);

        Instant monday = Instant.now().minus(Duration.ofDays(3));
        missed("+79261110022", monday, Call.Result.MISSED);
        missed("+79261110033", monday, Call.Result.MISSED);
        missed("+79261110033", monday.plusSeconds(600), Call.Result.ANSWERED);
        JsonNode ofCalls = looked("{\"campaign\":\"" + campaign
                + "\",\"of\":\"calls\",\"direction\":\"inbound\",\"result\":\"missed\",\"notSpokenSince\":true}");
        assertThat(ofCalls.path("counts").path("added").asInt())
                .as("one was spoken with")
                .isEqualTo(1);
        assertThat(as("vera")
                        .post(
                                "/api/lists/from-filter",
                                "{\"campaign\":\"" + campaign + "\",\"of\":\"contacts\",\"text\":\"Нетакого\"}")
                        .body())
                .contains("finds nobody");
    }

    private JsonNode looked(String filter) {
        Http.Answer taken = as("vera").post("/api/lists/from-filter", filter);
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        return await().atMost(SOON)
                .until(
                        () -> as("vera").get(taken.header("Location")).json(),
                        one -> one.path("state").asString().equals("checked"));
    }

    private void missed(String number, Instant at, Call.Result result) {
        log.write(List.of(CallsOfTheDay.change(Call.of(draft -> {
            draft.id = UUID.randomUUID();
            draft.source = "paper";
            draft.sourceId = number + at;
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.external = PhoneNumber.of(number);
            draft.startedAt = at;
            draft.endedAt = at.plusSeconds(20);
            draft.answeredAt = result == Call.Result.ANSWERED ? at : null;
        }))));
    }
}
