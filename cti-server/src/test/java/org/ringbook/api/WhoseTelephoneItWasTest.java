package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.TwoSources;
import org.ringbook.numbers.Extension;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.StaffTelephone;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 101 is Anna's and becomes Boris's: what she did on it stays hers, wherever one looks. */
class WhoseTelephoneItWasTest extends Server {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Instant anHourAgo = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    private AudioStore store;

    @AfterEach
    void asItWas() {
        staff.save(person("boris").with(List.of(new Extension("102")), List.of(), List.of()));
        staff.byLogin("gleb").ifPresent(gleb -> staff.save(gleb.with(List.of(), List.of(), List.of())));
        staff.save(person("anna").with(List.of(new Extension("101")), List.of(), List.of()));
        jdbc.sql("delete from staff_telephone where until is not null or telephone not in ('101', '102', '103')")
                .update();
        jdbc.sql("update staff_telephone set since = null").update();
        staff.save(person("anna"));
    }

    @Test
    void annas101IsGivenToBorisAndTheOldCallStillNamesAnna() {
        Call old = CallsOfTheDay.answered(anHourAgo);
        log.write(List.of(CallsOfTheDay.change(old)));
        String audio = keep(old);
        handOver101ToBoris();
        Call next = CallsOfTheDay.answered(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
        log.write(List.of(CallsOfTheDay.change(next)));

        JsonNode told = as("vera").get("/api/calls/" + old.id()).json();
        assertThat(told.get("agent").asString())
                .as("the texts stay as they are")
                .isEqualTo("101");
        assertThat(told.get("agentPerson").get("name").asString()).isEqualTo("Анна Петрова");
        assertThat(told.get("answeredByPeople").get(0).get("staffId").asString())
                .isEqualTo(id("anna").toString());
        JsonNode leg = told.get("legs").get(0);
        assertThat(leg.get("party").asString()).isEqualTo("101");
        assertThat(leg.get("name").asString()).isEqualTo("Анна Петрова");
        assertThat(leg.get("staffId").asString()).isEqualTo(id("anna").toString());
        JsonNode newer = as("vera").get("/api/calls/" + next.id()).json();
        assertThat(newer.get("agentPerson").get("name").asString()).isEqualTo("Борис Смирнов");

        assertThat(ids(as("vera").get("/api/calls?staff=" + id("anna")))).containsExactly(old.id());
        assertThat(ids(as("vera").get("/api/calls?staff=" + id("boris")))).contains(next.id());
        assertThat(ids(as("anna").get("/api/calls"))).containsExactly(old.id());

        assertThat(as("anna").get(audio).status()).as("hers to hear").isEqualTo(200);
        assertThat(as("boris").get(audio).status()).as("not his").isIn(403, 404);

        List<String> csv = as("vera").get("/api/calls.csv").body().lines().toList();
        assertThat(csv)
                .filteredOn(line -> line.startsWith(old.id().toString()))
                .singleElement()
                .asString()
                .contains(",101,")
                .contains("Анна Петрова");
        assertThat(csv)
                .filteredOn(line -> line.startsWith(next.id().toString()))
                .singleElement()
                .asString()
                .contains(",101,")
                .contains("Борис Смирнов")
                .doesNotContain("Анна");
        assertThat(jdbc.sql("select staff_id from call_leg where call_id = ? and party = '101'")
                        .param(old.id())
                        .query(UUID.class)
                        .list())
                .containsOnly(id("anna"));
    }

    @Test
    void atTwoPbxsThereIsA101OfTwoPeople() {
        staff.byLogin("gleb").orElseGet(() -> staff.save(Cast.gleb().with(List.of(), List.of(), List.of())));
        Http.Answer saved = as("admin").put("/api/staff/" + id("gleb"), """
                {"name": "Глеб Сидоров", "login": "gleb", "role": "agent",
                 "telephones": [{"telephone": "101", "source": "paper"}]}""");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.json().get("extensions").isEmpty()).isTrue();
        assertThat(saved.json().get("telephones").get(0).get("source").asString())
                .isEqualTo("paper");

        Instant later = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        Call office = spokeOn101("office", later);
        Call branch = spokeOn101("paper", later.plusSeconds(600));
        log.write(List.of(CallsOfTheDay.change(office), CallsOfTheDay.change(branch)));
        assertThat(ids(as("vera").get("/api/calls?staff=" + id("anna")))).containsExactly(office.id());
        assertThat(ids(as("vera").get("/api/calls?staff=" + id("gleb")))).containsExactly(branch.id());

        Http.Answer unknown = as("admin").put("/api/staff/" + id("gleb"), """
                {"name": "Глеб Сидоров", "role": "agent", "telephones": [{"telephone": "101", "source": "nowhere"}]}""");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("nowhere").contains("paper");
        Http.Answer nameless = as("admin").put("/api/staff/" + id("gleb"), """
                {"name": "Глеб Сидоров", "role": "agent", "telephones": [{"telephone": "101"}]}""");
        assertThat(nameless.json().get("field").asString()).isEqualTo("telephones");
    }

