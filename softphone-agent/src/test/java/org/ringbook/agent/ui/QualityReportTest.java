package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.agent.Examples;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.Party;
import org.ringbook.agent.phone.Secrecy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server is told of how a call sounded, in the words of the session's example. */
class QualityReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");

    private static final CallStatus CALL = new CallStatus(
            "c1",
            true,
            new Party("+79161112233", ""),
            CallState.ENDED,
            false,
            false,
            false,
            false,
            false,
            Secrecy.OPEN,
            "5f0a7c1e",
            BEGAN,
            BEGAN.plusSeconds(6),
            BEGAN.plusSeconds(72),
            Ending.HUNG_UP,
            0,
            Set.of());

    private static JsonNode told(MediaQuality quality) {
        return JSON.readTree(QualityReport.of(CALL, quality, "101", BEGAN.plusSeconds(73)));
    }

    @Test
    void itIsToldInTheWordsOfTheExampleAndInSecondsAgo() {
        JsonNode told = told(new MediaQuality("G722", 3295, 3280, 12, 3, 310, 7.2, 60, 24.5, 0.01));
        JsonNode example = JSON.readTree(Examples.text("client-sound-quality"));
        assertThat(told.propertyNames()).containsExactlyInAnyOrderElementsOf(example.propertyNames());
        assertThat(told.get("beganAgo").asDouble()).isEqualTo(73);
        assertThat(told.get("answeredAgo").asDouble()).isEqualTo(67);
        assertThat(told.get("endedAgo").asDouble()).isEqualTo(1);
        assertThat(told.get("estimate").asDouble()).isBetween(4.0, 4.4);
    }

    @Test
    void whatTheOtherSideDoesNotReportIsLeftOut() {
        JsonNode told = told(new MediaQuality("PCMA", 10, 10, 0, 0, 0, 1, 40, -1, -1));
        assertThat(told.propertyNames()).doesNotContain("roundTripMillis", "lostThere", "estimateThere");
    }

    @Test
    void muchLossIsHeard() {
        var bad = new MediaQuality("PCMA", 1000, 900, 100, 0, 2000, 30, 100, 80, 0.2);
        assertThat(bad.estimate()).isLessThan(3.6);
        assertThat(bad.estimateThere()).isLessThan(bad.estimate());
    }
}
