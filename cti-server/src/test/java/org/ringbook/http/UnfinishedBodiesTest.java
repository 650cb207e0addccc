package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringbook.http.UnfinishedBodies.Answer;

class UnfinishedBodiesTest {

    @Test
    void soManyAreWaitedForAtOnceAndOfOneAddressFewer() {
        var bodies = new UnfinishedBodies(3, 2);
        assertThat(bodies.begin("one")).isEqualTo(Answer.WAIT);
        assertThat(bodies.begin("one")).isEqualTo(Answer.WAIT);
        assertThat(bodies.begin("one")).isEqualTo(Answer.TOO_MANY_OF_ADDRESS);
        assertThat(bodies.begin("other")).isEqualTo(Answer.WAIT);
        assertThat(bodies.begin("third")).isEqualTo(Answer.FULL);
        bodies.done("one");
        assertThat(bodies.begin("third")).isEqualTo(Answer.WAIT);
        assertThat(bodies.waiting()).isEqualTo(3);
    }

    @Test
    void aBodyMayTakeItsTimeAsLongAsItComes() {
        assertThat(UnfinishedBodies.tooSlow(Duration.ofSeconds(14), 1)).isFalse();
        assertThat(UnfinishedBodies.tooSlow(Duration.ofSeconds(16), 4)).isTrue();
        assertThat(UnfinishedBodies.tooSlow(Duration.ofMinutes(10), 100_000_000))
                .isFalse();
        assertThat(UnfinishedBodies.tooSlow(Duration.ofMinutes(10), 1_000_000)).isTrue();
    }
}
