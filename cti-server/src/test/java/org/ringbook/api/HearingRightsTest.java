package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.recordings.PlaybackAudit;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.Recordings;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may see which calls, hear which recordings and take them away, at every door. */
class HearingRightsTest extends Server {

    private enum Whose {
        OWN("101"),
        TEAM("102"),
        OTHER("104");

        private final String spoke;

        Whose(String spoke) {
            this.spoke = spoke;
        }

        boolean within(Scope reach) {
            return switch (reach) {
                case NONE -> false;
                case OWN -> this == OWN;
                case TEAM -> this != OTHER;
                case ALL -> true;
            };
        }
    }

    private static final Scope[] REACHES = Scope.values();

    @TempDir
    Path folder;

    @Autowired
    private AudioStore store;

    @Autowired
    private Recordings recordings;

    @Autowired
    private PlaybackAudit audit;

    private Call spoken(Whose whose) {
        Instant at = CallsOfTheDay.NINE.plusSeconds(600L * whose.ordinal());
        Call like = CallsOfTheDay.answered(at);
        var call = like.with(draft -> {
            draft.agent = whose.spoke;
            draft.answeredBy = List.of(whose.spoke);
            draft.rang = List.of(whose.spoke);
            draft.legs = List.of();
            draft.transfers = List.of();
        });
        log.write(List.of(new CallChange(null, call, List.of())));
        keep(call);
        return call;
    }

