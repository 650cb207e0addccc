package org.ringbook.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.spreadsheets.Cell;
import org.springframework.stereotype.Component;

/** Reports as files: what stands on the page, with how each figure was made. Any thread. */
@Component
public class ReportFiles {

    /** With it spreadsheets know that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final List<String> OF_CALLS =
            List.of("start", "what", "party", "line", "queue", "person", "wait", "talk", "hold", "id");

    private final CallFacts calls;

    ReportFiles(CallFacts calls) {
        this.calls = calls;
    }

    /** Rows with plain numbers: times in seconds, shares from 0 to 1. The stream stays open. */
    public void csv(OutputStream out, ReportTable table, ReportWords words) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            // Where the comma parts the decimals, spreadsheets expect columns to be parted by the semicolon.
            var csv = new CSVPrinter(
                    writer,
                    CSVFormat.EXCEL
                            .builder()
                            .setDelimiter(isRussian(words) ? ';' : ',')
                            .get());
            var heading = new ArrayList<String>();
            heading.add(words.report(table.name()));
            table.columns().forEach(column -> heading.add(Cell.harmless(words.column(column.name()))));
            boolean compared = isCompared(table);
            if (compared) {
                table.columns()
                        .forEach(column ->
                                heading.add(words.column(column.name()) + " (" + words.say("about.before") + ")"));
            }
            csv.printRecord(heading);
            for (Row row : table.rows()) {
                csv.printRecord(cells(table, row, compared, words));
            }
            if (table.total() != null) {
                csv.printRecord(cells(table, table.total(), compared, words));
            }
            csv.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static List<String> cells(ReportTable table, Row row, boolean compared, ReportWords words) {
        var cells = new ArrayList<String>();
        cells.add(Cell.harmless(words.label(row.label())));
        for (int i = 0; i < table.columns().size(); i++) {
            cells.add(cell(table.columns().get(i).unit(), row.values().get(i), words));
        }
        if (compared) {
            for (int i = 0; i < table.columns().size(); i++) {
                Double then = row.before().isEmpty() ? null : row.before().get(i);
                cells.add(cell(table.columns().get(i).unit(), then, words));
            }
        }
        return cells;
    }

    private static String cell(Unit unit, Double value, ReportWords words) {
        boolean russian = isRussian(words);
        String cell = value == null ? "" : unit == Unit.MOMENT ? words.value(unit, value) : plain(unit, value);
        return russian ? cell.replace('.', unit == Unit.MOMENT ? '.' : ',') : cell;
    }

    private static boolean isRussian(ReportWords words) {
        return words.locale().getLanguage().equals("ru");
    }

    private static boolean isCompared(ReportTable table) {
        return table.rows().stream().anyMatch(row -> !row.before().isEmpty());
    }

    private static String plain(Unit unit, double value) {
        BigDecimal number = unit == Unit.DURATION
                ? BigDecimal.valueOf(Math.round(value)).movePointLeft(3)
                : BigDecimal.valueOf(value).setScale(unit == Unit.COUNT ? 0 : 4, RoundingMode.HALF_UP);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The table, and beside it a sheet "About": period, zone, filters, formulas, what the figures rest on. The stream stays open. */
    public void xlsx(OutputStream out, ReportTable table, ReportWords words) {
        try (var book = new Workbook(out, "Ringbook", "1.0")) {
            boolean compared = isCompared(table);
            var sheet = new Sheets(book, words, words.report(table.name()));
            var headings = new ArrayList<String>();
            headings.add("");
            for (Heading column : table.columns()) {
                headings.add(words.column(column.name()));
                if (compared) {
                    headings.add(words.column(column.name()) + " (" + words.say("about.before") + ")");
                }
            }
            sheet.headings(headings);
            table.rows().forEach(row -> write(sheet, table, row, compared, words));
            if (table.total() != null) {
                write(sheet, table, table.total(), compared, words);
            }
            sheet.finish();
            about(book, table, words);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * A list as one sheet. The stream stays open.
     *
     * @param rows cells that are texts, moments, or sums of money; null for an empty one
     */
    public void xlsx(
            OutputStream out, String title, List<String> headings, Iterable<List<Object>> rows, ReportWords words) {
        try (var book = new Workbook(out, "Ringbook", "1.0")) {
            var sheet = new Sheets(book, words, title);
            sheet.headings(headings);
            for (List<Object> row : rows) {
                sheet.row();
                row.forEach(cell -> write(sheet, cell));
            }
            sheet.finish();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void write(Sheets sheet, Object cell) {
        if (cell instanceof Instant at) {
            sheet.value(Unit.MOMENT, (double) at.toEpochMilli());
        } else if (cell instanceof BigDecimal sum) {
            sheet.value(Unit.MONEY, sum.doubleValue());
        } else {
            sheet.text(cell == null ? null : cell.toString());
        }
    }

    private static void write(Sheets sheet, ReportTable table, Row row, boolean compared, ReportWords words) {
        sheet.row();
        sheet.text(words.label(row.label()));
        for (int i = 0; i < table.columns().size(); i++) {
            Unit unit = table.columns().get(i).unit();
            sheet.value(unit, row.values().get(i));
            if (compared) {
                sheet.value(unit, row.before().isEmpty() ? null : row.before().get(i));
            }
        }
    }

    private static void about(Workbook book, ReportTable table, ReportWords words) {
        var sheet = new Sheets(book, words, words.say("about.sheet"));
        sheet.pair(words.report(table.name()), words.say("report." + table.name() + ".what"));
        head(sheet, table.query(), words);
        words.foot(table).forEach(line -> sheet.pair(words.say("about.rules"), line));
        table.columns().forEach(column -> sheet.pair(words.column(column.name()), words.formula(column.name())));
        sheet.finish();
    }

    private static void head(Sheets sheet, ReportQuery query, ReportWords words) {
        sheet.pair(words.say("about.period"), words.period(query.period()));
        sheet.pair(words.say("about.zone"), query.period().zone().getId());
        List<String> filters = words.filters(query);
        sheet.pair(
                words.say("about.filters"),
                filters.isEmpty() ? words.say("about.filters.none") : String.join("; ", filters));
    }

    /**
     * The calls behind a figure, a row each. Written as they are read: memory does not grow with their number.
     *
     * @param figure what they are the calls of, for the sheet "About"
     */
    public void xlsx(OutputStream out, List<UUID> ids, String figure, ReportQuery query, ReportWords words) {
        try (var book = new Workbook(out, "Ringbook", "1.0")) {
            var sheet = new Sheets(book, words, words.column("calls"));
            sheet.headings(
                    OF_CALLS.stream().map(name -> words.say("call." + name)).toList());
            calls.each(ids, call -> {
                sheet.row();
                sheet.value(Unit.MOMENT, (double) call.startedAt().toEpochMilli());
                sheet.text(words.label(call.result()));
                sheet.text(call.party().text());
                sheet.text(call.line().text());
                sheet.text(call.queue());
                sheet.text(call.person() == null ? null : words.label(call.person()));
                sheet.value(Unit.DURATION, (double) call.waited());
                sheet.value(Unit.DURATION, (double) call.talk());
                sheet.value(Unit.DURATION, (double) call.hold());
                sheet.text(call.id().toString());
            });
            sheet.finish();
            var about = new Sheets(book, words, words.say("about.sheet"));
            about.pair(words.column("calls"), figure);
            head(about, query, words);
            about.finish();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
