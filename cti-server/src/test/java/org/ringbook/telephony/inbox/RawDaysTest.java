package org.ringbook.telephony.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Raw messages lie in partitions of one day each. */
class RawDaysTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final DataSource database = TestDatabase.with("telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final RawDays days = new RawDays(database, 30, Duration.ofMillis(20));

    @Test
    void todayAndTheNextDaysHaveAPlaceBeforeAnythingIsSaid() {
        days.upkeep(NOON);
        assertThat(partitions())
                .containsExactly(
                        "raw_chunk_20261123", "raw_chunk_20261124", "raw_chunk_20261125", "raw_chunk_20261126");
        say(NOON);
        say(Instant.parse("2026-11-23T23:59:59.999Z"));
        say(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(in("raw_chunk_20261123")).isEqualTo(2);
        assertThat(in("raw_chunk_20261124")).isEqualTo(1);
        assertThat(in("raw_chunk_default")).isZero();
    }

    @Test
    void aDayIsDroppedWholeWhenItIsOlderThanWhatIsKept() {
        days.upkeep(NOON);
        say(NOON);
        days.upkeep(NOON.plus(Duration.ofDays(30)));
        assertThat(in("raw_chunk")).isEqualTo(1);
        days.upkeep(NOON.plus(Duration.ofDays(31)));
        assertThat(in("raw_chunk")).isZero();
        assertThat(partitions()).doesNotContain("raw_chunk_20261123").contains("raw_chunk_20261227");
    }

    @Test
    void aClockThatIsAYearAheadDropsNothingUntilMessagesGoOnThere() {
        days.upkeep(NOON);
        say(NOON);
        Instant ahead = NOON.plus(Duration.ofDays(365));
        days.upkeep(ahead);
        assertThat(in("raw_chunk")).isEqualTo(1);

        say(ahead);
        days.upkeep(ahead.plus(Duration.ofDays(1)));
        assertThat(in("raw_chunk")).as("a day on which nobody noticed").isEqualTo(2);

        say(ahead.plus(Duration.ofDays(1)));
        say(ahead.plus(Duration.ofDays(2)));
        days.upkeep(ahead.plus(Duration.ofDays(2)));
        assertThat(in("raw_chunk")).isEqualTo(3);
        assertThat(partitions()).doesNotContain("raw_chunk_20261123");
    }

    /** Less than the month of silence after which a clock is not believed. */
    @Test
    void aClockThatLeapsTwentyDaysWhileTheServerRunsDropsNothingTooEarly() {
        Instant old = NOON.minus(Duration.ofDays(15));
        say(old);
        say(NOON);
        days.upkeep(NOON);
        Instant ahead = NOON.plus(Duration.ofDays(20));
        days.upkeep(ahead, NOON.plus(Duration.ofHours(1)));
        assertThat(in("raw_chunk")).isEqualTo(2);
        say(ahead);
        assertThat(in("raw_chunk_20261213")).isEqualTo(1);
    }

    @Test
    void whatWasKeptBeforeThereWereDaysIsMovedToItsDayOrDropped() {
        say(NOON);
        say(NOON.minus(Duration.ofDays(12)));
        say(NOON.minus(Duration.ofDays(40)));
        List<Long> before = ids();
        days.upkeep(NOON);
        assertThat(in("raw_chunk_default")).isZero();
        assertThat(in("raw_chunk_20261123")).isEqualTo(1);
        assertThat(in("raw_chunk_20261111")).isEqualTo(1);
        assertThat(ids()).containsExactlyElementsOf(before.subList(0, 2));
        say(NOON);
        assertThat(ids()).as("ids go on").hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void twoServersThatStartAtOnceMakeTheSameDaysWhileMessagesComeIn() throws Exception {
        say(NOON);
        ExecutorService servers = Executors.newFixedThreadPool(3);
        var go = new CountDownLatch(1);
        var done = new AtomicBoolean();
        var results = new ArrayList<Future<?>>();
        for (int i = 0; i < 2; i++) {
            results.add(servers.submit(() -> {
                go.await();
                upkeepThatIsTriedAgain(new RawDays(database, 30, Duration.ofMillis(20)));
                return null;
            }));
        }
        var inbox = new RawInbox(database);
        inbox.start();
        Future<Integer> speaker = servers.submit(() -> {
            int said = 0;
            for (go.await(); !done.get(); said++) {
                inbox.keep("pbx", new byte[200_000], NOON.plusMillis(said));
                Thread.sleep(1);
            }
            return said;
        });
        go.countDown();
        for (Future<?> result : results) {
            result.get();
        }
        done.set(true);
        int said = speaker.get();
        inbox.stop();
        // A busy machine may not have written all of it when the inbox stops waiting.
        await().until(() -> jdbc.sql("select sum(messages) from raw_chunk where source = 'pbx'")
                                .query(Integer.class)
                                .single()
                        + inbox.lost()
                == said + 1);
        assertThat(in("raw_chunk_default")).isZero();
        servers.shutdown();
    }

    /** As the server does: a table that others use for longer than it waits is tried again. */
    private static void upkeepThatIsTriedAgain(RawDays days) {
        for (boolean done = false; !done; ) {
            try {
                days.upkeep(NOON);
                done = true;
            } catch (ConcurrencyFailureException inUse) {
                // once more
            }
        }
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartIsTriedAgain() {
        var away = new AtomicBoolean(true);
        var flaky = new DelegatingDataSource(database) {
            @Override
            public java.sql.Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLException("PostgreSQL is stopped", "08001");
                }
                return super.getConnection();
            }
        };
        var upkeep = new RawDays(flaky, 30, Duration.ofMillis(20));
        upkeep.start();
        away.set(false);
        await().until(() -> partitions().size() == 4);
        upkeep.stop();
    }

    private void say(Instant at) {
        jdbc.sql("insert into raw_chunk (source, first_at, last_at, messages, payload) values ('pbx', ?, ?, 1, '')")
                .params(Timestamp.from(at), Timestamp.from(at))
                .update();
    }

    private List<String> partitions() {
        return jdbc.sql("select relname from pg_class where relname ~ '^raw_chunk_[0-9]{8}$' order by 1")
                .query(String.class)
                .list();
    }

    private int in(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private List<Long> ids() {
        return jdbc.sql("select id from raw_chunk order by id")
                .query(Long.class)
                .list();
    }
}
