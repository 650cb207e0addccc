package org.ringbook.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Http;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.beans.factory.annotation.Autowired;

/** Boris leaves. What he had open does not lie about under his name: somebody takes it over, and it can be given back. */
class WhoLeavesTest extends Server {

    private static final String FORM = "_method=put&name=%s&login=boris&role=AGENT&extensions=102&heir=%s";

    private static final String LEAVES =
            "{\"name\":\"Борис\",\"login\":\"boris\",\"role\":\"agent\",\"extensions\":[\"102\"],\"active\":false%s}";

    @Autowired
    private HandOver handOver;

    @Autowired
    private Leads leads;

    @Autowired
    private Tasks tasks;

    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private SignedInBrowser admin;

    @BeforeEach
    void borisHasTwelveOpenRecords() {
        jdbc.sql("truncate bin_item, bulk_change, lead, task, obligation, deal, claim cascade")
                .update();
        anna = staff.byLogin("anna").orElseThrow();
        boris = staff.byLogin("boris").orElseThrow();
        vera = staff.byLogin("vera").orElseThrow();
        admin = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        for (int i = 0; i < 3; i++) {
            contacts.give(
                    contacts.save(Cast.person("Клиент " + i, null, PhoneNumber.of("+791655500" + 10 + i)))
                            .id(),
                    boris.id(),
                    staff);
            contacts.give(contacts.save(Cast.romashka()).id(), boris.id(), staff);
            leads.assign(lead(i), boris.id(), vera.id());
            tasks.add(
                    new NewTask(
                            Task.What.CALL, "Позвонить", null, boris.id(), null, null, null, null, null, null, null),
                    vera);
        }
    }

    @AfterEach
    void borisIsBack() {
        jdbc.sql("truncate deal, claim cascade").update();
        staff.save(new StaffMember(
                boris.id(), boris.name(), boris.login(), boris.role(), boris.extensions(), boris.language(), true));
    }

    private UUID lead(int i) {
        return leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        null,
                        null,
                        "Лид " + i,
                        null,
                        PhoneNumber.of("+791655520" + 10 + i),
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow()
                .id();
    }

    private int open(StaffMember who) {
        return handOver.open(who.id()).values().stream()
                .mapToInt(list -> list.size())
                .sum();
    }

