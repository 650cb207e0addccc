package org.ringbook.dialrules;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.dialrules.NumberingRanges.Range;
import org.ringbook.refusals.Refused;

/**
 * The official numbering tables of Russia, as they are given out: code; from; to; capacity; operator; region, with others behind it.
 * Read line by line; a file in which one row cannot be read is refused whole.
 */
final class NumberingFile {

    private static final int MOST_ROWS = 1_000_000;
    private static final int FEWEST_CELLS = 6;
    private static final int REGION = 5;
    private static final long COUNTRY = 70_000_000_000L;
    private static final int LONGEST_REGION = 300;

    private NumberingFile() {}

    /** @throws Refused in words, with the row's number */
    static List<Range> read(BufferedReader text) throws IOException {
        var ranges = new ArrayList<Range>();
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            String row = line.replace("\uFEFF", "");
            if (row.isBlank() || number == 1 && !Character.isDigit(firstOf(row))) {
                continue;
            }
            if (ranges.size() >= MOST_ROWS) {
                throw Refused.because("file", "dialrules.numbering.long", MOST_ROWS);
            }
            ranges.add(range(row, number));
        }
        if (ranges.isEmpty()) {
            throw Refused.because("file", "dialrules.numbering.empty");
        }
        requireApart(ranges);
        return ranges;
    }

    private static char firstOf(String row) {
        String bare = row.replace("\"", "").strip();
        return bare.isEmpty() ? ' ' : bare.charAt(0);
    }

    private static Range range(String row, int number) {
        String[] cells = row.split(";", -1);
        if (cells.length < FEWEST_CELLS) {
            throw Refused.because("file", "dialrules.numbering.row", number);
        }
        String code = bare(cells[0]);
        String from = bare(cells[1]);
        String to = bare(cells[2]);
        String region = bare(cells[REGION]);
        boolean digits = (code + from + to).matches("\\d+");
        if (!digits
                || code.length() + from.length() != 10
                || from.length() != to.length()
                || from.compareTo(to) > 0
                || region.isEmpty()
                || region.length() > LONGEST_REGION) {
            throw Refused.because("file", "dialrules.numbering.row", number);
        }
        return new Range(COUNTRY + Long.parseLong(code + from), COUNTRY + Long.parseLong(code + to), region);
    }

    private static String bare(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return (quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text).strip();
    }

    private static void requireApart(List<Range> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort((one, other) -> Long.compare(one.from(), other.from()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).from() <= sorted.get(i - 1).to()) {
                throw Refused.because(
                        "file",
                        "dialrules.numbering.twice",
                        "+" + String.format(Locale.ROOT, "%d", sorted.get(i).from()));
            }
        }
    }
}
