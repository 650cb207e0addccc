package org.ringbook.spreadsheets;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as {@link RowFile} says. In Russian 1500,50 and 31.12.2026, else 1500.50 and 2026-12-31. */
final class CsvRowFile extends RowFile {

    /** With it spreadsheets know that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final CSVPrinter printer;
    private final boolean russian;
    private final DateTimeFormatter days;
    private final List<String> row = new ArrayList<>();

    CsvRowFile(OutputStream out, Locale reader) throws IOException {
        this.russian = "ru".equals(reader.getLanguage());
        this.days = DateTimeFormatter.ofPattern(russian ? "dd.MM.uuuu" : "uuuu-MM-dd");
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(
                writer,
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(';')
                        .setRecordSeparator("\r\n")
                        .get());
    }

    @Override
    void headings(List<String> headings) throws IOException {
        printer.printRecord(headings.stream().map(Cell::harmless));
    }

    @Override
    public void text(String text) {
        row.add(Cell.harmless(text));
    }

    @Override
    public void whole(Long number) {
        row.add(number == null ? null : number.toString());
    }

    @Override
    public void amount(BigDecimal amount) {
        String plain = amount == null ? null : amount.toPlainString();
        row.add(plain != null && russian ? plain.replace('.', ',') : plain);
    }

    @Override
    public void day(LocalDate day) {
        row.add(day == null ? null : days.format(day));
    }

    @Override
    public void moment(LocalDateTime at) {
        row.add(at == null ? null : days.format(at) + " " + CLOCK.format(at));
    }

    @Override
    public void end() throws IOException {
        printer.printRecord(row);
        row.clear();
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