    private void awaitOpen(StaffMember who, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(open(who)).isEqualTo(count));
    }

    private Http.Answer borisLeaves(String heir) {
        return admin.post("/staff/" + boris.id(), FORM.formatted(SignedInBrowser.coded(boris.name()), heir));
    }

    @Test
    void anHeirIsAskedForAndWhatSheGotIsGivenBackAsOne() {
        Http.Answer asked = borisLeaves("");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body()).containsPattern("(records|открытого): 12").contains("name=\"heir\"", anna.name());
        assertThat(staff.find(boris.id()).orElseThrow().active()).isTrue();

        Http.Answer left = borisLeaves(anna.id().toString());
        assertThat(left.status()).isEqualTo(302);
        assertThat(staff.find(boris.id()).orElseThrow().active()).isFalse();
        awaitOpen(boris, 0);
        awaitOpen(anna, 12);

        String page = left.header("Location");
        assertThat(page).contains("/bulk?handOver=");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                admin.get(page.substring(page.indexOf("/bulk"))).body())
                        .contains("/undo\""));
        handOver.undo(UUID.fromString(page.substring(page.indexOf('=') + 1)), vera);
        awaitOpen(boris, 12);
        assertThat(open(anna)).isZero();
    }

    @Test
    void hisDealsAndClaimsAreHandedOverTooAndTheirHistorySaysSo() {
        UUID deal = UUID.fromString(as("boris")
                .post("/api/deals", "{\"title\":\"Пять фур\"}")
                .json()
                .path("id")
                .asString());
        UUID claim = UUID.fromString(as("vera")
                .post("/api/claims", "{\"subject\":\"Сломано\",\"responsibleId\":\"" + boris.id() + "\"}")
                .json()
                .path("id")
                .asString());
        assertThat(handOver.open(boris.id())).containsKeys(BulkSubject.DEAL, BulkSubject.CLAIM);
        assertThat(borisLeaves("").body())
                .containsPattern("(Deals|Сделки): 1")
                .containsPattern("(Claims|Претензии): 1");

        String page = borisLeaves(anna.id().toString()).header("Location");
        awaitOpen(anna, 14);
        assertThat(responsible("deal", deal)).isEqualTo(anna.id());
        assertThat(responsible("claim", claim)).isEqualTo(anna.id());
        assertThat(as("vera").get("/api/changes/deal/" + deal).body()).contains("\"hand_over\"", admin().toString());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                admin.get(page.substring(page.indexOf("/bulk"))).body())
                        .contains("/undo\""));
        handOver.undo(UUID.fromString(page.substring(page.indexOf('=') + 1)), vera);
        awaitOpen(boris, 14);
    }

    private UUID admin() {
        return staff.byLogin("admin").orElseThrow().id();
    }

    private UUID responsible(String table, UUID id) {
        return jdbc.sql("select responsible_id from " + table + " where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    @Test
    void whileSomeOfItIsStillBeingGivenNoneOfItIsGivenBack() {
        String page = borisLeaves(anna.id().toString()).header("Location");
        UUID given = UUID.fromString(page.substring(page.indexOf('=') + 1));
        awaitOpen(anna, 12);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stateOf("lead")).isEqualTo("done"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(admin.get("/bulk?handOver=" + given).body()).contains("/undo\""));

        nowIs("lead", "running");
        assertThat(admin.get("/bulk?handOver=" + given).body()).doesNotContain("/undo\"");
        assertThatThrownBy(() -> handOver.undo(given, vera)).hasMessageContaining("still being handed over");
        assertThat(open(anna)).isEqualTo(12);
        nowIs("lead", "done");
        handOver.undo(given, vera);
        awaitOpen(boris, 12);
    }

    private String stateOf(String subject) {
        return jdbc.sql("select state from bulk_change where subject = ?")
                .param(subject)
                .query(String.class)
                .single();
    }

    private void nowIs(String subject, String state) {
        jdbc.sql("update bulk_change set state = ? where subject = ?")
                .params(state, subject)
                .update();
    }

    @Test
    void itMayStayAsItIsAndBeHandedOverLater() {
        assertThat(borisLeaves("nobody").status()).isEqualTo(302);
        assertThat(staff.find(boris.id()).orElseThrow().active()).isFalse();
        assertThat(open(boris)).isEqualTo(12);

        assertThat(admin.get("/staff/" + boris.id() + "/edit").body()).contains("name=\"heir\"", anna.name());
        assertThat(borisLeaves(anna.id().toString()).status()).isEqualTo(302);
        awaitOpen(anna, 12);
        assertThat(admin.get("/staff/" + boris.id() + "/edit").body()).doesNotContain("name=\"heir\"");
    }

    @Test
    void whoLeavesIsNotTheirOwnHeirAndStays() {
        assertThat(borisLeaves(boris.id().toString()).status()).isEqualTo(422);
        assertThat(staff.find(boris.id()).orElseThrow().active()).isTrue();
        Http.Answer refused =
                as("admin").put("/api/staff/" + boris.id(), LEAVES.formatted(",\"heirId\":\"" + boris.id() + "\""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").asString()).isEqualTo("heir");
        assertThat(staff.find(boris.id()).orElseThrow().active()).isTrue();
        assertThat(open(boris)).isEqualTo(12);
    }

    @Test
    void aProgramIsAskedTheSame() {
        String address = "/api/staff/" + boris.id();
        Http.Answer asked = as("admin").put(address, LEAVES.formatted(""));
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.json().path("field").asString()).isEqualTo("heir");
        assertThat(as("admin")
                        .put(address, LEAVES.formatted(",\"heirId\":\"" + anna.id() + "\""))
                        .status())
                .isEqualTo(200);
        awaitOpen(anna, 12);
    }
}