    private void keep(Call call) {
        try {
            Path file = Files.write(folder.resolve(call.id() + ".wav"), wav());
            String digest = store.keep(file);
            jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels,"
                            + " seconds) values (?, ?, 'office', 'leg', ?, 'stored', ?, 'audio/wav', 1, 1)")
                    .params(call.recordings().get(0).id(), call.id(), Timestamp.from(call.startedAt()), digest)
                    .update();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static byte[] wav() {
        byte[] bytes = new byte[44 + 16_000];
        System.arraycopy("RIFF----WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 16);
        return bytes;
    }

    private void annaMay(Scope sees, Scope hears) {
        for (StaffMember each : List.of(Cast.anna(), Cast.boris())) {
            StaffMember known = staff.byLogin(each.login()).orElseThrow();
            boolean anna = each.login().equals("anna");
            staff.save(known.in("Sales", anna ? sees : null, anna ? hears : null));
        }
    }

    private record Door(String name, boolean hears, boolean takes) {}

    private static final List<Door> DOORS = List.of(
            new Door("list", false, false),
            new Door("page", false, false),
            new Door("export", false, false),
            new Door("recording", false, false),
            new Door("audio", true, false),
            new Door("talk", true, false),
            new Door("notes", true, false),
            new Door("write a note", true, false),
            new Door("download", true, true));

    /** @return whether the door let them in */
    private boolean opens(Door door, Call call, Http who) {
        String recording = "/api/recordings/" + call.recordings().get(0).id();
        return switch (door.name()) {
            case "list" -> who.get("/api/calls").body().contains(call.id().toString());
            case "export" -> who.get("/api/calls.csv").body().contains(call.id().toString());
            case "page" -> isIn(who.get("/api/calls/" + call.id()));
            case "recording" -> isIn(who.get(recording));
            case "audio" -> isIn(who.get(recording + "/audio"));
            case "talk" -> !isOut(who.get(recording + "/talk"), call);
            case "notes" -> isIn(who.get(recording + "/notes"));
            case "write a note" ->
                isIn(who.post(recording + "/notes", "{\"atSeconds\": 0.5, \"text\": \"Maria asks for a discount\"}"));
            default -> isIn(who.get(recording + "/audio?download"));
        };
    }

    private static boolean isIn(Http.Answer answer) {
        assertThat(answer.status()).isIn(200, 201, 403, 404);
        return answer.status() < 300;
    }

    /** There are no figures of a recording that is not in stereo: 404 with words of its own. */
    private static boolean isOut(Http.Answer answer, Call call) {
        return answer.status() == 403 || answer.body().contains("no such");
    }

    @TestFactory
    List<DynamicTest> anAgentMaySeeAndHearWhatTheyMayAndNoMore() {
        var tests = new ArrayList<DynamicTest>();
        for (Scope sees : REACHES) {
            for (Scope hears : REACHES) {
                tests.add(dynamicTest("sees " + sees + ", hears " + hears, () -> {
                    startFromEmptyTables();
                    annaMay(sees, hears);
                    for (Whose whose : Whose.values()) {
                        Call call = spoken(whose);
                        boolean seen = whose.within(sees);
                        boolean heard = seen && whose.within(hears);
                        for (Door door : DOORS) {
                            boolean may = door.takes() ? false : door.hears() ? heard : seen;
                            assertThat(opens(door, call, as("anna")))
                                    .as("%s of %s", door.name(), whose)
                                    .isEqualTo(may);
                        }
                    }
                }));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> eachRoleAsTheSettingsHaveIt() {
        var tests = new ArrayList<DynamicTest>();
        Map<String, Scope> roles = Map.of("anna", Scope.OWN, "vera", Scope.ALL, "admin", Scope.ALL);
        roles.forEach((login, reach) -> tests.add(dynamicTest(login, () -> {
            startFromEmptyTables();
            annaMay(null, null);
            for (Whose whose : Whose.values()) {
                Call call = spoken(whose);
                for (Door door : DOORS) {
                    boolean may = whose.within(reach) && !(door.takes() && login.equals("anna"));
                    assertThat(opens(door, call, as(login)))
                            .as("%s of %s", door.name(), whose)
                            .isEqualTo(may);
                }
            }
        })));
        return tests;
    }

    @Test
    void whoWasOnlyRungDoesNotHearWhatAColleagueSpoke() {
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        log.write(List.of(new CallChange(null, call, List.of())));
        keep(call);
        assertThat(as("boris").get("/api/calls/" + call.id()).status()).isEqualTo(200);
        String audio = "/api/recordings/" + call.recordings().get(0).id() + "/audio";
        assertThat(as("boris").get(audio).status()).isEqualTo(403);
        assertThat(as("anna").get(audio).status()).isEqualTo(200);
    }

    @Test
    void theCallSaysWhatBecameOfItsRecording() {
        Call call = spoken(Whose.OWN);
        var recording = as("anna")
                .get("/api/calls/" + call.id())
                .json()
                .get("recordings")
                .get(0);
        assertThat(recording.get("status").asString()).isEqualTo("stored");
        assertThat(recording.get("seconds").asInt()).isEqualTo(1);
        assertThat(recording.has("file"))
                .as("where it came from is nobody's business")
                .isFalse();
        assertThat(as("vera").get("/api/calls").body()).contains("\"stored\"");
    }

    @Test
    void eachPlayAndDownloadIsWrittenDownAndOnlyTheAdministratorReadsIt() {
        Call call = spoken(Whose.OWN);
        UUID id = call.recordings().get(0).id();
        as("anna").get("/api/recordings/" + id + "/audio");
        as("anna").header("Range", "bytes=100-200").get("/api/recordings/" + id + "/audio");
        as("vera").get("/api/recordings/" + id + "/audio?download");
        as("boris").get("/api/recordings/" + id + "/audio");
        var plays = as("admin").get("/api/recordings/plays").json().get("items");
        assertThat(plays.size())
                .as("two pieces are one play, and who was refused heard nothing")
                .isEqualTo(2);
        assertThat(plays.get(0).get("login").asString()).isEqualTo("vera");
        assertThat(plays.get(0).get("deed").asString()).isEqualTo("download");
        assertThat(plays.get(1).get("login").asString()).isEqualTo("anna");
        assertThat(plays.get(1).get("deed").asString()).isEqualTo("play");
        assertThat(as("vera").get("/api/recordings/plays").status()).isEqualTo(403);
    }

    @Test
    void whoseRightIsTakenAwayWhileTheyListenHearsNoOtherPiece() {
        Call call = spoken(Whose.OWN);
        String audio = "/api/recordings/" + call.recordings().get(0).id() + "/audio";
        annaMay(Scope.OWN, Scope.OWN);
        assertThat(as("anna").header("Range", "bytes=0-99").get(audio).status()).isEqualTo(206);
        annaMay(Scope.OWN, Scope.NONE);
        assertThat(as("anna").header("Range", "bytes=100-199").get(audio).status())
                .isEqualTo(403);
        annaMay(Scope.NONE, Scope.NONE);
        assertThat(as("anna").header("Range", "bytes=100-199").get(audio).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsFreedWhileSomebodyListensIsSaidToBeFreed() throws IOException {
        Call call = spoken(Whose.OTHER);
        UUID id = call.recordings().get(0).id();
        String audio = "/api/recordings/" + id + "/audio";
        assertThat(as("vera").header("Range", "bytes=0-99").get(audio).status()).isEqualTo(206);
        String digest = jdbc.sql("select sha256 from recording where id = ?")
                .param(id)
                .query(String.class)
                .single();
        jdbc.sql("update recording set status = 'missing', reason = 'freed', sha256 = null where id = ?")
                .param(id)
                .update();
        Files.delete(store.open(digest).orElseThrow().file().orElseThrow());
        Http.Answer gone = as("vera").header("Range", "bytes=100-199").get(audio);
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.json().get("code").asString()).isEqualTo("recording_freed");
    }

    @Test
    void whoListensAtTwoMachinesIsWrittenDownTwice() {
        Recording recording = recordings.of(spoken(Whose.OWN)).get(0);
        StaffMember anna = staff.byLogin("anna").orElseThrow();
        Instant now = Instant.now();
        audit.note(anna.id(), "anna", recording, PlaybackAudit.Action.PLAY, "192.168.1.5", now);
        audit.note(anna.id(), "anna", recording, PlaybackAudit.Action.PLAY, "192.168.1.6", now.plusSeconds(2));
        audit.note(anna.id(), "anna", recording, PlaybackAudit.Action.PLAY, "192.168.1.5", now.plusSeconds(40));
        assertThat(audit.find(anna.id(), null, null, 10))
                .extracting(
                        PlaybackAudit.Play::address,
                        play -> Duration.between(play.beganAt(), play.lastAt()).toSeconds())
                .containsExactly(tuple("192.168.1.6", 0L), tuple("192.168.1.5", 40L));
    }
}
