package org.ringbook.imports;

import java.util.UUID;
import org.ringbook.bulk.BulkChange;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Rows of files as changes of many name them. Any thread; waits for the database. */
@Component
class FileRows {

    private final JdbcTemplate jdbc;
    private final ImportRows rows;

    FileRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.rows = new ImportRows(jdbc);
    }

    /** @throws Refused when the file is forgotten, or the row cannot be read */
    RowCells row(BulkChange change, UUID record) {
        RowCells row = rows.find(UUID.fromString(change.value()))
                .flatMap(file -> rows.row(file, record))
                .orElseThrow(() -> Refused.because("row", "imports.gone"));
        if (row.cells() == null) {
            throw Refused.because("row", "imports.row.broken");
        }
        return row;
    }

    /** Two rows of a file that are the same, or of one external id, are one. */
    void refuseTwin(RowCells row) {
        rows.twin(row).ifPresent(number -> {
            throw Refused.because("row", "imports.row.twin", number);
        });
    }

    boolean isDealNumber(String text) {
        String digits = text.startsWith("№") ? text.substring(1).strip() : text;
        return digits.matches("\\d{1,15}")
                && Boolean.TRUE.equals(jdbc.queryForObject(
                        "select exists (select from deal where number = ?)", Boolean.class, Long.valueOf(digits)));
    }
}
