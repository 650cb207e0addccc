package org.ringbook.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.AnyJava;

/** A brace that is missing takes everything below it into the rule above: nothing fails, and pages stand there without their looks. */
@AnyJava
class StyleSheetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"workspace.css", "wall.css"})
    void everyBlockIsClosedBeforeTheNextOneOfItsKindBegins(String name) throws IOException {
        assertThat(unclosed(read(name))).isEmpty();
    }

    private static String read(String name) throws IOException {
        try (var sheet = StyleSheetsTest.class.getResourceAsStream("/org/ringbook/workspace/assets/" + name)) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Lines that stand at the margin within a block, and what is left open or closed once too often at the end. */
    private static List<String> unclosed(String sheet) {
        var wrong = new ArrayList<String>();
        int depth = 0;
        int number = 0;
        for (String line : sheet.replaceAll("(?s)/\\*.*?\\*/", "").lines().toList()) {
            number++;
            boolean atMargin = !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '}';
            if (depth > 0 && atMargin) {
                wrong.add(number + ": " + line);
            }
            depth += (int) line.chars().filter(each -> each == '{').count()
                    - (int) line.chars().filter(each -> each == '}').count();
        }
        if (depth != 0) {
            wrong.add("at the end: " + depth);
        }
        return wrong;
    }
}
