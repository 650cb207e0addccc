package org.ringbook.subscriptions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.DataState;
import org.ringbook.reports.ReportWords;

/**
 * A report as other systems are sent it.
 *
 * @param corrected whether it was sent before, and its calls have changed since
 * @param version names what was sent: the same when it is sent once more
 * @param formulas by column, how each figure is made
 * @param rows times are milliseconds, shares from 0 to 1
 */
record ReportMessage(
        String type,
        String version,
        Instant time,
        String report,
        String title,
        LocalDate from,
        LocalDate to,
        String zone,
        boolean corrected,
        Map<String, String> formulas,
        List<Line> rows,
        Line total,
        List<String> foot,
        DataState state) {

    /** @param key of the row; empty for the total */
    record Line(String key, String label, Map<String, Double> values) {}

    static ReportMessage of(ReportTable table, ReportWords words, boolean corrected) {
        var formulas = new LinkedHashMap<String, String>();
        table.columns().forEach(column -> formulas.put(column.name(), words.formula(column.name())));
        var period = table.query().period();
        return new ReportMessage(
                "report.ready",
                period.first() + "_" + period.last()
                        + (corrected ? "_" + table.state().asOf().toEpochMilli() : ""),
                table.state().asOf(),
                table.name(),
                words.report(table.name()),
                period.first(),
                period.last(),
                period.zone().getId(),
                corrected,
                formulas,
                table.rows().stream().map(row -> line(table, row, words)).toList(),
                table.total() == null ? null : line(table, table.total(), words),
                words.foot(table),
                table.state());
    }

    private static Line line(ReportTable table, ReportTable.Row row, ReportWords words) {
        return new Line(row.key(), words.label(row.label()), table.named(row));
    }
}
