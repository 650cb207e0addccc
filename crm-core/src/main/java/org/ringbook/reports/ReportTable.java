package org.ringbook.reports;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A report that was counted.
 *
 * @param name of the report
 * @param columns behind the label
 * @param total null where rows do not add up
 * @param foot what stands under it: the rules by which it was counted, as keys of texts with values
 * @param state of the ledger of calls; null where a report is not of calls
 */
public record ReportTable(
        String name,
        ReportQuery query,
        List<Heading> columns,
        List<Row> rows,
        Row total,
        List<Note> foot,
        DataState state) {

    /** What the name of a column begins with that is called by words of the company's own. */
    public static final String OWN = "own:";

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        foot = List.copyOf(foot);
    }

    /** @param name of the text {@code column.NAME}; or the heading itself behind {@link #OWN} */
    public record Heading(String name, Unit unit) {}

    /**
     * @param key of the group, with which its calls are asked for; stable within the report
     * @param label what the group is
     * @param values one for each column; null where there is nothing to say
     * @param before the same of the period before; empty when nobody asked, null in it where there is nothing
     * @param opens for each column whether its calls can be opened
     */
    public record Row(String key, Label label, List<Double> values, List<Double> before, List<Boolean> opens) {

        public Row {
            values = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(values));
            before = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(before));
            opens = List.copyOf(opens);
        }
    }

    /**
     * @param kind how the text is to be printed: hour, weekday, day, month, line, queue, person, result, interval, wait, party, text, named, all,
     *     say (the text is a key of another)
     * @param text the plain value: 9, 2026-11-23, +74957770001, an id of the staff
     */
    public record Label(String kind, String text) {

        static final String BETWEEN = "\n";

        /** What has a name for each language. @param english null where the first is for everybody */
        public static Label named(String name, String english) {
            return new Label("named", english == null ? name : name + BETWEEN + english);
        }
    }

    /** @param key of a text of the reports, {@code foot.KEY} */
    public record Note(String key, List<Object> values) {

        public static Note of(String key, Object... values) {
            return new Note(key, List.of(values));
        }
    }

    /**
     * What the figures rest on.
     *
     * @param asOf when it was counted
     * @param calls of the period that count
     * @param healed of them, filled in later
     * @param excluded calls that the settings leave out
     * @param seenAgain calls that two sources saw, counted once
     * @param dirty days of the period that change just now, and were counted from their facts
     * @param corrected days of the period that changed after they were over
     * @param countedUpTo null when all calls of the log are counted; else up to which start
     */
    public record DataState(
            Instant asOf,
            long calls,
            long healed,
            long excluded,
            long seenAgain,
            int dirty,
            int corrected,
            Instant countedUpTo) {}

    /** Cells of a row by the names of their columns. */
    public Map<String, Double> named(Row row) {
        var cells = new java.util.LinkedHashMap<String, Double>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i).name(), row.values().get(i));
        }
        return cells;
    }
}
