package org.ringbook.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.ringbook.spreadsheets.Cell;

/**
 * One table of a workbook, written row by row; where a sheet is full the next one goes on under the same headings. A text that looks like
 * a formula stays a text, a duration is a part of a day, which sums up, and a moment is the clock of the report's zone.
 */
final class Sheets {

    private static final int FULL = 1_048_576;
    private static final int FLUSH = 1_000;
    private static final double DAY = 86_400_000;
    private static final int WIDTH = 16;
    private static final int LONGEST_NAME = 28;

    private final Workbook book;
    private final ReportWords words;
    private final String name;
    private List<String> headings = List.of();
    private Worksheet sheet;
    private int sheets;
    private int row = -1;
    private int column;

    Sheets(Workbook book, ReportWords words, String name) {
        this.book = book;
        this.words = words;
        this.name = name.replaceAll("[\\[\\]:*?/\\\\]", " ");
        next();
    }

    private void next() {
        finish();
        sheets++;
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        sheet = book.newWorksheet(sheets == 1 ? cut : cut + " " + sheets);
        row = -1;
        writeHeadings();
    }

    void headings(List<String> names) {
        headings = List.copyOf(names);
        writeHeadings();
    }

    private void writeHeadings() {
        if (headings.isEmpty()) {
            return;
        }
        row = 0;
        for (int i = 0; i < headings.size(); i++) {
            sheet.value(0, i, Cell.harmless(headings.get(i)));
            sheet.style(0, i).bold().wrapText(true).set();
            sheet.width(i, i == 0 ? 2.0 * WIDTH : WIDTH);
        }
        sheet.freezePane(1, 1);
    }

    void row() {
        row++;
        column = 0;
        if (row == FULL) {
            next();
            row++;
        }
        if (row > 0 && row % FLUSH == 0) {
            flush();
        }
    }

    /** What was written cannot be changed any more, and takes no memory. */
    private void flush() {
        try {
            sheet.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    void text(String text) {
        if (text != null && !text.isEmpty()) {
            sheet.value(row, column, Cell.harmless(text));
        }
        column++;
    }

    void value(Unit unit, Double value) {
        if (value != null) {
            write(unit, value);
        }
        column++;
    }

    private void write(Unit unit, double value) {
        switch (unit) {
            case COUNT -> sheet.value(row, column, Math.round(value));
            case DECIMAL -> format(value, "0.0");
            case MONEY -> format(value, "#,##0.00");
            case SHARE -> format(value, "0.0%");
            case DURATION -> format(value / DAY, "[h]:mm:ss");
            case MOMENT -> {
                ZonedDateTime at = Instant.ofEpochMilli((long) value).atZone(words.zone());
                sheet.value(row, column, at.toLocalDateTime());
                sheet.style(row, column).format("dd.mm.yyyy hh:mm:ss").set();
            }
        }
    }

    private void format(double value, String format) {
        sheet.value(row, column, value);
        sheet.style(row, column).format(format).set();
    }

    /** A line of two texts. */
    void pair(String one, String other) {
        row();
        text(one);
        text(other);
        sheet.width(0, 2.0 * WIDTH);
        sheet.width(1, 6.0 * WIDTH);
    }

    void finish() {
        if (sheet != null) {
            try {
                sheet.finish();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
