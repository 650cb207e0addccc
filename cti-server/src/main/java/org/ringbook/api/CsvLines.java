package org.ringbook.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.commons.csv.CSVFormat;
import org.ringbook.spreadsheets.Cell;

/**
 * Very many lines of CSV (RFC 4180, UTF-8), written in pieces. What nobody could misread is put down as it is, which is nearly all;
 * for any other text the library that knows the rules is asked. No text can run as a formula. One thread.
 */
final class CsvLines {

    private static final CSVFormat RULES = CSVFormat.RFC4180;
    private static final int PIECE = 32 * 1024;
    private static final int DAY = 86_400;
    private static final long YEAR_10_000 = 253_402_300_800L;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(PIECE + 4 * 1024);
    private boolean atStart = true;
    private long day = Long.MIN_VALUE;
    private String dayInWords;

    CsvLines(OutputStream out) {
        this.out = out;
    }

    /** A text that others chose. @param value may be null */
    void text(String value) throws IOException {
        word(Cell.harmless(value));
    }

    /** A text that the program chose. @param value may be null */
    void word(String value) throws IOException {
        String cell = value == null ? "" : value;
        if (isPlain(cell) && !(atStart && cell.isEmpty())) {
            next().append(cell);
        } else {
            RULES.print(cell, text, atStart);
        }
        atStart = false;
    }

    /** As {@link Instant#toString} has it. @param time may be null */
    void time(Instant time) throws IOException {
        long seconds = time == null ? Long.MIN_VALUE : time.getEpochSecond();
        if (time == null || seconds < 0 || seconds >= YEAR_10_000 || time.getNano() % 1_000 != 0) {
            text(time == null ? null : time.toString());
            return;
        }
        next();
        if (seconds / DAY != day) {
            day = seconds / DAY;
            dayInWords = LocalDate.ofEpochDay(day).toString();
        }
        int second = (int) (seconds % DAY);
        text.append(dayInWords).append('T');
        digits(second / 3600, 2);
        text.append(':');
        digits(second / 60 % 60, 2);
        text.append(':');
        digits(second % 60, 2);
        fraction(time.getNano() / 1_000);
        text.append('Z');
        atStart = false;
    }

    /** In threes, as many as there are. */
    private void fraction(int micros) {
        if (micros != 0) {
            text.append('.');
            digits(micros / 1_000, 3);
            if (micros % 1_000 != 0) {
                digits(micros % 1_000, 3);
            }
        }
    }

    private void digits(int value, int places) {
        for (int scale = places == 3 ? 100 : 10; scale > 0; scale /= 10) {
            text.append((char) ('0' + value / scale % 10));
        }
    }

    private StringBuilder next() {
        return atStart ? text : text.append(',');
    }

    /** No comma, quote or end of a line in it, and no blank or sign at its edges that a reader could take for something. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            boolean inside = one == ' ' && i > 0 && i < value.length() - 1;
            if (one <= ',' && one != '+' && !inside) {
                return false;
            }
        }
        return true;
    }

    void end() throws IOException {
        text.append("\r\n");
        atStart = true;
        if (text.length() >= PIECE) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
