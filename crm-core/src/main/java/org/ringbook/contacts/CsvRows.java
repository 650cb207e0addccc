package org.ringbook.contacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV text, one after another, numbered as a spreadsheet numbers them. A quote that is never closed spoils
 * its own row only.
 */
final class CsvRows implements ImportFile {

    private static final int LONGEST_ROW = 100_000;
    private static final String SEPARATORS = ";,\t|";
    private static final String HINT = "sep=";

    private final String text;
    private final Charset encoding;
    private final char separator;
    private final CSVFormat format;
    private int at;
    private long row;

    CsvRows(String text, Charset encoding, Character separator) {
        this.text = text;
        this.encoding = encoding;
        boolean hinted =
                text.startsWith(HINT) && text.length() > HINT.length() && separates(text.charAt(HINT.length()));
        this.separator = separator != null ? separator : hinted ? text.charAt(HINT.length()) : separatorOf(text);
        this.format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(this.separator)
                .setTrailingData(true)
                .setLenientEof(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
        if (hinted) {
            at = lineEnd(0);
            row = 1;
        }
    }

    /** What holds a cell together, or ends a row, cannot divide one into cells. */
    private static boolean separates(char hint) {
        return hint != '"' && hint != '\r' && hint != '\n';
    }

    @Override
    public Character sign() {
        return separator;
    }

    @Override
    public Charset encoding() {
        return encoding;
    }

    @Override
    public double share() {
        return text.isEmpty() ? 1 : (double) at / text.length();
    }

    @Override
    public Row next() {
        while (at < text.length()) {
            int from = at;
            int end = rowEnd(from);
            boolean broken = end < 0;
            at = broken ? lineEnd(from) : end;
            row++;
            String line = text.substring(from, at);
            if (broken) {
                return new Row(row, null);
            }
            if (!line.isBlank()) {
                return new Row(row, cells(line));
            }
        }
        return null;
    }

    private List<String> cells(String line) {
        if (line.indexOf('"') < 0) {
            return unquoted(line);
        }
        try (CSVParser parser = CSVParser.parse(line, format)) {
            Iterator<CSVRecord> records = parser.iterator();
            return records.hasNext() ? List.of(records.next().values()) : List.of();
        } catch (IOException | UncheckedIOException undividable) {
            return null;
        }
    }

    /** Most rows of most files, in a fraction of the time. */
    private List<String> unquoted(String line) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, from)) {
            cells.add(line.substring(from, end).strip());
            from = end + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }

    /** Behind the row's last character; -1 when a quote stays open for too long. */
    private int rowEnd(int from) {
        boolean quoted = false;
        boolean cellBegins = true;
        int closed = -1;
        int limit = Math.min(text.length(), from + LONGEST_ROW);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (quoted && c == '"') {
                quoted = false;
                closed = i;
            } else if (c == '"') {
                // The second of a doubled quote opens again what the first one closed.
                quoted = cellBegins || closed >= 0 && closed == i - 1;
            } else if (quoted) {
                continue;
            } else if (c == '\n' || c == '\r') {
                return lineEnd(i);
            }
            cellBegins = !quoted && (c == separator || cellBegins && c == ' ');
        }
        return quoted || limit < text.length() ? -1 : limit;
    }

    private int lineEnd(int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (c == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    private static char separatorOf(String text) {
        Map<Character, Integer> counts = new TreeMap<>();
        boolean quoted = false;
        for (int i = 0; i < text.length() && i < LONGEST_ROW; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                counts.merge(c, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(';');
    }
}
