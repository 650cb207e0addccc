package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** Maria talks with Anna: what Vera sees of it on the floor, what hangs on the wall, and what nobody else sees. */
class FloorApiTest extends Server {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID CALL = UUID.fromString("019ad000-0000-7000-8000-00000000f100");

    @Autowired
    @Qualifier("floorHearsCalls")
    private CallListener floor;

    @Autowired
    private AgentStateBook book;

    private Call last;

    private void becomes(Call.State state, Instant answered, Instant ended) {
        Instant rang = Instant.now().minusSeconds(9);
        Call now = Call.of(draft -> {
            draft.id = CALL;
            draft.source = "paper";
            draft.direction = Call.Direction.INBOUND;
            draft.state = state;
            draft.external = Cast.MARIAS;
            draft.queue = "sales";
            draft.startedAt = rang;
            draft.answeredAt = answered;
            draft.endedAt = ended;
            draft.legs = List.of(new Leg("101", LegKind.AGENT, rang, answered, ended, null, List.of()));
        });
        floor.changed(new CallChange(last, now, List.of()));
        last = now;
    }

    @AfterEach
    void theCallIsOver() {
        if (last != null) {
            becomes(Call.State.ENDED, last.answeredAt(), Instant.now());
        }
        telephone(null, null);
        jdbc.sql("truncate tv_panel, alarm").update();
    }

    /** What a telephone system says of Anna's. */
    private void telephone(Membership queue, Status status) {
        // What another story left for her to do after a call is done.
        book.endWrapUp(UUID.fromString(anna()));
        var telephone = new Telephone("paper", "101", null, null, queue == null ? List.of() : List.of(queue), status);
        book.telephones(UUID.fromString(anna()), telephone.isKnown() ? List.of(telephone) : List.of(), Instant.now());
    }

    private String anna() {
        return staff.byLogin("anna").orElseThrow().id().toString();
    }

    private JsonNode annaOnTheFloor() {
        for (JsonNode one : as("vera").get("/api/floor").json().get("people")) {
            if (one.get("staffId").asString().equals(anna())) {
                return one;
            }
        }
        throw new AssertionError("Anna is not on the floor");
    }

    @Test
    void veraSeesThatAnnaTalksWithMariaAndWhy() {
        becomes(Call.State.TALKING, Instant.now(), null);
        JsonNode anna = annaOnTheFloor();
        assertThat(anna.get("state").asString()).isEqualTo("talking");
        assertThat(anna.get("with").asString()).isEqualTo(Cast.MARIAS.toString());
        assertThat(anna.get("why").get("rule").asString()).isEqualTo("call.talking");
        var page = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(page.get("/floor").body()).contains("tile is-talking").contains("tile-" + anna());
        assertThat(page.get("/floor/people/" + anna()).body()).contains("101").contains("floor-why");
        assertThat(as("vera").get("/api/floor/stream?first=true").body()).contains("event:floor", "talking");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(as("vera")
                                .get("/api/agent-states?staff=" + anna())
                                .json()
                                .get("items")
                                .get(0)
                                .get("callId")
                                .asString())
                        .isEqualTo(CALL.toString()));
    }

    @Test
    void aPauseThatWasMadeInThePbxStandsOnTheTileAsSuch() {
        telephone(new Membership("sales", true, null, Instant.now()), null);
        var page = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(page.get("/floor").body())
                .contains("tile is-paused")
                .containsAnyOf("set in the PBX", "установлено в АТС");
        assertThat(annaOnTheFloor().get("why").get("rule").asString()).isEqualTo("paused.in-the-pbx");
    }

    @Test
    void theDialogOfATileSaysWhichStatusInWhichCloudItComesOf() {
        telephone(null, new Status(Availability.PAUSED, "dnd", Instant.now()));
        JsonNode anna = annaOnTheFloor();
        assertThat(anna.get("state").asString()).isEqualTo("paused");
        assertThat(anna.get("why").get("rule").asString()).isEqualTo("paused.by-status");
        var page = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(page.get("/floor").body()).containsAnyOf("Do not disturb", "Не беспокоить");
        assertThat(page.get("/floor/people/" + anna()).body())
                .containsAnyOf("the status in “paper” has been a pause", "статус в «paper» — пауза")
                .containsAnyOf("Status of telephone 101 in “paper”", "Статус телефона 101 в «paper»");
        telephone(null, new Status(Availability.OFFLINE, null, Instant.now()));
        assertThat(annaOnTheFloor().get("why").get("rule").asString()).isEqualTo("offline.by-status");
        telephone(null, new Status(Availability.READY, null, Instant.now()));
        assertThat(page.get("/floor/people/" + anna()).body())
                .containsAnyOf(
                        "has let calls through",
                        "пропускает звонки",
                        "A page or the agent program",
                        "Страница или программа");
    }

    @Test
    void anAgentHasNoFloorAndNoButtonsOfOne() {
        assertThat(as("anna").get("/api/floor").status()).isEqualTo(403);
        var page = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(page.get("/floor").status()).isEqualTo(403);
        assertThat(page.get("/").body()).doesNotContain("href=\"/floor\"");
        String boris = staff.byLogin("boris").orElseThrow().id().toString();
        assertThat(page.post("/floor/people/" + boris + "/listen", "").status()).isEqualTo(403);
    }

    @Test
    void onTheWallNobodySeesMaria() {
        becomes(Call.State.TALKING, Instant.now(), null);
        Http.Answer made = as("vera")
                .post(
                        "/api/panels",
                        "{\"name\":\"Стена\",\"kind\":\"support\",\"language\":\"ru\",\"fullNames\":false}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String link = made.json().get("path").asString();
        Http.Answer wall = http().get(link);
        assertThat(wall.status()).isEqualTo(200);
        assertThat(wall.body())
                .contains("is-talking")
                .doesNotContain(Cast.MARIAS.toString())
                .doesNotContain("9161112233")
                .doesNotContain("Мария")
                .doesNotContain(staff.byLogin("anna").orElseThrow().name());
        assertThat(as("vera").get("/api/panels").body()).doesNotContain(link.substring("/panel/".length()));
        String id = made.json().get("panel").get("id").asString();
        assertThat(as("vera").delete("/api/panels/" + id).status()).isEqualTo(204);
        assertThat(http().get(link).status()).isEqualTo(404);
        assertThat(http().get(link + "/stream").status()).isEqualTo(404);
    }

    @Test
    void aPanelThatCannotBeIsRefusedInWords() {
        Http.Answer kind = as("vera").post("/api/panels", "{\"name\":\"x\",\"kind\":\"weather\",\"language\":\"ru\"}");
        assertThat(kind.status()).isEqualTo(400);
        assertThat(kind.json().get("detail").asString()).contains("sales, support, lists");
        Http.Answer address = as("vera")
                .post(
                        "/api/panels",
                        "{\"name\":\"x\",\"kind\":\"sales\",\"language\":\"ru\",\"address\":\"the lobby\"}");
        assertThat(address.json().get("detail").asString()).contains("192.168.10.0/24");
        assertThat(as("vera").get("/api/floor?colour=red").status()).isEqualTo(400);
    }
}
