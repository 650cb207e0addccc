package org.ringbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    /** A program that says where it has its class from. */
    public static final class Program {
        public static void main(String[] args) {
            System.out.println("runs");
        }
    }

    private static final String NAME = Program.class.getName().replace('.', '/');

    @TempDir
    private Path folder;

    private Path archive;
    private Path program;
    private Path loaded;

    @BeforeEach
    void aProgramThatRanOnce() throws IOException {
        archive = folder.resolve("classes.jsa");
        program = folder.resolve("program.jar");
        loaded = folder.resolve("classes-1.list");
        Files.createDirectory(folder.resolve("lib"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        try (var jar = new JarOutputStream(Files.newOutputStream(program), manifest);
                var bytes = ClassArchiveTest.class.getResourceAsStream("/" + NAME + ".class")) {
            jar.putNextEntry(new JarEntry(NAME + ".class"));
            bytes.transferTo(jar);
        }
        said("-XX:DumpLoadedClassList=" + loaded);
    }

    @Test
    void theNextStartTakesItsClassesFromTheArchive() throws Exception {
        new ClassArchive(loaded, archive, program, List.of("-XX:+UseSerialGC")).make();

        assertThat(Files.readString(folder.resolve("classes.size")).strip()).isEqualTo("" + Files.size(archive));
        assertThat(said("-XX:SharedArchiveFile=" + archive))
                .contains("runs")
                .containsPattern("ClassArchiveTest\\$Program source: shared objects file");
        assertThat(left())
                .containsExactlyInAnyOrder("classes-1.list", "classes.jsa", "classes.size", "lib", "program.jar");
    }

    @Test
    void whatCannotBeMadeIsToldAndNotTriedAgain() throws Exception {
        new ClassArchive(loaded, archive, program, List.of("-XX:NoSuchOption")).make();

        assertThat(archive).doesNotExist();
        assertThat(Files.readString(folder.resolve("classes.failed"))).contains("NoSuchOption");
        assertThat(left()).containsExactlyInAnyOrder("classes-1.list", "classes.failed", "lib", "program.jar");
    }

    @Test
    void whatTookTooLongOnABusyMachineIsTriedAgain() throws Exception {
        var archives = List.of("-XX:+UseSerialGC");
        assertThat(new ClassArchive(loaded, archive, program, archives, Duration.ZERO).make())
                .isEqualTo(ClassArchive.Outcome.NOT_NOW);
        assertThat(left()).containsExactlyInAnyOrder("classes-1.list", "lib", "program.jar");

        assertThat(new ClassArchive(loaded, archive, program, archives).make()).isEqualTo(ClassArchive.Outcome.MADE);
    }

    @Test
    void aServerThatStopsMeanwhileLeavesNothingBehind() throws Exception {
        var stopped = new ClassArchive(loaded, archive, program, List.of("-XX:+UseSerialGC"));
        stopped.close();
        stopped.make();

        assertThat(left()).containsExactlyInAnyOrder("classes-1.list", "lib", "program.jar");
    }

    private List<String> left() {
        return List.of(folder.toFile().list());
    }

    private String said(String option) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        option,
                        "-Xlog:class+load",
                        "-jar",
                        program.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes());
    }
}
