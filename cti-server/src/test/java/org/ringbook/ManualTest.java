package org.ringbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The README and the pages of docs, as somebody reads them who follows each link. */
@Tag("any-java")
class ManualTest {

    private static final Path ROOT = Path.of("..");
    /** Of a link; what stands in code, as {@code [general](+)} of an Asterisk file, is none. */
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]`]+]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void eachLinkLeadsToAPageAndAHeadingThatAreThere() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            var links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                String link = links.group(1);
                if (!link.startsWith("http") && !leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void eachPageOfOneLanguageThatHasATwinIsNamedInIt() throws IOException {
        for (Path page : pages()) {
            String name = page.getFileName().toString();
            Path twin = page.resolveSibling(name.replaceFirst("\\.md$", ".ru.md"));
            if (!name.endsWith(".ru.md") && Files.exists(twin)) {
                assertThat(Files.readString(page)).contains("(" + twin.getFileName() + ")");
                assertThat(Files.readString(twin)).contains("(" + name + ")");
            }
        }
    }

    @Test
    void theReadmeIsReadInFiveMinutes() throws IOException {
        for (String readme : List.of("README.md", "README.ru.md")) {
            assertThat(Files.readString(ROOT.resolve(readme))).hasSizeLessThan(10_000);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path from, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path page = file.isEmpty() ? from : from.resolveSibling(file);
        if (!Files.exists(page)) {
            return false;
        }
        return hash < 0 || anchors(page).contains(link.substring(hash + 1));
    }

    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .toList();
    }
}
