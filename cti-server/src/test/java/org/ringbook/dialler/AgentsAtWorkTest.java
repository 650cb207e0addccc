package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Anna and Boris say now and then that they are there. */
class AgentsAtWorkTest {

    private static final UUID LIST = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-000000000101");
    private static final UUID BORIS = UUID.fromString("00000000-0000-0000-0000-000000000102");
    private static final Instant NOON = Instant.parse("2026-12-01T09:00:00Z");

    private final Set<UUID> connected = new HashSet<>();
    private final AgentsAtWork atWork = new AgentsAtWork(connected::contains);

    private static Instant after(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void annasPageIsInTheBackgroundAndSpeaksOnceAMinute() {
        connected.add(ANNA);
        for (int minute = 0; minute < 10; minute++) {
            atWork.isHere(LIST, ANNA, after(60 * minute));
            assertThat(atWork.on(LIST, after(60 * minute + 59))).containsExactly(ANNA);
        }
        connected.remove(ANNA);
        assertThat(atWork.listOf(ANNA, after(9 * 60 + 16)))
                .as("her browser was closed")
                .isEmpty();
    }

    @Test
    void aPageThatIsConnectedAndSaysNothingIsNotThereForEver() {
        connected.add(ANNA);
        atWork.isHere(LIST, ANNA, NOON);
        assertThat(atWork.isAnybody(after(74))).isTrue();
        assertThat(atWork.isAnybody(after(75))).isFalse();
    }

    @Test
    void aProgramThatFollowsNothingIsGoneAfterFifteenSeconds() {
        atWork.isHere(LIST, BORIS, NOON);
        assertThat(atWork.listOf(BORIS, after(14))).contains(LIST);
        assertThat(atWork.listOf(BORIS, after(15))).isEmpty();
    }

    @Test
    void whatTheyWorkedInTheHourCountsAlsoWhenTheyHaveLeft() {
        for (int second = 0; second <= 1_200; second += 2) {
            atWork.isHere(LIST, ANNA, after(second));
            atWork.isHere(LIST, BORIS, after(second));
        }
        atWork.left(ANNA);
        atWork.left(BORIS);
        assertThat(atWork.workedInHour(LIST, after(1_800))).isEqualTo(Duration.ofMinutes(40));
        assertThat(atWork.workedInHour(LIST, after(3_600 + 600)))
                .as("from 12:11 on, to the last thing that they said, at 12:20")
                .isEqualTo(Duration.ofMinutes(18).plusSeconds(4));
        assertThat(atWork.workedInHour(LIST, after(3 * 3_600))).isZero();
    }

    @Test
    void whoLeftAndCameAgainWorkedNothingMeanwhile() {
        atWork.isHere(LIST, ANNA, NOON);
        atWork.isHere(LIST, ANNA, after(10));
        atWork.isHere(LIST, ANNA, after(1_000));
        assertThat(atWork.workedInHour(LIST, after(1_001))).isEqualTo(Duration.ofSeconds(10));
    }
}
