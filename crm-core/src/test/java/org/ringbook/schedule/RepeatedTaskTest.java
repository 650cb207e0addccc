package org.ringbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;

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

    private List<Level> toldOf(RuntimeException fault) {
        var told = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(RepeatedTask.class);
        Level before = log.getLevel();
        told.start();
        log.setLevel(Level.DEBUG);
        log.addAppender(told);
        try {
            String name = fault.getClass().getSimpleName() + "-again";
            task = new RepeatedTask(name, PAUSE, () -> {
                times.incrementAndGet();
                throw fault;
            });
            task.start();
            await().atMost(SOON).until(() -> times.get() > 3);
            task.stop();
            return List.copyOf(told.list).stream()
                    .filter(line -> name.equals(line.getArgumentArray()[0]))
                    .limit(3)
                    .map(ILoggingEvent::getLevel)
                    .toList();
        } finally {
            log.detachAppender(told);
            log.setLevel(before);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsNoFault() {
        assertThat(toldOf(new DataAccessResourceFailureException("away"))).containsOnly(Level.DEBUG);
        assertThat(toldOf(new CannotCreateTransactionException("away"))).containsOnly(Level.DEBUG);
        assertThat(toldOf(new CannotAcquireLockException("taken"))).containsOnly(Level.DEBUG);
    }

    @Test
    void aStatementThatTheDatabaseCannotDoIsToldOnce() {
        assertThat(toldOf(new BadSqlGrammarException("again", "selekt 1", new SQLException("syntax error"))))
                .containsExactly(Level.ERROR, Level.DEBUG, Level.DEBUG);
        assertThat(toldOf(new DataIntegrityViolationException("twice")))
                .containsExactly(Level.ERROR, Level.DEBUG, Level.DEBUG);
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
