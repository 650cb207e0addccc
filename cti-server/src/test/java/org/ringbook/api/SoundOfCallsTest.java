package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.LegQualities;
import org.ringbook.calls.log.LegQuality;
import tools.jackson.databind.JsonNode;

/** How calls sounded, as the agent program told it: beside the leg, and found by it. */
class SoundOfCallsTest extends Server {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(400);

    private final Call good = answered(NOW);
    private final Call bad = answered(NOW.minusSeconds(300));

    private static LegQuality of(Call call, double estimate, double lostThere) {
        Call.Leg leg = call.legs().get(0);
        return new LegQuality(
                "101",
                "sip-" + call.id(),
                leg.ringAt(),
                leg.answeredAt(),
                leg.endedAt(),
                "opus",
                3000,
                2850,
                150,
                0,
                900,
                21.4,
                80,
                65.0,
                lostThere,
                estimate,
                4.1);
    }

    @BeforeEach
    void twoCallsOfAnna() {
        jdbc.sql("truncate leg_quality").update();
        log.write(List.of(change(good), change(bad)));
        var qualities = new LegQualities(jdbc);
        var anna = staff.byLogin("anna").orElseThrow().id();
        qualities.keep(of(good, 4.3, 0.002), anna);
        qualities.keep(of(bad, 2.7, 0.04), anna);
        qualities.findCalls();
    }

    @Test
    void theApiTellsItBesideTheLegAndFindsCallsThatSoundedBadly() {
        JsonNode legs = as("vera").get("/api/calls/" + bad.id()).json().get("legs");
        JsonNode quality = legs.get(0).get("quality");
        assertThat(quality.get("codec").asString()).isEqualTo("opus");
        assertThat(quality.get("loss").asDouble()).isEqualTo(0.05);
        assertThat(quality.get("lostThere").asDouble()).isEqualTo(0.04);
        assertThat(quality.get("estimate").asDouble()).isEqualTo(2.7);
        assertThat(legs.get(1).get("quality").isNull()).isTrue();

        JsonNode found = as("vera").get("/api/calls?sound=bad").json().get("items");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).get("id").asString()).isEqualTo(bad.id().toString());
        assertThat(as("vera").get("/api/calls?sound=loud").status()).isEqualTo(400);
    }
}
