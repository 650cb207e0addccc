package org.ringbook.subscriptions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
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
 * @param version names what was sent: the same when it is tried once more, and another for each one that arrived
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

    /** Of the figures of a report: another where one of them is. */
    static String digest(ReportTable table) {
        try {
            byte[] figures = (table.rows() + " " + table.total()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(figures));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param times which one of its subscription it is */
    static ReportMessage of(ReportTable table, ReportWords words, boolean corrected, int times) {
        var formulas = new LinkedHashMap<String, String>();
        table.columns().forEach(column -> formulas.put(column.name(), words.formula(column.name())));
        var period = table.query().period();
        return new ReportMessage(
                "report.ready",
                period.first() + "_" + period.last() + "_" + times,
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
