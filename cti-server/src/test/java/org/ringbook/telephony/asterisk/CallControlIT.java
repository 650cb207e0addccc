package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.api.Http;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.CallingPhone;
import org.ringbook.lab.Cast;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Scene;
import tools.jackson.databind.JsonNode;

/** A real Asterisk is told over the API what to do with calls, and the telephones hear that it was done. */
@NeedsAsterisk
class CallControlIT {

    private static final int IVAN = 400;
    private static final int ANNA = 800;
    private static final int BORIS = 500;
    private static final int VERA = 1000;

    @TempDir
    Path folder;

    private RecordedOffice office;
    private Http anna;
    private Http boris;
    private Http vera;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void callsAreCommandedAndTheTelephonesHearIt(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice server = new RecordedOffice(lab, folder.resolve("server"))) {
            office = server;
            anna = office.signsIn("Anna Petrova", "anna", "agent", Cast.ANNA);
            boris = office.signsIn("Boris Smirnov", "boris", "agent", Cast.BORIS);
            vera = office.signsIn("Vera Orlova", "vera", "supervisor", Cast.VERA);
            try (Scene scene = new Scene(lab, folder.resolve("supervised"))) {
                veraListensWhispersAndBargesIn(scene);
            }
            try (Scene scene = new Scene(lab, folder.resolve("handed-on"))) {
                theCallIsHandedOnTwiceAndHungUp(scene);
            }
            try (Scene scene = new Scene(lab, folder.resolve("picked-up"))) {
                annaAnswersWhatRingsAtBoris(scene);
            }
            try (Scene scene = new Scene(lab, folder.resolve("once"))) {
                theSameRequestIsOneCallAlsoAfterACrash(scene);
            }
            office.stop();
        }
    }

    private static CalledPhone phone(Scene scene, String extension, int pitch) {
        return scene.phone(extension)
                .hums(pitch)
                .listens()
                .answersAfter(Duration.ofMillis(200))
                .hangsUpAfter(Duration.ofMinutes(2))
                .start();
    }

    private static void until(String what, Callable<Boolean> so) {
        await(what).atMost(Duration.ofSeconds(30)).until(so);
    }

    private String talking(Cast.Line line) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            JsonNode call = office.callOn(line);
                            return call != null && call.get("state").asString().equals("talking")
                                    ? call.get("id").asString()
                                    : null;
                        },
                        id -> id != null);
    }

    /** @return address of the request */
    private static String tells(Http who, String address, String json) {
        Http.Answer taken = who.post(address, json);
        assertThat(taken.status()).as(address + ": " + taken.body()).isEqualTo(202);
        return taken.header("Location");
    }

    /** After a crash the PBX is asked what goes on; until it has answered no call can be commanded. */
    private String tellsWhenKnownAgain(String address) {
        return await(address)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Http.Answer taken = anna.post(address, null);
                            return taken.status() == 202 ? taken.header("Location") : null;
                        },
                        request -> request != null);
    }

    private static void becomes(Http who, String request, String state) {
        await(request + " becomes " + state)
                .atMost(Duration.ofSeconds(30))
                .until(() -> who.get(request).json().get("state").asString(), state::equals);
    }

    private void veraListensWhispersAndBargesIn(Scene scene) {
        CalledPhone annas = phone(scene, Cast.ANNA, ANNA);
        CallingPhone ivans = scene.carrierCalls(Cast.ANNAS_LINE, Cast.IVAN.national())
                .hums(IVAN)
                .listens()
                .start();
        String call = talking(Cast.ANNAS_LINE);
        until("they hear each other", () -> annas.hears(IVAN) && ivans.hears(ANNA));
        Http.Answer notBoris = boris.post("/api/calls/" + call + "/listen", null);
        assertThat(notBoris.json().get("code").asString()).isEqualTo("may_not_listen");
        int before = office.admin().get("/api/calls").json().get("items").size();
        for (String how : List.of("listen", "whisper", "barge")) {
            CalledPhone veras = phone(scene, Cast.VERA, VERA);
            String request = tells(vera, "/api/calls/" + call + "/" + how, null);
            becomes(vera, request, "answered");
            until("Vera hears both", () -> veras.hears(IVAN) && veras.hears(ANNA));
            boolean whispers = !how.equals("listen");
            boolean joins = how.equals("barge");
            until("Anna hears Vera or not: " + how, () -> annas.hears(VERA) == whispers);
            until("Ivan hears Vera or not: " + how, () -> ivans.hears(VERA) == joins);
            assertThat(annas.hears(VERA)).as(how).isEqualTo(whispers);
            assertThat(annas.hears(IVAN) && ivans.hears(ANNA))
                    .as("the talk goes on")
                    .isTrue();
            if (joins) {
                changesHowSheListens(request, annas, ivans);
            }
            Http.Answer back = vera.post(request + "/cancel", null);
            assertThat(back.status()).as(back.body()).isEqualTo(202);
            becomes(vera, request, "ended");
            veras.awaitEnded();
            veras.close();
            until("nobody hears Vera", () -> !annas.hears(VERA) && !ivans.hears(VERA));
        }
        assertThat(office.admin().get("/api/calls").json().get("items").size())
                .as("listening is no call")
                .isEqualTo(before);
        JsonNode audit = vera.get("/api/call-requests?supervision=true").json().get("items");
        assertThat(audit.size()).isGreaterThanOrEqualTo(3);
        assertThat(audit.get(0).get("number").asString()).isEqualTo(Cast.ANNA);
        assertThat(audit.get(0).get("endedAt").isNull()).isFalse();
        String request = tells(anna, "/api/calls/" + call + "/hangup", null);
        becomes(anna, request, "done");
        ivans.awaitEnded();
        annas.awaitEnded();
    }

    /** On the telephone that she holds already: nobody rings her again. */
    private void changesHowSheListens(String request, CalledPhone annas, CallingPhone ivans) {
        for (String how : List.of("listen", "whisper", "barge")) {
            Http.Answer changed = vera.put(request + "/supervision", "{\"how\":\"" + how + "\"}");
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            until("Anna hears Vera or not: now " + how, () -> annas.hears(VERA) == !how.equals("listen"));
            until("Ivan hears Vera or not: now " + how, () -> ivans.hears(VERA) == how.equals("barge"));
            assertThat(annas.hears(IVAN) && ivans.hears(ANNA))
                    .as("the talk goes on")
                    .isTrue();
        }
    }

    private void theCallIsHandedOnTwiceAndHungUp(Scene scene) {
        CalledPhone annas = phone(scene, Cast.ANNA, ANNA);
        CalledPhone borises = phone(scene, Cast.BORIS, BORIS);
        CalledPhone veras = phone(scene, Cast.VERA, VERA);
        CallingPhone ivans = scene.carrierCalls(Cast.ANNAS_LINE, Cast.OLGA.national())
                .hums(IVAN)
                .listens()
                .start();
        String call = talking(Cast.ANNAS_LINE);
        until("Ivan hears Anna", () -> ivans.hears(ANNA));
        Http.Answer notBorises = boris.post("/api/calls/" + call + "/transfer", "{\"to\":\"103\"}");
        assertThat(notBorises.json().get("code").asString()).isEqualTo("not_your_call");

        String blind = tells(anna, "/api/calls/" + call + "/transfer", "{\"to\":\"102\"}");
        becomes(anna, blind, "done");
        until("Ivan and Boris hear each other", () -> ivans.hears(BORIS) && borises.hears(IVAN));
        annas.awaitEnded();
        until("Ivan hears Anna no more", () -> !ivans.hears(ANNA));

        String attended = tells(boris, "/api/calls/" + call + "/transfer", "{\"to\":\"103\",\"attended\":true}");
        becomes(boris, attended, "answered");
        until("Vera hears Boris", () -> veras.hears(BORIS));
        assertThat(veras.hears(IVAN)).isFalse();
        Http.Answer joined = boris.post(attended + "/complete", null);
        assertThat(joined.status()).as(joined.body()).isEqualTo(202);
        until("Ivan and Vera hear each other", () -> ivans.hears(VERA) && veras.hears(IVAN));
        becomes(boris, attended, "done");
        borises.awaitEnded();

        JsonNode now = office.callOn(Cast.ANNAS_LINE);
        assertThat(now.get("id").asString()).isEqualTo(call);
        assertThat(now.get("transfers").get(0).get("kind").asString()).isEqualTo("blind");
        System.out.println("handed on twice: " + now);
        String hangup = tells(vera, "/api/calls/" + call + "/hangup", null);
        becomes(vera, hangup, "done");
        ivans.awaitEnded();
    }

    private void annaAnswersWhatRingsAtBoris(Scene scene) {
        CalledPhone annas = phone(scene, Cast.ANNA, ANNA);
        CalledPhone borises = scene.phone(Cast.BORIS).ignores().start();
        CallingPhone ivans = scene.carrierCalls(Cast.BORIS_LINE, Cast.IVAN.national())
                .hums(IVAN)
                .listens()
                .start();
        borises.awaitRinging();
        until("the ring is known", () -> office.callOn(Cast.BORIS_LINE) != null);
        String call = office.callOn(Cast.BORIS_LINE).get("id").asString();
        String request = tells(anna, "/api/calls/" + call + "/pickup", null);
        becomes(anna, request, "done");
        until("Ivan and Anna hear each other", () -> ivans.hears(ANNA) && annas.hears(IVAN));
        borises.awaitEnded();
        JsonNode picked = office.callOn(Cast.BORIS_LINE);
        assertThat(picked.get("id").asString()).isEqualTo(call);
        assertThat(picked.get("direction").asString()).isEqualTo("inbound");
        until(
                "the log has who answered",
                () -> office.callOn(Cast.BORIS_LINE)
                        .get("answeredBy")
                        .toString()
                        .contains(Cast.ANNA));
        becomes(anna, tells(anna, "/api/calls/" + call + "/hangup", null), "done");
        ivans.awaitEnded();
    }

    private void theSameRequestIsOneCallAlsoAfterACrash(Scene scene) throws Exception {
        CalledPhone annas = scene.phone(Cast.ANNA)
                .answersAfter(Duration.ofMillis(300))
                .hangsUpAfter(Duration.ofMinutes(2))
                .start();
        CalledPhone olgas = scene.outside().answersAfter(Duration.ofMillis(300)).start();
        String json = "{\"to\":\"" + Cast.OLGA.e164() + "\",\"requestId\":\"order-42\"}";
        var asking = new ArrayList<Callable<String>>();
        for (int i = 0; i < 4; i++) {
            asking.add(() -> office.as("anna")
                    .post("/api/calls", json)
                    .json()
                    .get("request")
                    .asString());
        }
        var threads = Executors.newFixedThreadPool(4);
        var requests = new ArrayList<String>();
        for (Future<String> answer : threads.invokeAll(asking)) {
            requests.add(answer.get());
        }
        threads.shutdown();
        assertThat(requests).containsOnly(requests.get(0));
        String request = "/api/call-requests/" + requests.get(0);
        becomes(anna, request, "answered");
        office.crashes();
        Http.Answer again = anna.post("/api/calls", json);
        assertThat(again.json().get("request").asString()).isEqualTo(requests.get(0));
        becomes(anna, request, "answered");
        String call = anna.get(request).json().get("call").asString();
        becomes(anna, tellsWhenKnownAgain("/api/calls/" + call + "/hangup"), "done");
        becomes(anna, request, "ended");
        annas.awaitEnded();
        olgas.awaitEnded();
        assertThat(annas.dialogs()).hasSize(1);
        assertThat(olgas.dialogs()).hasSize(1);
    }
}
