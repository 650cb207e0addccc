package org.ringbook.spreadsheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook with one table; where a sheet is full the next one goes on under the same headings. */
final class XlsxRowFile extends RowFile {

    private static final int FULL = 1_048_576;
    private static final int FLUSH = 1_000;
    private static final int WIDTH = 16;

    private final Workbook book;
    private List<String> headings = List.of();
    private Worksheet sheet;
    private int sheets;
    private int row;
    private int column;

    XlsxRowFile(OutputStream out) {
        this.book = new Workbook(out, "Ringbook", "1.0");
    }

    @Override
    void headings(List<String> names) throws IOException {
        headings = List.copyOf(names);
        next();
    }

    private void next() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = book.newWorksheet(Integer.toString(sheets));
        for (int i = 0; i < headings.size(); i++) {
            sheet.value(0, i, Cell.harmless(headings.get(i)));
            sheet.style(0, i).bold().set();
            sheet.width(i, WIDTH);
        }
        sheet.freezePane(0, 1);
        row = 1;
    }

    @Override
    public void text(String text) {
        if (text != null && !text.isEmpty()) {
            sheet.value(row, column, Cell.harmless(text));
        }
        column++;
    }

    @Override
    public void whole(Long number) {
        if (number != null) {
            sheet.value(row, column, number);
        }
        column++;
    }

    @Override
    public void amount(BigDecimal amount) {
        if (amount != null) {
            sheet.value(row, column, amount);
            sheet.style(row, column).format("#,##0.00").set();
        }
        column++;
    }

    @Override
    public void day(LocalDate day) {
        if (day != null) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("dd.mm.yyyy").set();
        }
        column++;
    }

    @Override
    public void moment(LocalDateTime at) {
        if (at != null) {
            sheet.value(row, column, at);
            sheet.style(row, column).format("dd.mm.yyyy hh:mm").set();
        }
        column++;
    }

    @Override
    public void end() throws IOException {
        row++;
        column = 0;
        if (row == FULL) {
            next();
        } else if (row % FLUSH == 0) {
            // What was written cannot be changed any more, and takes no memory.
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        book.close();
    }
}
