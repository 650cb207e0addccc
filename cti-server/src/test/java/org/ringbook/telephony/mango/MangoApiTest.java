package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;
import org.ringbook.demo.mango.MangoOfficeApi.Request;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.SourceHealth.State;

/** What Mango is asked to do, and what it says to that. */
class MangoApiTest {

    private final MangoBench bench = new MangoBench();
    private final Stories stories = new Stories(bench.office);

    @AfterEach
    void close() {
        bench.close();
    }

    private Request last(String path) {
        return bench.office.api().requests().stream()
                .filter(request -> request.path().equals(path))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void theVectorsOfTheReferenceAreSignedAlike() {
        var signature = new Signature("demokey0000000000000000000000001", "demosalt000000000000000000000001");
        assertThat(signature.of("{}")).isEqualTo("cecb7c224bd6992aab4c4a73f14b1cc02c0d3b28590543447a90b19fb847cc40");
        assertThat(signature.of("{\"command_id\":\"c1\",\"text\":\"Привет, Анна!\",\"from_extension\":\"101\","
                        + "\"to_number\":\"79990000001\"}"))
                .isEqualTo("56c9ad6b2d95cbe9807a4267e18a8f8ebea559737ccf417a6b3d3e352500ac69");
        var other = new Signature("<YOUR_API_KEY>", "<YOUR_API_SALT>");
        assertThat(other.of("{\"key\":\"<REQUEST_KEY>\"}"))
                .isEqualTo("515069b8c079df62f408e36dd7933912b8e86d833c5927ee77eb4b68d766c4f5");
    }

    @Test
    void aClickRingsAnnaThenPavelAndIsFoundByItsRequest() {
        bench.exchange.awaitState(State.UP);
        bench.office.onCallback(callback -> stories.clickToCall(callback.commandId()));

        UUID request = bench.exchange.dial("101", "+79035556677");

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Call.Direction.OUTBOUND);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(bench.exchange.sources().callOf(request).orElseThrow().sourceId())
                .isEqualTo(call.sourceId());
        assertThat(last("commands/callback").json().path("to_number").asString())
                .isEqualTo("79035556677");
        assertThat(last("commands/callback")
                        .json()
                        .path("from")
                        .path("extension")
                        .asString())
                .isEqualTo("101");
    }

    @Test
    void whatMangoRefusesIsSaidInWords() {
        bench.exchange.awaitState(State.UP);

        assertThatThrownBy(() -> bench.source.commands().originate(UUID.randomUUID(), "999", "+79035556677"))
                .isInstanceOf(DialRefused.class)
                .hasMessageContaining("does not know");
        assertThatThrownBy(() -> bench.source.commands().originate(UUID.randomUUID(), "101", "+7;rm -rf"))
                .isInstanceOf(DialRefused.class)
                .hasMessageContaining("Not a number");
    }

    @Test
    void whoIsToldToSlowDownAsksAgain() {
        bench.exchange.awaitState(State.UP);
        var dialled = new java.util.concurrent.CopyOnWriteArrayList<String>();
        bench.office.onCallback(callback -> dialled.add(callback.number()));
        bench.office.api().answersNext(429, "{\"name\":\"Service Unavailable\",\"code\":0,\"status\":429}");
        bench.office.api().answersNext(200, "{\"result\":5008}");

        bench.source.commands().originate(UUID.randomUUID(), "101", "+79035556677");

        org.awaitility.Awaitility.await().until(() -> dialled.size() == 1);
    }

    @Test
    void afterAWrongRequestNothingIsSentUntilMangoListensAgain() {
        bench.exchange.awaitState(State.UP);
        try (var log = new LogLines()) {
            bench.office.api().answersNext(420, "{\"code\":3104}");
            assertThat(bench.exchange.awaitState(State.DOWN).detail().key()).isIn("mango.wrong", "mango.locked");
            int asked = bench.office.api().requests().size();
            assertThatThrownBy(() -> bench.source.commands().originate(UUID.randomUUID(), "101", "+79035556677"))
                    .isInstanceOf(DialRefused.class);
            assertThat(bench.office.api().requests()).hasSize(asked);
            bench.exchange.awaitState(State.UP);
            assertThat(log.text()).doesNotContain(bench.office.salt());
        }
    }

    @Test
    void aKeyIsCalledWrongOnlyWhenItWasRefusedAgainAfterThePause() {
        bench.exchange.awaitState(State.UP);
        bench.office.api().answersNext(401, "");
        bench.office.api().answersNext(401, "");

        assertThat(bench.exchange
                        .awaitHealth(health -> health.detail().key().equals("mango.key.once"))
                        .state())
                .isEqualTo(State.DOWN);
        bench.exchange.awaitHealth(health -> health.detail().key().equals("mango.key"));
        bench.exchange.awaitState(State.UP);
    }

    @Test
    void aCallThatGoesOnIsHeldHandedOnAndHungUpByMangosOwnIdOfIt() {
        bench.exchange.awaitState(State.UP);
        MangoCall call = bench.office.incoming("79161112233", "74957770001");
        MangoLeg leg = call.rings("101", null);
        var anna = new LiveLeg("any", "101", false, false, true, false, null);
        CallCommands commands = bench.source.commands();
        UUID request = UUID.randomUUID();
        commands.pickUp(request, anna, "102");
        assertThat(last("commands/route").json().path("to_number").asString()).isEqualTo("102");

        call.answers(leg);
        commands.hold(request, anna);
        commands.transfer(request, anna, "+79161112233");
        assertThat(last("commands/transfer").json().path("method").asString()).isEqualTo("blind");
        assertThat(last("commands/transfer").json().path("to_number").asString())
                .isEqualTo("79161112233");
        commands.consult(request, anna, "103");
        assertThat(last("commands/transfer").json().path("method").asString()).isEqualTo("hold");
        assertThat(last("commands/transfer").json().path("initiator").asString())
                .isEqualTo("101");
        commands.hangUp(request, anna);
        String id = last("commands/route").json().path("call_id").asString();
        assertThat(id).isNotEmpty();
        for (String command : List.of("commands/call/hold/on", "commands/transfer", "commands/call/hangup")) {
            assertThat(last(command).json().path("call_id").asString()).isEqualTo(id);
        }

        call.end(leg, MangoCall.CALLEE_HUNG_UP);
        assertThatThrownBy(() -> commands.hangUp(request, anna)).hasMessageContaining("over");
        assertThat(commands.capabilities()).doesNotContain(CallCommands.Capability.LISTEN);
    }

    @Test
    void theEmployeesAreKnownAsTelephones() {
        bench.exchange.awaitState(State.UP);
        assertThat(bench.source.hasTelephone("101")).isTrue();
        assertThat(bench.source.hasTelephone("999")).isFalse();
        assertThat(bench.source.directory().names()).containsEntry("102", "Борис Смирнов");
        assertThat(bench.source.directory().lines()).containsKey("74957770001");
        assertThat(bench.exchange.health().detail().key()).isEqualTo("mango.up.silent");
        bench.office.at(Instant.now());
        stories.answered();
        bench.exchange.awaitHealth(health -> health.detail().key().equals("mango.up"));
    }
}
