package org.ringbook.contacts;

import java.nio.charset.Charset;
import java.util.List;
import org.ringbook.refusals.Refused;

/**
 * A file as rows of cells, for whoever loads another kind of rows than contacts: CSV, text of a spreadsheet, a workbook, cards; what it is
 * and how it is written is found out. For one thread.
 */
public final class TableFile implements AutoCloseable {

    private final ImportFile rows;

    /**
     * @param encoding null to find it out
     * @param separator null to find it out
     * @throws Refused when it is nothing that can be read
     */
    public TableFile(byte[] file, Charset encoding, Character separator) {
        this.rows = ImportFile.of(file, new ContactImport.Options(encoding, separator, name -> null));
    }

    /**
     * @param number counted from 1, as whoever made the file sees it
     * @param cells null when the row cannot be divided into cells
     */
    public record Row(long number, List<String> cells) {}

    /** The next row that is not empty; null at the end. */
    public Row next() {
        ImportFile.Row row = rows.next();
        return row == null ? null : new Row(row.number(), row.cells());
    }

    /** The share that is read, 0 to 1; 1 at its end and not before. */
    public double share() {
        return rows.share();
    }

    /** What stands between the cells; null where nothing has to. */
    public Character separator() {
        return rows.sign();
    }

    /** Null where the file says it itself. */
    public String encoding() {
        return rows.encoding() == null ? null : rows.encoding().name();
    }

    @Override
    public void close() {
        rows.close();
    }
}