    @Test
    void whoIsWrittenDownLateIsAssumedToHaveHadTheirTelephone() {
        Call before = TwoSources.told(
                "office",
                Cast.PAVELS,
                Cast.LINE,
                anHourAgo,
                anHourAgo.plusSeconds(60),
                TwoSources.spoke("177", anHourAgo, anHourAgo, anHourAgo.plusSeconds(60)));
        log.write(List.of(CallsOfTheDay.change(before)));
        assertThat(as("vera")
                        .get("/api/calls/" + before.id())
                        .json()
                        .get("agentPerson")
                        .isNull())
                .isTrue();
        StaffMember gleb =
                staff.byLogin("gleb").orElseGet(() -> staff.save(Cast.gleb().with(List.of(), List.of(), List.of())));
        staff.save(gleb.with(List.of(new Extension("177")), List.of(), List.of()));

        await().atMost(PATIENCE)
                .until(() ->
                        ids(as("vera").get("/api/calls?staff=" + gleb.id())).equals(List.of(before.id())));
        JsonNode person = as("vera").get("/api/calls/" + before.id()).json().get("agentPerson");
        assertThat(person.get("assumed").asBoolean()).isTrue();
        assertThat(person.get("staffId").asString()).isEqualTo(gleb.id().toString());
    }

