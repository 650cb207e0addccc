package org.ringbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RepeatedTaskTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger times = new AtomicInteger();
    private RepeatedTask task = new RepeatedTask("again", PAUSE, times::incrementAndGet);

    @AfterEach
    void stop() {
        task.stop();
    }

    private void itIsDoneOnceMore() {
        itIsDoneOnceMoreThan(times.get());
    }

    private void itIsDoneOnceMoreThan(int before) {
        await().atMost(SOON).until(() -> times.get() > before);
    }

    @Test
    void itIsDoneAgainAndAgainUntilItIsStoppedAndAfterANewStart() {
        task.start();
        itIsDoneOnceMore();
        itIsDoneOnceMore();
        task.stop();
        assertThat(task.isRunning()).isFalse();
        task.start();
        itIsDoneOnceMore();
    }

    @Test
    void whateverItThrowsItIsDoneAgain() {
        task = new RepeatedTask("again", PAUSE, () -> {
            switch (times.incrementAndGet() % 3) {
                case 0 -> throw new DataAccessResourceFailureException("away");
                case 1 -> throw new IllegalStateException("a fault of ours");
                default -> throw new StackOverflowError();
            }
        });
        task.start();
        await().atMost(SOON).until(() -> times.get() > 6);
    }

    @Test
    void itIsDoneAtOnceWhenSomebodyAsksAndNeverWhenItIsNotRunning() {
        task = new RepeatedTask("again", NEVER, times::incrementAndGet);
        task.now();
        task.start();
        assertThat(times).hasValue(0);
        task.now();
        itIsDoneOnceMoreThan(0);
    }

    @Test
    void startedTwiceItIsOne() throws InterruptedException {
        var both = new CountDownLatch(2);
        task = new RepeatedTask("again", Duration.ZERO, NEVER, () -> {
            both.countDown();
            times.incrementAndGet();
        });
        task.start();
        task.start();
        itIsDoneOnceMoreThan(0);
        assertThat(both.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void whatGoesOnIsInterruptedByTheStop() {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        task = new RepeatedTask("again", Duration.ZERO, NEVER, () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
        });
        task.start();
        await().atMost(SOON).until(() -> began.getCount() == 0);
        task.stop();
        await().atMost(SOON).until(() -> interrupted.getCount() == 0);
    }
}
