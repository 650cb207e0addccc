package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import tools.jackson.databind.JsonNode;

class CallsApiTest extends Server {

    private final Call marias = answered(NINE);
    private final Call pavels = missed(NINE.plusSeconds(60));

    @Test
    void aCallIsToldInTheWordsOfTheTableWithWhoCalled() throws IOException {
        var company = contacts.save(Cast.romashka());
        contacts.save(Cast.maria(company.id()));
        log.write(List.of(change(marias)));
        JsonNode call = as("vera").get("/api/calls/" + marias.id()).json();
        assertThat(call.propertyNames()).containsExactlyInAnyOrderElementsOf(wordsOfTheTable());
        assertThat(call.get("direction").asString()).isEqualTo("inbound");
        assertThat(call.get("external").asString()).isEqualTo("+79161112233");
        assertThat(call.get("startedAt").asString()).isEqualTo("2026-11-23T06:00:00Z");
        assertThat(call.get("holdSeconds").decimalValue()).isEqualByComparingTo("5.25");
        assertThat(call.get("legs").get(1).get("outcome").asString()).isEqualTo("answered_elsewhere");
        assertThat(call.get("transfers").get(0).get("kind").asString()).isEqualTo("blind");
        assertThat(call.get("reason").isNull()).isTrue();
        assertThat(call.get("contact").get("name").asString()).isEqualTo("Мария Иванова");
        assertThat(call.get("contact").get("company").asString()).isEqualTo("«Ромашка»");
        assertThat(call.get("contact").get("candidates").size()).isEqualTo(1);
    }

