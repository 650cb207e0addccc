package org.ringbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/ringbook}, with a Java that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    private static final Path SCRIPT = Path.of("bin/ringbook").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void anUnpackedRelease() throws IOException {
        Files.createDirectories(folder.resolve("ringbook/bin"));
        Files.copy(SCRIPT, folder.resolve("ringbook/bin/ringbook"));
        jar = Files.writeString(folder.resolve("ringbook/cti-server.jar"), "a jar");
        Path java = folder.resolve("java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                case "$*" in
                  *jarmode=tools*)
                    [ -z "$CANNOT_UNPACK" ] || exit 1
                    for to; do :; done
                    mkdir -p "$to/lib" && echo unpacked >"$to/cti-server.jar";;
                  *) printf '%s\\n' "$@";;
                esac
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theFirstStartUnpacksAndHasItsClassesLaidReady() throws Exception {
        List<String> words = start("--ringbook.http.port=9090");
        Path program = program();

        assertThat(words)
                .contains("-XX:+UseSerialGC", "-Xmx512m", "-Dringbook.classes.archive=" + program + "/classes.jsa")
                .endsWith("-jar", program + "/cti-server.jar", "--ringbook.http.port=9090");
        assertThat(words).anyMatch(word -> word.startsWith("-XX:DumpLoadedClassList=" + program + "/classes-"));
    }

    @Test
    void theNextStartTakesThem() throws Exception {
        start();
        layReady();

        assertThat(start()).contains("-XX:SharedArchiveFile=" + program() + "/classes.jsa");
    }

    @Test
    void aStartWithThemThatCameToNothingIsFollowedByOneWithoutThem() throws Exception {
        start();
        layReady();
        start();
        assertThat(program().resolve("classes.trying")).exists();

        assertThat(start()).noneMatch(word -> word.contains("classes"));
        assertThat(start()).contains("-XX:SharedArchiveFile=" + program() + "/classes.jsa");
    }

    @Test
    void whatJavaCouldNotLayReadyIsTriedAgainTheNextDay() throws Exception {
        start();
        Path failed = Files.writeString(program().resolve("classes.failed"), "no");
        assertThat(start()).noneMatch(word -> word.contains("DumpLoadedClassList"));

        Files.setLastModifiedTime(failed, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        assertThat(start()).anyMatch(word -> word.contains("DumpLoadedClassList"));
    }

    @Test
    void anArchiveThatIsNotWholeIsMadeAnew() throws Exception {
        start();
        layReady();
        Files.writeString(program().resolve("classes.jsa"), "tor");

        assertThat(start())
                .noneMatch(word -> word.contains("SharedArchive"))
                .anyMatch(word -> word.contains("DumpLoadedClassList"));
    }

    @Test
    void anotherJarIsUnpackedAnewAndTheVersionBeforeTheLastIsTakenAway() throws Exception {
        start();
        layReady();
        for (String version : List.of("the next version", "the version after that", "and one more")) {
            Files.writeString(jar, version);
            assertThat(start()).anyMatch(word -> word.contains("DumpLoadedClassList"));
        }
        assertThat(folder.resolve("ringbook/prepared")).isDirectoryNotContaining("glob:**/unfinished-*");
        try (Stream<Path> versions = Files.list(folder.resolve("ringbook/prepared"))) {
            assertThat(versions).hasSize(2);
        }
    }

    @Test
    void aJarThatCannotBeUnpackedIsStartedAsItIs() throws Exception {
        assertThat(run("CANNOT_UNPACK", "yes")).endsWith("-jar", jar.toString());
        assertThat(run("RINGBOOK_PREPARED", "none")).endsWith("-jar", jar.toString());
    }

    @Test
    void aCommandTakesTheClassesAndLaysNoneReady() throws Exception {
        assertThat(start("replay", "a file with spaces.ami"))
                .noneMatch(word -> word.contains("classes"))
                .endsWith("replay", "a file with spaces.ami");
        layReady();
        assertThat(start("replay")).contains("-XX:SharedArchiveFile=" + program() + "/classes.jsa");
        assertThat(program().resolve("classes.trying")).doesNotExist();
    }

    @Test
    void whoNamesOptionsForJavaHasThoseAlone() throws Exception {
        assertThat(run("RINGBOOK_JAVA", "-XX:+UseG1GC -Xmx2g"))
                .startsWith("-XX:+UseG1GC", "-Xmx2g")
                .doesNotContain("-XX:+UseSerialGC");
    }

    private Path program() throws IOException {
        try (Stream<Path> versions = Files.list(folder.resolve("ringbook/prepared"))) {
            return versions.toList().get(0);
        }
    }

    private void layReady() throws IOException {
        Files.writeString(program().resolve("classes.jsa"), "classes");
        Files.writeString(program().resolve("classes.size"), "7\n");
    }

    private List<String> start(String... words) throws Exception {
        return run("NOTHING", "", words);
    }

    private List<String> run(String variable, String value, String... words) throws Exception {
        var command = new ProcessBuilder(Stream.concat(
                        Stream.of("sh", folder.resolve("ringbook/bin/ringbook").toString()), Stream.of(words))
                .toList());
        command.environment().remove("RINGBOOK_JAVA");
        command.environment().remove("RINGBOOK_PREPARED");
        command.environment().put("JAVA_HOME", folder.resolve("java").toString());
        command.environment().put(variable, value);
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
