package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.faults.FaultProxy;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.Dialog;
import org.ringbook.lab.NeedsAsterisk;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real Asterisk, a real carrier, five telephones and a list that the server dials, while it is killed. {@code dialler.entries} and
 * {@code dialler.kills} make it as long as wanted: half of the kills are then the network of the PBX, and every fifth the database.
 */
@NeedsAsterisk
class ProgressiveIT {

    private static final int ENTRIES = Integer.getInteger("dialler.entries", 30);
    private static final int KILLS = Integer.getInteger("dialler.kills", 1);
    private static final int WARM = Integer.getInteger("dialler.warm", 3);
    /** In the order of the list: who answers, who is not there, who is busy; one of ten of a short list talks for long. */
    private static final String ENDS = System.getProperty("dialler.ends", "1838413181");

    @TempDir
    Path folder;

    private JdbcClient database;

    @Test
    void fiveAgentsWorkThroughAListAndEachAttemptIsOneCall() throws Exception {
        try (var house = new DiallerHouse(AsteriskVersion.V22, folder)) {
            database = house.database();
            String list = house.list(numbers(), zoneWhereItIsNoon(), 5, false);
            house.work(list, DiallerHouse.AGENTS);
            fail(house);
            await("everybody was tried")
                    .atMost(Duration.ofSeconds(90 + 12L * ENTRIES))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> count("select count(*) from campaign_entry where tried_at is null"
                                    + " and sleeps is distinct from 'unknown'")
                            == 0);
            house.goHome();
            await("all lines are down")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> count("select count(*) from call_attempt where state in ('prepared', 'placed')") == 0);
            judge();
            onAnOpenLineBothHearEachOtherAtOnce(house);
        }
    }

    /** Her telephone rings once; each customer hears her, and she them, in the moment in which they answer. */
    private void onAnOpenLineBothHearEachOtherAtOnce(DiallerHouse house) {
        List<String> numbers =
                IntStream.range(0, WARM).mapToObj("+7926%07d"::formatted).toList();
        int rangBefore = house.first.dialogs().size();
        String list = house.list(numbers, zoneWhereItIsNoon(), 5, true);
        house.work(list, 1);
        await("all were called")
                .atMost(Duration.ofSeconds(60 + 12L * WARM))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> count("select count(*) from call_attempt where technical is not null and campaign_id = '"
                                + list + "'")
                        == WARM);
        house.goHome();
        assertThat(count("select count(*) from call_attempt where technical = 'answered' and campaign_id = '" + list
                        + "'"))
                .isEqualTo(WARM);
        assertThat(count(
                        "select count(*) from call c join call_attempt a on a.request_id = c.request_id where a.campaign_id = '"
                                + list
                                + "' and c.agent = '201' and c.direction = 'outbound' and c.result = 'answered'"))
                .as("one call of the log each, of the agent at the line")
                .isEqualTo(WARM);
        assertThat(house.first.dialogs().size() - rangBefore)
                .as("how often her telephone rang")
                .isEqualTo(1);
        List<Instant> answers =
                house.customer.dialogs().stream().map(Dialog::answeredAt).toList();
        report("the customer hears the agent", answers, house.customer.beganToHear());
        report("the agent hears the customer", answers, house.first.beganToHear());
    }

    private static void report(String what, List<Instant> answers, List<Instant> heard) {
        long[] millis = answers.stream()
                .mapToLong(answer -> heard.stream()
                        .filter(at -> at.isAfter(answer.minusMillis(50)))
                        .findFirst()
                        .map(at -> Duration.between(answer, at).toMillis())
                        .orElse(Long.MAX_VALUE))
                .sorted()
                .toArray();
        System.out.printf(
                "%s: p50 %d ms, p99 %d ms after the answer, of %d%n",
                what, millis[millis.length / 2], millis[(int) (0.99 * (millis.length - 1))], millis.length);
        assertThat(millis[millis.length - 1]).as(what).isLessThan(2_000);
    }

    private static List<String> numbers() {
        return IntStream.range(0, ENTRIES)
                .mapToObj(i -> "+7999%06d%s".formatted(i, ENDS.charAt(i % ENDS.length())))
                .toList();
    }

    private static String zoneWhereItIsNoon() {
        return ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour())
                .getId();
    }

    /** Now and then in the middle. */
    private void fail(DiallerHouse house) throws InterruptedException {
        var random = new Random(ENTRIES);
        for (int i = 0; i < KILLS; i++) {
            long triedBy = (long) ENTRIES * (i + 1) / (KILLS + 2);
            await("some were tried")
                    .atMost(Duration.ofMinutes(5))
                    .ignoreExceptions()
                    .until(() -> count("select count(*) from campaign_entry where tried_at is not null") >= triedBy);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            if (i % 5 == 4) {
                house.postgres.stopAtOnce();
                TimeUnit.SECONDS.sleep(5);
                house.postgres.start();
            } else if (i % 2 == 0) {
                house.server.kill();
                house.server.start();
            } else {
                house.ami.set(FaultProxy.Way.VANISH);
                TimeUnit.SECONDS.sleep(10);
                house.ami.set(FaultProxy.Way.PASS);
            }
            house.awaitUp();
        }
    }

    private void judge() {
        assertThat(count("select count(*) from campaign_entry where tried_at is not null"))
                .as("tried")
                .isGreaterThanOrEqualTo(ENTRIES - 5L * KILLS);
        assertThat(count("select count(*) from call_attempt where technical = 'dropped'"))
                .as("dropped")
                .isZero();
        assertThat(count("select count(*) from call_attempt a where state = 'ended' and 1 <>"
                        + " (select count(*) from call c where c.request_id = a.request_id)"))
                .as("attempts that are not one call of the log")
                .isZero();
        assertThat(count("select count(*) from call c where c.direction = 'outbound' and not exists"
                        + " (select from call_attempt a where a.request_id = c.request_id)"))
                .as("calls without an attempt")
                .isZero();
        assertThat(count("select count(*) from (select number from call_attempt where technical = 'answered'"
                        + " group by 1 having count(*) > 1) twice"))
                .as("who answered and was called again")
                .isZero();
        long most = count(
                "select coalesce(max(many), 0) from (select (select count(*) from call b where b.started_at <= a.started_at"
                        + " and b.ended_at > a.started_at) as many from call a) going");
        assertThat(most).as("lines at the same time").isLessThanOrEqualTo(DiallerHouse.AGENTS);
        System.out.println("attempts " + count("select count(*) from call_attempt") + ", ended "
                + count("select count(*) from call_attempt where state = 'ended'") + ", not placed "
                + count("select count(*) from call_attempt where state = 'not_placed'") + ", unknown "
                + count("select count(*) from call_attempt where state = 'unknown'") + ", answered "
                + count("select count(*) from call_attempt where technical = 'answered'") + ", calls "
                + count("select count(*) from call") + ", most lines " + most);
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
