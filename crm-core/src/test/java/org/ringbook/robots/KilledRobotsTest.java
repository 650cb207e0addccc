package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;
import org.ringbook.tasks.Task;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process in which robots work is killed (-9) in the middle of it, and another one goes on. */
class KilledRobotsTest {

    static final UUID RECEIVER = UUID.fromString("019ad000-0000-7000-8000-0000000006a1");

    private static final int RUNS = 1_000;
    private static final int STEPS = 4;
    private static final int KILLS = 4;
    private static final Duration ENOUGH = Duration.ofMinutes(4);

    private final RobotDesk desk = new RobotDesk();

    @TempDir
    private Path home;

    @AfterEach
    void goodbye() {
        desk.close();
    }

    @Test
    void aThousandRunsThatAreKilledInTheMiddleAreEachDoneOnce() throws Exception {
        desk.receivers.known.put(RECEIVER, "1С");
        desk.robot(
                "Ведёт",
                Trigger.of(When.DEAL_CREATED),
                RobotStep.task(Task.What.CALL, "Позвонить: {title}", Who.RESPONSIBLE, 60),
                RobotStep.hook(RECEIVER),
                RobotStep.set("competitor", "{competitor}x"),
                RobotStep.part("Отгрузка: {title}"));
        new TransactionTemplate(desk.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> IntStream.range(0, RUNS).forEach(i -> desk.deal("Сделка " + i)));
        int killedAtWork = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int until = RUNS * STEPS * kill / (KILLS + 1);
            Process process = start();
            try {
                await().atMost(ENOUGH).until(() -> desk.count("robot_step") >= until || !process.isAlive());
                killedAtWork += process.isAlive() ? 1 : 0;
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(killedAtWork).as(Files.readString(log())).isEqualTo(KILLS);
        assertThat(start().waitFor()).isZero();

        assertThat(desk.count("robot_event where done_at is null")).isZero();
        assertThat(desk.count("robot_run where state = 'done'")).isEqualTo(RUNS);
        assertThat(desk.count("robot_run")).isEqualTo(RUNS);
        assertThat(desk.count("robot_step")).isEqualTo(RUNS * STEPS);
        assertThat(desk.toDo(desk.anna)).hasSize(RUNS).doesNotHaveDuplicates();
        assertThat(desk.count("robot_hook")).isEqualTo(RUNS);
        assertThat(desk.count("deal where competitor = 'x'")).isEqualTo(RUNS);
        assertThat(desk.count("deal_part")).isEqualTo(RUNS);
        assertThat(desk.count("(select distinct deal_id from deal_part) p")).isEqualTo(RUNS);
    }

    private Process start() throws IOException, SQLException {
        String url;
        try (var connection = desk.crm.database().getConnection()) {
            url = connection.getMetaData().getURL();
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RobotProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return home.resolve("process.log");
    }
}
