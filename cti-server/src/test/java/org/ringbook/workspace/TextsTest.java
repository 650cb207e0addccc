package org.ringbook.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word of the workspace is there in both languages, and no page trusts a text. */
class TextsTest {

    private static final Path HOME = Path.of("src/main/resources/org/ringbook/workspace");

    @Test
    void russianAndEnglishSayTheSameThings() throws IOException {
        for (Path english : files("messages.properties")) {
            assertThat(keys(english.resolveSibling("messages_ru.properties")))
                    .as(english.toString())
                    .isEqualTo(keys(english));
        }
    }

    @Test
    void everyKeyOfATemplateHasWords() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path english : files("messages.properties")) {
            known.addAll(keys(english));
        }
        Set<String> asked = new TreeSet<>();
        for (Path template : files(".html")) {
            Matcher key = Pattern.compile("#\\{([a-z][a-z.-]*)|print\\.say\\('([a-z][a-z.-]*)'[,)]")
                    .matcher(Files.readString(template));
            while (key.find()) {
                asked.add(key.group(1) == null ? key.group(2) : key.group(1));
            }
        }
        assertThat(known).containsAll(asked);
    }

    /** A name that a template asks for and nobody has is found when the page is opened, no sooner. */
    @Test
    void whatATemplateAsksOfThePrinterIsThere() throws IOException {
        Set<String> known = Stream.of(Print.class.getMethods())
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        for (Path template : files(".html")) {
            Matcher asked = Pattern.compile("print\\.([a-zA-Z]+)").matcher(Files.readString(template));
            while (asked.find()) {
                assertThat(known).as(template.toString()).contains(asked.group(1));
            }
        }
    }

    @Test
    void noTemplateWritesTextAsMarkupOrHoldsAScriptOrStyle() throws IOException {
        for (Path template : files(".html")) {
            assertThat(Files.readString(template))
                    .as(template.toString())
                    .doesNotContain("utext", "th:inline", "[(", "style=", "<style", "onclick", "hx-on", "javascript:")
                    .doesNotContainPattern("<script>");
        }
    }

    private static Set<String> keys(Path bundle) throws IOException {
        var texts = new Properties();
        try (Reader in = Files.newBufferedReader(bundle, StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.walk(HOME)) {
            return new ArrayList<>(
                    all.filter(file -> file.toString().endsWith(end)).toList());
        }
    }
}
