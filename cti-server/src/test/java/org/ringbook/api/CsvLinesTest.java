package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.spreadsheets.Cell;

/** An export is read by programs that know the rules: what is written quickly is written as they have it. */
class CsvLinesTest {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "101",
            "101 102",
            " 101",
            "101 ",
            "+79161112233",
            "Мария Иванова",
            "Анна Петрова, Борис Смирнов",
            "ООО «Ромашка»",
            "a \"quoted\" word",
            "\"",
            ",",
            "two\nlines",
            "two\r\nlines",
            "a\ttab",
            "#1",
            "#",
            "!",
            "'s-Hertogenbosch",
            "(office)",
            "office-2026.04",
            "=1+1",
            "-3",
            "12.5",
            "\u00a0edge\u00a0",
            "\uD83D\uDCDE telephone",
            "half \uD83D of a character");

    @Test
    void anyTextIsWrittenAsTheLibraryWritesItWhereverItStandsInTheLine() throws IOException {
        for (String first : TEXTS) {
            for (String second : TEXTS) {
                assertThat(ours(first, second, "")).isEqualTo(theirs(first, second, ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T09:00:00Z",
                "2026-12-31T23:59:59.100Z",
                "2026-12-31T23:59:59.000001Z",
                "2024-02-29T00:00:00.123456Z",
                "2026-03-02T09:00:00.123456789Z",
                "1969-12-31T23:59:59.5Z",
                "+12026-03-02T09:00:00Z"
            })
    void aTimeIsWrittenAsEverybodyWritesIt(String time) throws IOException {
        var out = new ByteArrayOutputStream();
        var lines = new CsvLines(out);
        lines.time(Instant.parse(time));
        lines.time(null);
        lines.time(Instant.parse(time).plusSeconds(86_400));
        lines.end();
        lines.flush();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(theirs(
                        Instant.parse(time).toString(),
                        null,
                        Instant.parse(time).plusSeconds(86_400).toString()));
    }

    @Test
    void aLongExportGoesOutInPieces() throws IOException {
        var out = new ByteArrayOutputStream();
        var lines = new CsvLines(out);
        for (int i = 0; i < 1_000; i++) {
            lines.text("Мария Иванова говорит с Анной Петровой");
            lines.end();
        }
        assertThat(out.size()).isPositive();
        lines.flush();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1_000);
    }

    private static String ours(String... cells) throws IOException {
        var out = new ByteArrayOutputStream();
        var lines = new CsvLines(out);
        for (String cell : cells) {
            lines.text(cell);
        }
        lines.end();
        lines.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String theirs(String... cells) throws IOException {
        var out = new StringWriter();
        try (var csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            for (String cell : cells) {
                csv.print(cell == null ? "" : Cell.harmless(cell));
            }
            csv.println();
        }
        return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
