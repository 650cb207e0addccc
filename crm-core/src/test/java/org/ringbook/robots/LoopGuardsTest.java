package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.robots.LoopGuards.Answer;

/** When a robot would go round in a circle. */
class LoopGuardsTest {

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void whatPeopleDoStartsARobot() {
        assertThat(LoopGuards.of(ONE, List.of(), 0)).isEqualTo(Answer.RUN);
    }

    @Test
    void aRobotDoesNotAnswerToItself() {
        assertThat(LoopGuards.of(ONE, List.of(ONE), 0)).isEqualTo(Answer.OWN_CHANGE);
        assertThat(LoopGuards.of(ONE, List.of(OTHER, ONE), 0)).isEqualTo(Answer.OWN_CHANGE);
    }

    @Test
    void fiveMayRunBecauseOfEachOtherAndTheSixthStopsThemAll() {
        List<UUID> four = List.of(ONE, OTHER, ONE, OTHER);
        List<UUID> five = List.of(ONE, OTHER, ONE, OTHER, ONE);
        assertThat(LoopGuards.of(ONE, four, 2)).isEqualTo(Answer.RUN);
        assertThat(LoopGuards.of(OTHER, five, 2)).isEqualTo(Answer.TOO_DEEP);
        assertThat(LoopGuards.stopped(Answer.TOO_DEEP, OTHER, five)).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void twentyTimesADayAreEnoughForOneRecord() {
        assertThat(LoopGuards.of(ONE, List.of(), 19)).isEqualTo(Answer.RUN);
        assertThat(LoopGuards.of(ONE, List.of(), 20)).isEqualTo(Answer.TOO_MANY);
        assertThat(LoopGuards.stopped(Answer.TOO_MANY, ONE, List.of(OTHER))).containsExactly(ONE);
    }

    @Test
    void whoeverRunsStopsNobody() {
        assertThat(LoopGuards.stopped(Answer.RUN, ONE, List.of(OTHER))).isEmpty();
        assertThat(LoopGuards.stopped(Answer.OWN_CHANGE, ONE, List.of(ONE))).isEmpty();
    }
}
