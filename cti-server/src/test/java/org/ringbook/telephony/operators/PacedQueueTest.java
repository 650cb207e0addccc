package org.ringbook.telephony.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.operators.PacedQueue.Busy;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;

class PacedQueueTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    @Test
    void noMoreGoOutWithinATimeThanTheOtherSideAllows() throws Exception {
        var queue = new PacedQueue(100, List.of(new Rate("any", 4, Duration.ofMillis(200))));
        var turns = new ArrayList<Long>();
        long began = System.nanoTime();
        for (int i = 0; i < 14; i++) {
            queue.run(List.of("any", "callback"), PATIENT, () -> turns.add(System.nanoTime()));
        }
        // Not from turn to turn: one that a busy machine begins late does not make the next one later.
        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i) - began)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos() * (i / 4));
        }
    }

    @Test
    void whoToldToSlowDownIsAskedAgainLaterAndEverybodyWaits() throws Exception {
        var queue = new PacedQueue(9, List.of(), PacedQueue.growing(Duration.ofMillis(100), Duration.ofMillis(200)));
        var tries = new AtomicInteger();
        long began = System.nanoTime();
        int answer = queue.run(List.of("any"), PATIENT, () -> {
            if (tries.incrementAndGet() < 3) {
                throw new SlowDown(null);
            }
            return 1000;
        });
        assertThat(answer).isEqualTo(1000);
        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void nobodyWaitsLongerThanTheyWouldAndNoMoreThanThereIsRoomFor() throws Exception {
        var queue = new PacedQueue(1, List.of(new Rate("transfer", 1, Duration.ofSeconds(20))));
        assertThat(queue.<Boolean, RuntimeException>run(List.of("transfer"), PATIENT, () -> true))
                .isTrue();
        assertThatThrownBy(() -> queue.run(List.of("transfer"), Duration.ofSeconds(1), () -> true))
                .isInstanceOf(Busy.class);
        var second = new Thread(() -> {
            try {
                queue.run(List.of("transfer"), PATIENT, () -> true);
            } catch (Busy | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
        second.start();
        while (second.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> queue.run(List.of("other"), PATIENT, () -> true))
                .isInstanceOf(Busy.class);
        second.interrupt();
        second.join();
    }

    @Test
    void anErrorIsPassedOnAndNotTriedAgain() {
        var queue = new PacedQueue(9, List.of());
        var tries = new AtomicInteger();
        assertThatThrownBy(() -> queue.run(List.of("any"), PATIENT, () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(1);
    }
}
