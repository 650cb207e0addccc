package org.ringbook.fuzz;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parsers of what strangers send are fed what Jazzer makes up, each for some time. What it learns is kept as the corpus, which
 * {@link FuzzCorpusTest} plays in each build; what it finds ends it. Run it with the profile "fuzz".
 */
public final class Fuzzing {

    static final Path CORPUS = Path.of("src/test/resources/fuzz");

    /** Each is a class with a method {@code fuzzerTestOneInput}. */
    static final Map<String, String> TARGETS = new TreeMap<>(Map.of(
            "ami", "org.ringbook.telephony.asterisk.AmiFuzz",
            "numbers", "org.ringbook.numbers.NumberFuzz",
            "audio", "org.ringbook.recordings.audio.AudioFuzz",
            "webhook", "org.ringbook.telephony.generic.WebhookFuzz",
            "mango", "org.ringbook.telephony.mango.MangoFuzz",
            "megafon", "org.ringbook.telephony.megafon.MegaFonFuzz",
            "beeline", "org.ringbook.telephony.beeline.BeelineFuzz",
            "csv", "org.ringbook.contacts.CsvFuzz",
            "cards", "org.ringbook.contacts.CardFuzz"));

    private Fuzzing() {}

    /** @param words seconds for each, then names of targets; all when none is named */
    public static void main(String[] words) throws Exception {
        String seconds = words.length > 0 ? words[0] : "60";
        List<String> names = words.length > 1 ? List.of(words).subList(1, words.length) : List.copyOf(TARGETS.keySet());
        for (String name : names) {
            int exit = run(name, seconds);
            System.out.println(
                    "fuzz " + name + ": " + (exit == 0 ? "no finding in " + seconds + " s" : "exit " + exit));
            if (exit != 0) {
                System.exit(exit);
            }
        }
    }

    private static int run(String name, String seconds) throws Exception {
        Path corpus = Files.createDirectories(CORPUS.resolve(name));
        Path findings = Files.createDirectories(Path.of("target/fuzz", name));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + TARGETS.get(name));
        command.add("--instrumentation_includes=org.ringbook.**");
        command.add("--reproducer_path=" + findings);
        command.addAll(List.of("-max_total_time=" + seconds, "-max_len=4096", "-print_final_stats=1"));
        command.add("-artifact_prefix=" + findings + File.separator);
        command.add(corpus.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
