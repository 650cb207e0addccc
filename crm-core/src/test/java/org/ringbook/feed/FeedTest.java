package org.ringbook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of calls reaches whoever follows, whatever happens meanwhile. */
class FeedTest {

    private final HikariDataSource database = TestDatabase.pooledWith("calls");
    private final ChangeTable changes = new ChangeTable(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Notebook bridge = new Notebook("bridge", Follower.Start.BEGINNING);
    private final Notebook reports = new Notebook("reports", Follower.Start.BEGINNING);
    private Feed feed = new Feed(changes, database, List.of(bridge, reports));

    /** A follower that keeps what it was told. */
    private static final class Notebook implements Follower {

        private final String name;
        private final Start start;
        private final List<FeedChange> noted = new CopyOnWriteArrayList<>();
        private volatile UUID cannotTake;
        private volatile RuntimeException trouble;
        private volatile int begun;

        Notebook(String name, Start start) {
            this.name = name;
            this.start = start;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Start start() {
            return start;
        }

        @Override
        public void begins() {
            begun++;
        }

        @Override
        public void take(List<FeedChange> some) {
            for (FeedChange change : some) {
                if (trouble != null) {
                    throw trouble;
                }
                if (change.call().equals(cannotTake)) {
                    throw new IllegalStateException("no such queue");
                }
            }
            noted.addAll(some);
        }

        List<UUID> calls() {
            return noted.stream().map(FeedChange::call).toList();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        feed.stop();
        database.close();
    }

    private UUID logged() {
        UUID call = UUID.randomUUID();
        write(call);
        return call;
    }

    private void write(UUID call) {
        transaction.executeWithoutResult(status -> {
            changes.lock();
            changes.write(List.of(Change.of(call, ChangeType.LOGGED)));
        });
    }

    private FollowerState state(String name) {
        return feed.states().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Test
    void eachFollowerIsToldOfEachChangeInItsOrder() {
        feed.start();
        List<UUID> calls = IntStream.range(0, 500).mapToObj(i -> logged()).toList();
        soon().untilAsserted(() -> assertThat(bridge.calls()).isEqualTo(calls));
        soon().untilAsserted(() -> assertThat(reports.calls()).isEqualTo(calls));
        soon().until(() -> state("bridge").waiting() == 0 && state("bridge").since() == null);
    }

    @Test
    void whatHappenedWhileTheServerWasAwayIsToldAfterItsStart() {
        feed.start();
        UUID before = logged();
        soon().until(() -> bridge.calls().contains(before));
        feed.stop();
        UUID meanwhile = logged();
        feed = new Feed(changes, database, List.of(bridge, reports));
        feed.start();
        soon().untilAsserted(() -> assertThat(bridge.calls()).containsExactly(before, meanwhile));
        assertThat(bridge.begun).isEqualTo(1);
    }

    @Test
    void whoBeginsNowIsNotToldOfThePast() {
        logged();
        var newcomer = new Notebook("newcomer", Follower.Start.NOW);
        feed = new Feed(changes, database, List.of(newcomer, bridge));
        feed.start();
        soon().until(() -> state("newcomer") != null && bridge.noted.size() == 1);
        UUID next = logged();
        soon().untilAsserted(() -> assertThat(newcomer.calls()).containsExactly(next));
    }

    @Test
    void whoFailsStopsAloneAndSaysAtWhatAndGoesOnByItself() {
        feed.start();
        UUID good = logged();
        UUID bad = UUID.randomUUID();
        bridge.cannotTake = bad;
        write(bad);
        UUID after = logged();
        soon().untilAsserted(() -> assertThat(reports.calls()).containsExactly(good, bad, after));
        soon().until(() ->
                state("bridge").failure() != null && state("bridge").failure().number() != null);
        assertThat(bridge.calls()).containsExactly(good);
        FollowerState stands = state("bridge");
        assertThat(stands.waiting()).isEqualTo(2);
        assertThat(stands.failure().call()).isEqualTo(bad);
        assertThat(stands.failure().reason()).isEqualTo("IllegalStateException: no such queue");
        assertThat(state("reports").failure()).isNull();

        bridge.cannotTake = null;
        soon().untilAsserted(() -> assertThat(bridge.calls()).containsExactly(good, bad, after));
        soon().until(() -> state("bridge").failure() == null);
    }

    @Test
    void amongManyThatWaitTheOneAtFaultIsFoundAndAnAdministratorMaySkipIt() {
        List<UUID> calls = IntStream.range(0, 60).mapToObj(i -> logged()).toList();
        bridge.cannotTake = calls.get(41);
        feed.start();
        soon().until(() -> state("bridge") != null
                && state("bridge").failure() != null
                && state("bridge").failure().number() != null);
        assertThat(bridge.calls()).isEqualTo(calls.subList(0, 41));
        long number = state("bridge").failure().number();

        assertThat(feed.skip("bridge", number + 1, "vera")).isFalse();
        assertThat(feed.skip("reports", number, "vera")).isFalse();
        assertThat(feed.skip("bridge", number, "vera")).isTrue();

        soon().until(() -> bridge.noted.size() == 59);
        assertThat(bridge.calls()).doesNotContain(calls.get(41));
        assertThat(state("bridge").skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.number()).isEqualTo(number);
            assertThat(skipped.call()).isEqualTo(calls.get(41));
            assertThat(skipped.by()).isEqualTo("vera");
            assertThat(skipped.reason()).contains("no such queue");
        });
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfAChange() {
        feed.start();
        bridge.trouble = new DataAccessResourceFailureException("connection refused");
        UUID call = logged();
        soon().until(() -> state("bridge").failure() != null);
        assertThat(state("bridge").failure().number()).isNull();
        bridge.trouble = null;
        soon().untilAsserted(() -> assertThat(bridge.calls()).containsExactly(call));
    }

    @Test
    void whatAFollowerWritesAndItsCursorAreKeptTogetherOrNotAtAll() {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table bridged (call_id uuid)").update();
        var writes = new Follower() {
            private int times;

            @Override
            public String name() {
                return "writes";
            }

            @Override
            public Start start() {
                return Start.BEGINNING;
            }

            @Override
            public void take(List<FeedChange> some) {
                some.forEach(change -> jdbc.sql("insert into bridged values (?)")
                        .param(change.call())
                        .update());
                if (times++ < 3) {
                    throw new IllegalStateException("killed after the row was written");
                }
            }
        };
        feed = new Feed(changes, database, List.of(writes));
        feed.start();
        UUID call = logged();
        soon().until(() -> state("writes") != null
                && state("writes").waiting() == 0
                && state("writes").passed() > 0);
        assertThat(jdbc.sql("select call_id from bridged").query(UUID.class).list())
                .containsExactly(call);
    }

    @Test
    void nobodyIsLedPastAChangeWhoseTransactionCommitsLate() throws Exception {
        feed.start();
        UUID slow = UUID.randomUUID();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var writer = new Thread(() -> transaction.executeWithoutResult(status -> {
            changes.lock();
            changes.write(List.of(Change.of(slow, ChangeType.LOGGED)));
            written.countDown();
            awaitCalmly(mayCommit);
        }));
        writer.start();
        written.await();
        UUID quick = UUID.randomUUID();
        var other = new Thread(() -> write(quick));
        other.start();
        soon().until(() -> waitsForTheLock() == 1);
        assertThat(bridge.noted).isEmpty();
        mayCommit.countDown();
        soon().untilAsserted(() -> assertThat(bridge.calls()).containsExactly(slow, quick));
        writer.join();
        other.join();
    }

    private int waitsForTheLock() {
        return JdbcClient.create(database)
                .sql("select count(*)::int from pg_locks where locktype = 'advisory' and not granted"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .query(Integer.class)
                .single();
    }

    private static void awaitCalmly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyWritersAtOnceAndSomeThatGiveUpLeaveNoHoleThatAFollowerFallsInto() throws Exception {
        feed.start();
        var committed = new CopyOnWriteArrayList<UUID>();
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) {
            var writer = new Thread(() -> {
                for (int n = 0; n < 100; n++) {
                    boolean givesUp = ThreadLocalRandom.current().nextInt(5) == 0;
                    UUID call = UUID.randomUUID();
                    transaction.executeWithoutResult(status -> {
                        changes.lock();
                        changes.write(List.of(Change.of(call, ChangeType.LOGGED)));
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
                        if (givesUp) {
                            status.setRollbackOnly();
                        }
                    });
                    if (!givesUp) {
                        committed.add(call);
                    }
                }
            });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        soon().until(() -> reports.noted.size() >= committed.size());
        assertThat(reports.calls()).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(reports.noted.stream().map(FeedChange::number)).isSorted();
    }

    @Test
    void oldChangesAreDroppedWhenEveryFollowerHasTakenThemAndNotBefore() {
        JdbcClient jdbc = JdbcClient.create(database);
        feed.start();
        UUID old = logged();
        soon().until(() -> bridge.noted.size() == 1 && reports.noted.size() == 1);
        bridge.trouble = new DataAccessResourceFailureException("away");
        UUID alsoOld = logged();
        soon().until(() -> reports.noted.size() == 2);
        jdbc.sql("update call_change set at = at - interval '31 days'").update();
        UUID fresh = logged();
        soon().until(() -> state("reports").waiting() == 0);
        var retention = new ChangeRetention(database, new FeedSettings(Duration.ofDays(30)));

        assertThat(retention.drop()).isEqualTo(1);
        assertThat(changes.after(0, 10)).extracting(FeedChange::call).containsExactly(alsoOld, fresh);

        bridge.trouble = null;
        soon().until(() -> state("bridge").waiting() == 0);
        assertThat(retention.drop()).isEqualTo(1);
        assertThat(changes.after(0, 10)).extracting(FeedChange::call).containsExactly(fresh);
        assertThat(bridge.calls()).containsExactly(old, alsoOld, fresh);
    }

    @Test
    void aClockThatRunsAheadDropsNothing() {
        JdbcClient jdbc = JdbcClient.create(database);
        logged();
        feed.start();
        soon().until(() -> state("bridge") != null && state("bridge").passed() > 0);
        jdbc.sql("update call_change set at = at - interval '400 days'").update();
        assertThat(new ChangeRetention(database, new FeedSettings(Duration.ofDays(30))).drop())
                .isZero();
    }
}
