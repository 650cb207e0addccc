package org.ringbook.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The list of classes that Java wrote while the server ran, less those that no archive may hold: Java 17 crashes when it takes them
 * from there while somebody watches classes being loaded (Flight Recorder, an agent).
 */
final class LoadedClasses {

    private static final String VERSIONS = "META-INF/versions/";
    private static final String CLASS = ".class";

    private LoadedClasses() {}

    /**
     * The lines that may be archived. The last line may be half written while the server runs, and is left out.
     *
     * @param libraries folder of the jars
     */
    static List<String> archivable(Path list, Path libraries) throws IOException {
        List<String> lines = Files.readAllLines(list);
        Set<String> versioned = versioned(libraries);
        return lines.subList(0, Math.max(0, lines.size() - 1)).stream()
                .filter(line -> isArchivable(line, versioned))
                .toList();
    }

    private static boolean isArchivable(String line, Set<String> versioned) {
        String[] words = line.split(" ", 3);
        boolean lambda = words[0].equals("@lambda-proxy");
        // Made anew for the archive: in no jar is what is watched.
        return !words[0].equals("@lambda-form-invoker")
                && !words[0].startsWith("java/lang/invoke/BoundMethodHandle$Species_")
                && !versioned.contains(lambda && words.length > 1 ? words[1] : words[0]);
    }

    /** Names of classes that are there once for each of several Javas: looked for where they do not stand. */
    private static Set<String> versioned(Path libraries) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jar")).toList()) {
                try (JarFile jar = new JarFile(file.toFile())) {
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith(VERSIONS) && name.endsWith(CLASS))
                            .map(LoadedClasses::withoutVersion)
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    private static String withoutVersion(String entry) {
        int name = entry.indexOf('/', VERSIONS.length()) + 1;
        return entry.substring(name, entry.length() - CLASS.length());
    }
}
