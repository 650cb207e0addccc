package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.faults.FaultProxy;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.NeedsAsterisk;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real Asterisk, a real carrier, telephones of agents and a list that the server dials, while it is killed. {@code dialler.entries},
 * {@code dialler.kills} and {@code dialler.agents} make it as long as wanted: half of the kills are then the network of the PBX, and every
 * fifth the database.
 */
@NeedsAsterisk
class ProgressiveIT {

    private static final int ENTRIES = Integer.getInteger("dialler.entries", 8);
    private static final int KILLS = Integer.getInteger("dialler.kills", 1);
    /** In the order of the list: who answers, who is busy, who is not there. None meets a full line, which is tried again at once. */
    private static final String ENDS = System.getProperty("dialler.ends", "1814138181");

    private static final String NEITHER_TRIED_NOR_UNKNOWN =
            "select count(*) from campaign_entry e where tried_at is null and not exists"
                    + " (select from call_attempt a where a.entry_id = e.id and a.state = 'unknown')";

    /** Which field of the carrier's events has what was dialled. */
    private static final int EXTEN = 7;

    @TempDir
    Path folder;

    private JdbcClient database;

    @Test
    void agentsWorkThroughAListAndEachAttemptIsOneCall() throws Exception {
        try (var house = new DiallerHouse(AsteriskVersion.V22, folder)) {
            database = house.database();
            String list = house.list(numbers(), zoneWhereItIsNoon(), 5);
            house.work(list, DiallerHouse.AGENTS);
            fail(house);
            await("everybody was tried")
                    .atMost(Duration.ofSeconds(90 + 12L * ENTRIES))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> count(NEITHER_TRIED_NOR_UNKNOWN) == 0);
            house.goHome();
            await("all lines are down")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> count("select count(*) from call_attempt where state in ('prepared', 'placed')") == 0);
            judge();
            askedOfTheCarrier(house)
                    .forEach((number, times) -> assertThat(times)
                            .as("lines of the carrier to %s", number)
                            .isLessThanOrEqualTo(
                                    count("select count(*) from call_attempt where state <> 'not_placed' and number = 7"
                                            + number)));
        }
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
        assertThat(count("select count(*) from campaign_entry")).isEqualTo(ENTRIES);
        assertThat(count(NEITHER_TRIED_NOR_UNKNOWN))
                .as("entries that were lost")
                .isZero();
        assertThat(count("select count(*) from call_attempt where state = 'unknown'"))
                .as("attempts of which nobody knows: no more than were up when something was killed")
                .isLessThanOrEqualTo((long) KILLS * DiallerHouse.AGENTS);
        await("each attempt that ended is one call of the log")
                .atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from call_attempt a where state = 'ended' and 1 <>"
                                + " (select count(*) from call c where c.request_id = a.request_id)")
                        == 0);
        assertThat(count("select count(*) from call_attempt where technical = 'dropped'"))
                .as("dropped")
                .isZero();
        assertThat(count("select count(*) from call c where c.direction = 'outbound' and not exists"
                        + " (select from call_attempt a where a.request_id = c.request_id)"))
                .as("calls without an attempt")
                .isZero();
        assertThat(
                        count(
                                "select count(*) from call_attempt a join call_attempt b on a.number = b.number and a.id < b.id"
                                        + " where a.state <> 'not_placed' and b.state <> 'not_placed'"
                                        + " and a.technical is distinct from 'agent_unreachable'"
                                        + " and b.technical is distinct from 'agent_unreachable'"
                                        + " and b.created_at - a.created_at between interval '-10 minutes' and interval '10 minutes'"))
                .as("numbers that were called twice")
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

    /** How often it was asked for each number, by its last ten digits. */
    private static Map<String, Long> askedOfTheCarrier(DiallerHouse house) throws IOException {
        Map<String, Long> asked = Files.readAllLines(house.carrier.celFile()).stream()
                .filter(line -> line.startsWith("\"CHAN_START\""))
                .map(line -> line.split(",")[EXTEN].replaceAll("\\D", ""))
                .filter(digits -> digits.length() >= 10)
                .collect(
                        Collectors.groupingBy(digits -> digits.substring(digits.length() - 10), Collectors.counting()));
        assertThat(asked).isNotEmpty();
        return asked;
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
