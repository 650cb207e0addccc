package org.ringbook.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who helps somebody reads what happened in their program, and nothing that is nobody's business. */
class LogFileTest {

    @TempDir
    private Path folder;

    private String written(LogRecord... lines) throws IOException {
        Handler file = LogFile.file(folder);
        for (LogRecord line : lines) {
            file.publish(line);
        }
        file.close();
        return Files.readString(folder.resolve("agent.0.log"));
    }

    private static LogRecord line(String logger, Level level, String words) {
        var line = new LogRecord(level, words);
        line.setLoggerName(logger);
        return line;
    }

    @Test
    void aFaultOfTheTelephonesThreadStandsInItWithItsTrace() throws IOException {
        LogRecord fault = line("org.ringbook.agent.Softphone", Level.SEVERE, "A fault on the telephone's thread");
        fault.setThrown(new IllegalStateException("of the call with +7 916 111-22-33"));
        assertThat(written(fault))
                .contains("SEVERE agent.Softphone: A fault on the telephone's thread")
                .contains("IllegalStateException: of the call with …")
                .contains("LogFileTest.java:")
                .doesNotContain("111-22-33");
    }

    @Test
    void ofLibrariesOnlyWarningsStandInIt() throws IOException {
        assertThat(written(
                        line("io.netty.channel", Level.INFO, "chatter"),
                        line("io.netty.channel", Level.WARNING, "trouble")))
                .contains("trouble")
                .doesNotContain("chatter");
    }

    @Test
    void noSecretAndNoNumberStandsInALine() {
        assertThat(MaskedLines.masked("Authorization: Digest username=101, response=5ccc"))
                .isEqualTo("Authorization: …");
        assertThat(MaskedLines.masked("password = open sesame\nnext")).isEqualTo("password = …\nnext");
        assertThat(MaskedLines.masked("sip:+79161112233@pbx.example called 101"))
                .isEqualTo("sip:…@pbx.example called 101");
        assertThat(MaskedLines.masked("8 (916) 111-22-33")).isEqualTo("…");
        assertThat(MaskedLines.masked("https://anna:sesame@cti.example/")).isEqualTo("https://…@cti.example/");
        assertThat(MaskedLines.masked("192.0.2.10:5060 answers 401")).isEqualTo("192.0.2.10:5060 answers 401");
    }

    @Test
    void itTakesThreeFilesAtMost() throws IOException {
        Handler file = LogFile.file(folder);
        String words = "so it goes on and on ".repeat(50);
        for (int i = 0; i < 6_000; i++) {
            file.publish(line("org.ringbook.agent", Level.INFO, words));
        }
        file.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("agent.0.log", "agent.1.log", "agent.2.log");
        }
    }
}
