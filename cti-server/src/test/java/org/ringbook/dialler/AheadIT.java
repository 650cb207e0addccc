package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.NeedsAsterisk;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real Asterisk and a real carrier: people are called first, and an agent's telephone when they have picked up. */
@NeedsAsterisk
class AheadIT {

    private static final int ENTRIES = Integer.getInteger("dialler.entries", 8);
    /** In the order of the list: who answers, who is busy, who does not exist. */
    private static final String ENDS = System.getProperty("dialler.ends", "11018131");

    @TempDir
    Path folder;

    private JdbcClient database;

    private static String number(int i) {
        return "+7999%06d%s".formatted(i, ENDS.charAt(i % ENDS.length()));
    }

    @Test
    void whoPicksUpSpeaksWithAnAgentAtOnceAndEachAttemptIsOneCall() throws Exception {
        try (var house = new DiallerHouse(AsteriskVersion.V22, folder)) {
            database = house.database();
            List<String> numbers =
                    IntStream.range(0, ENTRIES).mapToObj(AheadIT::number).toList();
            String list = house.listAhead(numbers, ProgressiveIT.zoneWhereItIsNoon(), 5);
            house.work(list, DiallerHouse.AGENTS);
            await("everybody was tried")
                    .atMost(Duration.ofSeconds(90 + 12L * ENTRIES))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> count("select count(*) from campaign_entry where tried_at is null") == 0);
            linesAreDown();
            oneCallForEachAttempt();
            assertThat(count("select count(*) from call_attempt where technical = 'dropped'"))
                    .isZero();
            assertThat(count("select count(*) from call_attempt where technical = 'answered' and staff_id is not null"))
                    .isEqualTo(numbers.stream()
                            .filter(one -> one.matches(".*[01]"))
                            .count());
            System.out.println("from the answer to an agent, ms: "
                    + database.sql("select percentile_disc(array[0.5, 0.99]) within group (order by"
                                    + " extract(epoch from answered_at - picked_up_at) * 1000)::text from call_attempt"
                                    + " where answered_at is not null")
                            .query(String.class)
                            .single());
            assertThat(
                            count(
                                    "select count(*) from call_attempt where answered_at > picked_up_at + interval '2 seconds'"))
                    .as("people who waited longer than two seconds")
                    .isZero();
            aServerThatDiesLeavesNobodyInSilence(house);
        }
    }

    /** The telephone system releases whoever picks up meanwhile, and the log says that they found nobody. */
    private void aServerThatDiesLeavesNobodyInSilence(DiallerHouse house) throws Exception {
        house.goHome();
        String list = house.listAhead(List.of("+79991234560"), ProgressiveIT.zoneWhereItIsNoon(), 5);
        house.work(list, 1);
        await("it rings")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("select count(*) from call_attempt where number = 79991234560 and state = 'placed'")
                        == 1);
        house.server.kill();
        TimeUnit.SECONDS.sleep(9);
        house.server.start();
        house.awaitUp();
        linesAreDown();
        assertThat(database.sql("select technical from call_attempt where number = 79991234560")
                        .query(String.class)
                        .list())
                .containsExactly("dropped");
        oneCallForEachAttempt();
    }

    private void linesAreDown() {
        await("all lines are down")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> count("select count(*) from call_attempt where state in ('prepared', 'placed', 'unknown')")
                        == 0);
    }

    private void oneCallForEachAttempt() {
        assertThat(count("select count(*) from call_attempt a where 1 <>"
                        + " (select count(*) from call c where c.request_id = a.request_id)"))
                .as("attempts that are not one call")
                .isZero();
        assertThat(count("select count(*) from call"))
                .as("and no call beside them")
                .isEqualTo(count("select count(*) from call_attempt"));
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
