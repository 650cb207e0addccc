package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of a CSV file that Asterisk goes on writing. It is read from its end, a part at a time, as far back as is asked for,
 * and only the rows that are wanted are kept. When the file was begun anew meanwhile, the one before it (".1") is read as well.
 */
final class FileRows implements RowReader {

    private static final int PART = 2 * 1024 * 1024;
    private static final int LONGEST_LINE = 1024 * 1024;
    /** The end of a call, by which CDR is found, is written a little later; threads write side by side. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private static final byte[] NOTHING = {};

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
        var newestFirst = new ArrayList<Row>();
        backwards(to, row -> {
            if (!row.at().isBefore(from) && !row.at().isAfter(to)) {
                newestFirst.add(row);
            }
            return row.at().isAfter(from.minus(DISORDER));
        });
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public List<Row> ofCalls(Instant back, Instant from, Instant to) throws IOException {
        var rows = new RowsOfCalls(back, from, to);
        backwards(to, rows::take);
        return rows.inOrder();
    }

    /** @param goesOn takes rows, the last written first; false when it wants no more */
    private void backwards(Instant until, Predicate<Row> goesOn) throws IOException {
        try (RecordFile.Session session = file.open()) {
            var reading = Columns.lastFirst(zone, until);
            if (backwards(session, "", reading, goesOn) && session.size(".1") > 0) {
                backwards(session, ".1", reading, goesOn);
            }
        }
    }

    /** @return whether more is wanted */
    private boolean backwards(RecordFile.Session session, String suffix, Columns reading, Predicate<Row> goesOn)
            throws IOException {
        var format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        // The last line may be half written: what is behind the last line break is not looked at.
        byte[] rest = null;
        for (long end = Math.max(0, session.size(suffix)); end > 0; ) {
            int length = (int) Math.min(PART, end);
            end -= length;
            byte[] part = session.read(suffix, end, length);
            int stop = part.length;
            for (int i = part.length - 1; i >= 0; i--) {
                if (part[i] == '\n') {
                    if (rest != null && !takes(reading, format, joined(part, i + 1, stop, rest), goesOn)) {
                        return false;
                    }
                    rest = NOTHING;
                    stop = i;
                }
            }
            if (rest != null) {
                rest = joined(part, 0, stop, rest);
                rest = rest.length > LONGEST_LINE ? NOTHING : rest;
            }
        }
        return rest == null || takes(reading, format, rest, goesOn);
    }

    private static byte[] joined(byte[] part, int from, int to, byte[] rest) {
        byte[] line = Arrays.copyOfRange(part, from, to + rest.length);
        System.arraycopy(rest, 0, line, to - from, rest.length);
        return line;
    }

    private boolean takes(Columns reading, CSVFormat format, byte[] line, Predicate<Row> goesOn) {
        Row row = row(reading, format, new String(line, StandardCharsets.UTF_8));
        return row == null || goesOn.test(row);
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
