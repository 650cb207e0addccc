package org.ringbook.reports;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One row of the catalogue. Any thread; every method waits for the database. */
interface Report {

    String name();

    /** What it counts in a period; the state of the data is added by whoever asks. */
    Counted count(ReportQuery query);

    /**
     * The calls that make a figure, newest first.
     *
     * @param key of a row; null for the total
     * @param column name of a column
     */
    List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit);

    /** By what its calls can be chosen beside their days; what else is asked is refused, and never left out unheard. */
    default Set<ReportFilter> filters() {
        return EnumSet.allOf(ReportFilter.class);
    }

    /** How it is drawn beside its table. */
    default Drawing drawing() {
        return Drawing.NONE;
    }

    enum Shape {
        NONE,
        /** Rows in an order of their own: time, mostly. */
        COLUMNS,
        /** Rows by size, names to the left. */
        BARS,
        WEEK
    }

    /** @param columns names of the columns that are drawn, one on top of the other */
    record Drawing(Shape shape, List<String> columns) {
        static final Drawing NONE = new Drawing(Shape.NONE, List.of());
    }

    /** @param total null where rows do not add up */
    record Counted(
            List<ReportTable.Heading> columns,
            List<ReportTable.Row> rows,
            ReportTable.Row total,
            List<ReportTable.Note> foot) {}
}
