package org.ringbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Not a test but the camera: plays stories and keeps each one's AMI stream and truth among the test resources. Runs
 * only when asked for with {@code -Dringbook.capture=all}, or the names of stories; see {@code cases/README.md}.
 */
@NeedsAsterisk
@EnabledIfSystemProperty(named = "ringbook.capture", matches = ".+", disabledReason = "takes captures when asked to")
class Captures {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void take(AsteriskVersion version) throws IOException {
        String wanted = System.getProperty("ringbook.capture");
        List<Story> stories = wanted.equals("all")
                ? Stories.all()
                : List.of(wanted.split(",")).stream().map(Stories::named).toList();
        Path cases = Path.of(System.getProperty("ringbook.capture.to", "src/test/resources/cases"));
        List<String> failed = new ArrayList<>();
        try (AsteriskLab lab = AsteriskLab.start(version)) {
            for (Story story : stories) {
                long started = System.nanoTime();
                try {
                    write(cases, story.play(lab));
                    System.out.printf("%s %s: %.1f s%n", version, story, (System.nanoTime() - started) / 1e9);
                } catch (RuntimeException e) {
                    // The others are worth having: tell at the end.
                    failed.add(e.getMessage());
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    private static void write(Path cases, Story.Played played) throws IOException {
        Path folder =
                cases.resolve(played.version().folder()).resolve(played.story().name());
        Files.createDirectories(folder);
        Files.write(folder.resolve("messages.ami"), played.messages());
        Files.writeString(folder.resolve("cel.csv"), played.cel());
        Files.writeString(folder.resolve("cdr.csv"), played.cdr());
        Files.writeString(
                folder.resolve("call.json"), JSON.writeValueAsString(played.calls()) + "\n", StandardCharsets.UTF_8);
    }
}
