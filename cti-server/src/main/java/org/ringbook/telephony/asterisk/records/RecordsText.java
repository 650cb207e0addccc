package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A whole CEL or CDR file as text, wherever it lay: as Asterisk writes them, or with the names of the columns in the first line, as a
 * database exports its table. Comma, semicolon or tab between the columns.
 *
 * @param kind "cel" or "cdr"
 * @param reported what the PBX would have said over AMI, in the order of time
 * @param rows how many rows were read
 * @param unreadable how many were no rows of that kind: without a time, or without {@code uniqueid}
 */
public record RecordsText(String kind, List<RecordedEvent> reported, int rows, int unreadable) {

    private static final String CEL = "cel";
    private static final String CDR = "cdr";
    /** The file may begin in the middle of a line. */
    private static final int LOOKED_AT = 5;

    private static final int COLUMNS_OF_CDR = 16;
    private static final List<String> SEPARATORS = List.of(",", ";", "\t");

    /** Whether a text looks like one of the two: by the first of its lines that does. */
    public static boolean is(String text) {
        return separatorOf(text) != null;
    }

    /**
     * @param zone of times that are written without one
     * @throws IOException when it is no CSV
     */
    public static RecordsText read(String text, ZoneId zone) throws IOException {
        String separator = separatorOf(text);
        List<CSVRecord> lines = new ArrayList<>();
        int broken = 0;
        // Line by line: a line that is broken takes no other with it. Asterisk itself never writes a line break into a
        // value.
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            try {
                lines.addAll(lines(line, separator));
            } catch (IOException noRow) {
                broken++;
            }
        }
        if (lines.isEmpty()) {
            throw new IOException("It is no CSV.");
        }
        List<String> names = names(lines.get(0));
        boolean named = names != null;
        List<CSVRecord> all = named ? lines.subList(1, lines.size()) : lines;
        boolean cel = named ? names.contains("eventtype") : isEvent(lines.get(0).get(0));
        var reading = new Columns(zone);
        var rows = new ArrayList<Row>(all.size());
        for (CSVRecord line : all) {
            Row row = reading.row(named ? names : cel ? Columns.CEL_FILE : columnsOfCdr(line.size()), line.toList());
            if (row != null) {
                rows.add(row);
            }
        }
        List<RecordedEvent> reported =
                cel ? CelMessages.of(rows, leg -> false) : CdrMessages.of(rows, leg -> false, (name, then) -> null);
        return new RecordsText(cel ? CEL : CDR, reported, rows.size(), all.size() - rows.size() + broken);
    }

    private static String separatorOf(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT)
                .map(RecordsText::separator)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** @return null when the line is none of such a file */
    private static String separator(String line) {
        for (String separator : SEPARATORS) {
            try {
                List<CSVRecord> records = lines(line, separator);
                if (records.size() == 1 && looksRight(records.get(0))) {
                    return separator;
                }
            } catch (IOException notThisOne) {
                continue;
            }
        }
        return null;
    }

    private static boolean looksRight(CSVRecord record) {
        boolean cel = record.size() >= Columns.CEL_FILE.size() - 1 && isEvent(record.get(0));
        boolean cdr = record.size() >= COLUMNS_OF_CDR && record.get(9).matches("[0-9T :.+-]{10,35}");
        return names(record) != null || cel || cdr;
    }

    private static boolean isEvent(String text) {
        return text.matches("[A-Z][A-Z_]{3,30}|[0-9]{1,2}");
    }

    /** Names of columns, in small letters; null when the line has values. */
    private static List<String> names(CSVRecord record) {
        List<String> names = record.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        Set<String> known = new HashSet<>(names);
        boolean cel = known.contains("eventtype") && known.contains("eventtime");
        boolean cdr = known.contains("channel") && (known.contains("calldate") || known.contains("start"));
        return cel || cdr ? names : null;
    }

    /** By the options of cdr.conf: with the ids of channels or not, with a user's field, with the columns of newer versions. */
    private static List<String> columnsOfCdr(int size) {
        if (size == Columns.CDR_FILE_WITH_USER_FIELD.size()) {
            return Columns.CDR_FILE_WITH_USER_FIELD;
        }
        List<String> columns = new ArrayList<>(Columns.CDR_FILE.subList(0, COLUMNS_OF_CDR + 1));
        return size <= COLUMNS_OF_CDR + 2 ? columns : Columns.CDR_FILE;
    }

    private static List<CSVRecord> lines(String text, String separator) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator == null ? "," : separator)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (var parser = format.parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
