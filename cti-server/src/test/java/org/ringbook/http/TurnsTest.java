package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Everybody comes back at once. */
class TurnsTest {

    private final Turns door = new Turns(1, 2, Duration.ofMinutes(1));

    @Test
    void oneIsLetInTwoWaitAndTheNextIsToldToComeAgain() {
        assertThat(door.begin()).isTrue();
        List<CompletableFuture<Boolean>> others = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int waiting = i;
            others.add(CompletableFuture.supplyAsync(door::begin, work -> new Thread(work).start()));
            await().until(() -> door.waiting() == waiting);
        }
        assertThat(door.begin()).as("the room is full").isFalse();
        assertThat(others).noneMatch(CompletableFuture::isDone);

        door.done();
        assertThat(others.get(0).join()).isTrue();
        assertThat(others.get(1).isDone()).as("one at a time").isFalse();
        door.done();
        assertThat(others.get(1).join()).isTrue();
        door.done();
        assertThat(door.begin()).isTrue();
    }

    @Test
    void whoWaitedTooLongIsToldToComeAgainAndTakesNobodysPlace() {
        var hasty = new Turns(1, 1, Duration.ZERO);
        assertThat(hasty.begin()).isTrue();
        assertThat(hasty.begin()).isFalse();
        assertThat(hasty.begin()).isFalse();
        hasty.done();
        assertThat(hasty.begin()).isTrue();
    }
}
