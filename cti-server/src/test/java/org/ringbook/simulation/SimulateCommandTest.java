package org.ringbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.ringbook.commands.Command;

/** Shifts are played at the command line. */
class SimulateCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        return new SimulateCommand()
                .run(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void theSameSeedsMakeTheSameTable() {
        assertThat(run("--agents=3", "--seeds=2", "--policy=progressive,strict"))
                .isZero();
        String once = out.toString(StandardCharsets.UTF_8);
        assertThat(once)
                .contains("progressive")
                .contains("strict")
                .contains("0.00%")
                .contains("0 of 2");
        assertThat(run("--agents=3", "--seeds=2", "--policy=progressive,strict"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(once);
    }

    @Test
    void whatIsNotUnderstoodIsTold() {
        assertThat(run("--agents=0")).isEqualTo(2);
        assertThat(run("--policy=magic")).isEqualTo(2);
        assertThat(run("--speed=9")).isEqualTo(2);
        assertThat(run("agents")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("1 to 200 agents")
                .contains("Not understood: --speed=9")
                .contains("Usage");
    }

    @Test
    void theProgramKnowsTheCommand() {
        assertThat(ServiceLoader.load(Command.class))
                .anyMatch(command -> command.name().equals("simulate"));
    }
}
