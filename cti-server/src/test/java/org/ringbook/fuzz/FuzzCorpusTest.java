package org.ringbook.fuzz;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fuzzer once found its way with is read by every build. */
class FuzzCorpusTest {

    static Stream<String> targets() {
        return Fuzzing.TARGETS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingOfTheCorpusStumbles(String name) throws Exception {
        Method target = Class.forName(Fuzzing.TARGETS.get(name)).getMethod("fuzzerTestOneInput", byte[].class);
        target.invoke(null, new byte[0]);
        for (Path input : corpus(name)) {
            target.invoke(null, Files.readAllBytes(input));
        }
    }

    private static List<Path> corpus(String name) throws Exception {
        Path folder = Fuzzing.CORPUS.resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
