package org.ringbook.spreadsheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * A table that is written row by row while it is read, however long it gets. No text in it can run as a formula. {@link #end} ends each row,
 * {@link #close} the file; the stream stays open. One thread.
 */
public abstract sealed class RowFile implements AutoCloseable permits CsvRowFile, XlsxRowFile {

    /** How the file is written. */
    public enum Kind {
        /** UTF-8 with a byte order mark, semicolons. */
        CSV("csv", "text/csv; charset=UTF-8"),
        XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String ending;
        private final String contentType;

        Kind(String ending, String contentType) {
            this.ending = ending;
            this.contentType = contentType;
        }

        public String ending() {
            return ending;
        }

        public String contentType() {
            return contentType;
        }
    }

    /**
     * @param reader whose language: of it follows how a CSV file writes amounts and days
     * @param headings of the columns
     */
    public static RowFile of(Kind kind, OutputStream out, Locale reader, List<String> headings) throws IOException {
        RowFile file = kind == Kind.CSV ? new CsvRowFile(out, reader) : new XlsxRowFile(out);
        file.headings(headings);
        return file;
    }

    abstract void headings(List<String> headings) throws IOException;

    /** @param text that others chose; null for an empty cell, as in all of these */
    public abstract void text(String text) throws IOException;

    public abstract void whole(Long number) throws IOException;

    /** Money, or percent: two decimals. */
    public abstract void amount(BigDecimal amount) throws IOException;

    public abstract void day(LocalDate day) throws IOException;

    /** @param at on the clock of whoever reads it */
    public abstract void moment(LocalDateTime at) throws IOException;

    public abstract void end() throws IOException;

    @Override
    public abstract void close() throws IOException;
}
