package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;

/** A report as a file holds what the page holds, and nothing in it runs. */
class ReportFilesTest {

    private static final UUID ANNA = UUID.fromString("019ad000-0000-7000-8000-000000000101");

    @AutoClose
    private final Ledger ledger = new Ledger();

    private final ReportFiles files = new ReportFiles(new CallFacts(ledger.jdbc));
    private final ReportQuery query = ReportQuery.of(Ledger.period("2026-11-23", "2026-11-29"));

    private static ReportWords words(String language) {
        return new ReportWords(
                Locale.forLanguageTag(language),
                Ledger.MOSCOW,
                Cast.PLAN,
                id -> id.equals(ANNA) ? "=HYPERLINK(\"x\")" : null);
    }

    private void week() {
        List<Call> calls = new ManyCalls(2, Instant.parse("2026-11-22T21:00:00Z"), Duration.ofDays(7)).of(300);
        ledger.write(calls);
        ledger.jdbc
                .sql("update report_name set name = ? where kind = 4 and name = 'tel:101'")
                .param(ANNA.toString())
                .update();
    }

    private static List<Row> sheet(byte[] file, int number) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return book.getSheets().skip(number).findFirst().orElseThrow().read();
        }
    }

    @Test
    void theWorkbookHasTheTableAndASheetThatSaysHowItWasCounted() throws IOException {
        week();
        ReportTable table = ledger.reports().count("employees", query, false);
        var out = new ByteArrayOutputStream();
        files.xlsx(out, table, words("en"));
        List<Row> rows = sheet(out.toByteArray(), 0);
        assertThat(rows).hasSize(table.rows().size() + 2);
        assertThat(rows).anySatisfy(row -> assertThat(row.getCellText(0)).isEqualTo("'=HYPERLINK(\"x\")"));
        int talk =
                table.columns().stream().map(ReportTable.Heading::name).toList().indexOf("person-talk") + 1;
        double sum = rows.subList(1, rows.size() - 1).stream()
                .mapToDouble(row -> row.getCellAsNumber(talk).orElseThrow().doubleValue())
                .sum();
        assertThat(sum)
                .isCloseTo(
                        rows.get(rows.size() - 1)
                                .getCellAsNumber(talk)
                                .orElseThrow()
                                .doubleValue(),
                        org.assertj.core.api.Assertions.within(1e-6));
        assertThat(sheet(out.toByteArray(), 1).toString()).isNotBlank();
        List<String> about = sheet(out.toByteArray(), 1).stream()
                .map(row -> row.getCellText(1))
                .toList();
        assertThat(about)
                .contains("Europe/Moscow", "23.11.2026 – 29.11.2026")
                .contains(words("en").formula("person-talk"));
    }

    @Test
    void aTableForASpreadsheetHasThePeriodBeforeBesideWhenItWasAskedFor() {
        week();
        var out = new ByteArrayOutputStream();
        ReportTable table = ledger.reports().count("hours", query, true);
        files.csv(out, table, words("en"));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).endsWith("(" + words("en").say("about.before") + ")");
        assertThat(lines.get(lines.size() - 1).split(",", -1))
                .hasSize(1 + 2 * table.columns().size());
    }

    @Test
    void theCallsBehindAFigureAreRowsOfTheirOwn() throws IOException {
        week();
        List<UUID> calls = ledger.reports().calls("hours", query, "", "calls", 0, 1_000);
        var out = new ByteArrayOutputStream();
        files.xlsx(out, calls, "Calls", query, words("ru"));
        assertThat(calls).hasSize(300);
        assertThat(sheet(out.toByteArray(), 0)).hasSize(301);
    }

    @Test
    void aFileForASpreadsheetInRussiaHasCommasAndNothingThatRuns() {
        week();
        var out = new ByteArrayOutputStream();
        files.csv(out, ledger.reports().count("employees", query, false), words("ru"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\uFEFFПо сотрудникам;Отвечено;")
                .contains("'=HYPERLINK")
                .contains("Всего;");
        assertThat(text.lines().skip(1).findFirst().orElseThrow()).containsPattern("0,\\d+");
    }

    @Test
    void everyReportColumnAndRuleHasWordsInBothLanguages() {
        week();
        ResourceBundle english = ResourceBundle.getBundle("org.ringbook.reports.words", Locale.ENGLISH);
        ResourceBundle russian = ResourceBundle.getBundle("org.ringbook.reports.words", Locale.forLanguageTag("ru"));
        assertThat(russian.keySet()).isEqualTo(english.keySet());
        for (String name : ledger.reports().names()) {
            ReportTable table = ledger.reports().count(name, query, false);
            for (String language : List.of("en", "ru")) {
                ReportWords words = words(language);
                assertThat(english.containsKey("report." + name + ".what"))
                        .as(name)
                        .isTrue();
                table.columns()
                        .forEach(column -> assertThat(english.keySet())
                                .contains("column." + column.name(), "column." + column.name() + ".what"));
                table.rows()
                        .forEach(row -> assertThat(words.label(row.label()))
                                .doesNotContain("label.")
                                .isNotBlank());
                assertThat(words.foot(table))
                        .noneSatisfy(line -> assertThat(line).startsWith("foot."));
            }
        }
    }
}
