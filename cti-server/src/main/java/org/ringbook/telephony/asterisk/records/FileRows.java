package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of a CSV file that Asterisk goes on writing. Only its end is fetched: as much of it as reaches back to the time that is
 * asked for. When the file was begun anew meanwhile, the one before it (".1") is read as well.
 */
final class FileRows implements RowReader {

    private static final int FIRST_PART = 1024 * 1024;
    private static final int MOST = 256 * 1024 * 1024;

    private final RecordFile file;
    private final List<String> columns;
    private final ZoneId zone;

    FileRows(RecordFile file, List<String> columns, ZoneId zone) {
        this.file = file;
        this.columns = columns;
        this.zone = zone;
    }

    @Override
    public List<Row> between(Instant from, Instant to) throws IOException {
        try (RecordFile.Session session = file.open()) {
            var rows = new ArrayList<Row>();
            boolean reachesBack = readTail(session, "", from, rows);
            if (!reachesBack && session.size(".1") > 0) {
                var older = new ArrayList<Row>();
                readTail(session, ".1", from, older);
                older.addAll(rows);
                rows = older;
            }
            rows.removeIf(row -> row.at().isBefore(from) || row.at().isAfter(to));
            return rows;
        }
    }

    /** @return whether the file has rows of before that time */
    private boolean readTail(RecordFile.Session session, String suffix, Instant from, List<Row> rows)
            throws IOException {
        long size = Math.max(0, session.size(suffix));
        for (long part = FIRST_PART; ; part *= 8) {
            long offset = Math.max(0, size - part);
            byte[] tail = session.read(suffix, offset, (int) Math.min(MOST, size - offset));
            rows.clear();
            rows.addAll(parse(tail, offset > 0));
            boolean reachesBack = !rows.isEmpty() && rows.get(0).at().isBefore(from);
            if (reachesBack || offset == 0 || part >= MOST) {
                return reachesBack;
            }
        }
    }

    /** @param torn the first line is the rest of one */
    private List<Row> parse(byte[] bytes, boolean torn) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int begin = torn ? text.indexOf('\n') + 1 : 0;
        // The last line may be half written.
        int end = text.lastIndexOf('\n') + 1;
        var found = new ArrayList<Row>();
        var reading = new Columns(zone);
        var format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        for (String line : text.substring(Math.min(begin, end), end).split("\n")) {
            Row row = row(reading, format, line);
            if (row != null) {
                found.add(row);
            }
        }
        return found;
    }

    /** Line by line: a line that is broken takes no other with it. Asterisk itself never writes a line break into a value. */
    private Row row(Columns reading, CSVFormat format, String line) {
        try (var parser = format.parse(new StringReader(line))) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? reading.row(columnsOf(records.get(0)), records.get(0).toList())
                    : null;
        } catch (IOException | java.io.UncheckedIOException broken) {
            return null;
        }
    }

    private List<String> columnsOf(CSVRecord record) {
        boolean userField = columns == Columns.CDR_FILE && record.size() == Columns.CDR_FILE_WITH_USER_FIELD.size();
        return userField ? Columns.CDR_FILE_WITH_USER_FIELD : columns;
    }
}