    /** In docs/architecture.md: each field that "What a call says" names, and no other one. */
    private static Set<String> wordsOfTheTable() throws IOException {
        String manual = Files.readString(Path.of("../docs/architecture.md"));
        String table =
                manual.substring(manual.indexOf("## What a call says"), manual.indexOf("## The rules of the fold"));
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(names -> Pattern.compile("`(\\w+)`").matcher(names).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void aSharedNumberNamesAllWhomItMayMean() {
        contacts.save(Cast.person("Мария Иванова", null, CallsOfTheDay.MARIA));
        contacts.save(Cast.person("Олег Ким", null, CallsOfTheDay.MARIA));
        log.write(List.of(change(marias)));
        JsonNode contact =
                as("vera").get("/api/calls").json().get("items").get(0).get("contact");
        assertThat(contact.get("candidates").size()).isEqualTo(2);
    }

    @Test
    void anAgentSeesOwnCallsASupervisorAll() {
        log.write(List.of(change(marias), change(pavels)));
        assertThat(ids(as("anna").get("/api/calls"))).containsExactly(marias.id());
        assertThat(ids(as("boris").get("/api/calls"))).containsExactly(pavels.id(), marias.id());
        assertThat(ids(as("vera").get("/api/calls"))).containsExactly(pavels.id(), marias.id());
        assertThat(as("anna").get("/api/calls/" + pavels.id()).status()).isEqualTo(404);
        assertThat(as("boris").get("/api/calls/" + pavels.id()).status()).isEqualTo(200);
        assertThat(as("anna").get("/api/calls?agent=102").status()).isEqualTo(403);
        assertThat(ids(as("vera").get("/api/calls?agent=101"))).containsExactly(marias.id());
        assertThat(ids(as("admin").get("/api/calls?agent=101,102"))).containsExactly(pavels.id(), marias.id());
    }

    @Test
    void theOldAddressOfAMergedCallLeadsToTheCall() {
        log.write(List.of(change(marias), change(pavels)));
        log.write(List.of(new CallChange(marias, marias, List.of(pavels.id()))));
        Http.Answer answer = as("anna").get("/api/calls/" + pavels.id());
        assertThat(answer.json().get("id").asString()).isEqualTo(marias.id().toString());
        assertThat(answer.header("Content-Location")).isEqualTo("/api/calls/" + marias.id());
    }

    @Test
    void everyFilterFindsAndLeavesOut() {
        var maria = contacts.save(Cast.maria(null));
        log.write(List.of(change(marias), change(pavels)));
        for (String filter : List.of(
                "from=2026-11-23T06:00:00Z&to=2026-11-23T06:01:00Z",
                "from=2026-11-23&to=2026-11-23T09:00:30+03:00",
                "result=answered",
                "number=%2B79161112233",
                "number=+79161112233",
                "number=8(916)111-22-33",
                "contact=" + maria.id(),
                "contact=" + maria.id() + "&number=%2B79161112233",
                "queue=sales&line=%2B74957770001&direction=inbound")) {
            assertThat(ids(as("vera").get("/api/calls?" + filter))).as(filter).containsExactly(marias.id());
        }
        assertThat(ids(as("vera").get("/api/calls?contact=" + maria.id() + "&number=%2B79035556677")))
                .isEmpty();
        assertThat(ids(as("vera").get("/api/calls?direction=outbound"))).isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 7; i++) {
            log.write(List.of(change(missed(NINE.plusSeconds(i)))));
        }
        var seen = new ArrayList<UUID>();
        String after = "";
        do {
            JsonNode page = as("vera").get("/api/calls?limit=3&after=" + after).json();
            page.get("items")
                    .forEach(call -> seen.add(UUID.fromString(call.get("id").asString())));
            after = page.get("next").isNull() ? null : page.get("next").asString();
        } while (after != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void theExportHasTheSameCallsAndNoFormula() {
        contacts.save(Cast.person("=HYPERLINK(\"http://evil\")", null, CallsOfTheDay.PAVEL));
        log.write(List.of(change(marias), change(pavels)));
        Http.Answer csv = as("boris").get("/api/calls.csv");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.body().lines().toList()).hasSize(3);
        assertThat(csv.body())
                .startsWith(
                        "id,source,direction,state,result,reason,external,contact,company,line,queue,startedAt,answeredAt,"
                                + "endedAt,waitSeconds,talkSeconds,holdSeconds,endedBy,agent,answeredBy,rang")
                .contains(",2026-11-23T06:00:00Z,", ",4.000,60.000,5.250,external,101,101,101 102");
        assertThat(csv.body()).contains("\"'=HYPERLINK(\"\"http://evil\"\")\"").contains("+79035556677");
        assertThat(as("anna")
                        .get("/api/calls.csv?result=answered")
                        .body()
                        .lines()
                        .toList())
                .hasSize(2);
        assertThat(as("anna").get("/api/calls.csv?result=missed").body().lines().toList())
                .hasSize(1);
    }

    @Test
    void aRecordingIsKnownToWhoSeesItsCallAndSaysWhereItsSoundIs() {
        log.write(List.of(change(marias)));
        String address = "/api/recordings/" + CallsOfTheDay.recordingOf(NINE);
        assertThat(as("anna").get(address).json().get("status").asString()).isEqualTo("expected");
        assertThat(as("anna").get(address).json().get("callId").asString())
                .isEqualTo(marias.id().toString());
        // It waits until whoever fetches recordings has met the call, who then finds that no source has a place for it.
        await().until(() ->
                as("anna").get(address + "/audio").json().get("code").asString().equals("recording_no_place"));
        assertThat(as("anna").get(address + "/audio").status()).isEqualTo(409);
        staff.save(staff.byLogin("gleb").orElse(Cast.gleb()));
        staff.setPassword(staff.byLogin("gleb").orElseThrow().id(), passwordOf("gleb"));
        assertThat(as("gleb").get(address).status()).isEqualTo(404);
    }

    private static List<UUID> ids(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var ids = new ArrayList<UUID>();
        answer.json()
                .get("items")
                .forEach(call -> ids.add(UUID.fromString(call.get("id").asString())));
        return ids;
    }
}