    @Test
    void borisHad101SinceNoonThoughItWasWrittenDownInTheEvening() {
        Call atOne = CallsOfTheDay.answered(anHourAgo);
        Call early = CallsOfTheDay.answered(anHourAgo.minus(1, ChronoUnit.DAYS));
        log.write(List.of(CallsOfTheDay.change(early), CallsOfTheDay.change(atOne)));
        handOver101ToBoris();
        StaffTelephone row = staff.telephones().of(id("boris")).stream()
                .filter(one -> one.open() && one.telephone().equals("101"))
                .findFirst()
                .orElseThrow();
        String address = "/api/staff/" + id("boris") + "/telephones/" + row.id();
        String noon = "{\"since\": \"" + anHourAgo.minusSeconds(60) + "\"}";

        JsonNode dry = as("admin").put(address + "?dryRun=true", noon).json();
        assertThat(dry.get("dryRun").asBoolean()).isTrue();
        assertThat(dry.get("calls").get(0).get("from").asString()).isEqualTo("Анна Петрова");
        assertThat(dry.get("calls").get(0).get("to").asString()).isEqualTo("Борис Смирнов");
        assertThat(dry.get("calls").get(0).get("calls").asInt()).isEqualTo(1);
        assertThat(ids(as("vera").get("/api/calls?staff=" + id("anna"))))
                .as("nothing was changed")
                .containsExactly(atOne.id(), early.id());

        assertThat(as("admin").put(address, noon).status()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() ->
                        ids(as("vera").get("/api/calls?staff=" + id("anna"))).equals(List.of(early.id())));
        assertThat(as("vera")
                        .get("/api/calls/" + atOne.id())
                        .json()
                        .get("agentPerson")
                        .get("name")
                        .asString())
                .isEqualTo("Борис Смирнов");
        String changes = "/api/staff/" + id("boris") + "/telephones/log";
        await().atMost(PATIENCE)
                .until(() -> !as("vera")
                        .get(changes)
                        .json()
                        .get("items")
                        .get(0)
                        .get("calls")
                        .isNull());
        JsonNode change = as("vera").get(changes).json().get("items").get(0);
        assertThat(change.get("what").asString()).isEqualTo("corrected");
        assertThat(change.get("by").asString()).isEqualTo("admin");
        assertThat(change.get("calls").asInt()).isEqualTo(1);

        Http.Answer future = as("admin").put(address, "{\"since\": \"2099-01-01T00:00:00Z\"}");
        assertThat(future.status()).isEqualTo(400);
        assertThat(future.json().get("field").asString()).isEqualTo("since");
        assertThat(as("vera").put(address, noon).status())
                .as("administrators only")
                .isEqualTo(403);
        assertThat(as("admin")
                        .put("/api/staff/" + id("anna") + "/telephones/" + row.id(), noon)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoSeesTheirOwnCallsAsksForNobodyElses() {
        assertThat(as("anna").get("/api/calls?staff=" + id("boris")).status()).isEqualTo(403);
        assertThat(as("anna").get("/api/calls?staff=" + id("anna")).status()).isEqualTo(200);
        assertThat(as("vera").get("/api/calls?staff=nobody").json().get("field").asString())
                .isEqualTo("staff");
    }

    private void handOver101ToBoris() {
        String boris = "{\"name\": \"Борис Смирнов\", \"login\": \"boris\", \"role\": \"agent\","
                + " \"extensions\": [\"102\", \"101\"]%s}";
        Http.Answer taken = as("admin").put("/api/staff/" + id("boris"), boris.formatted(""));
        assertThat(taken.status()).as("not by mistake").isEqualTo(400);
        assertThat(taken.json().get("field").asString()).isEqualTo("extensions");
        Http.Answer handed = as("admin").put("/api/staff/" + id("boris"), boris.formatted(", \"takeOver\": true"));
        assertThat(handed.status()).isEqualTo(200);
        JsonNode annas = as("admin").get("/api/staff/" + id("anna")).json();
        assertThat(annas.get("extensions").isEmpty()).isTrue();
        assertThat(annas.get("telephones").get(0).get("until").isNull()).isFalse();
    }

    private static Call spokeOn101(String source, Instant at) {
        return TwoSources.told(
                source,
                Cast.MARIAS,
                Cast.LINE,
                at,
                at.plusSeconds(60),
                TwoSources.spoke("101", at, at.plusSeconds(3), at.plusSeconds(60)));
    }

    private String keep(Call call) {
        try {
            byte[] wav = new byte[44 + 16_000];
            System.arraycopy("RIFF----WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 0, wav, 0, 16);
            Path file = Files.write(Files.createTempFile("sound", ".wav"), wav);
            UUID recording = call.recordings().get(0).id();
            jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels,"
                            + " seconds) values (?, ?, 'office', 'leg', ?, 'stored', ?, 'audio/wav', 1, 1)"
                            // The server has noted it by itself, perhaps.
                            + " on conflict (id) do update set status = 'stored', sha256 = excluded.sha256, format = 'audio/wav',"
                            + " channels = 1, seconds = excluded.seconds, due_at = null")
                    .params(recording, call.id(), Timestamp.from(call.startedAt()), store.keep(file))
                    .update();
            return "/api/recordings/" + recording + "/audio";
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private StaffMember person(String login) {
        return staff.byLogin(login).orElseThrow();
    }

    private UUID id(String login) {
        return person(login).id();
    }

    private static List<UUID> ids(Http.Answer answer) {
        var ids = new ArrayList<UUID>();
        answer.json()
                .get("items")
                .forEach(item -> ids.add(UUID.fromString(item.get("id").asString())));
        return ids;
    }
}
