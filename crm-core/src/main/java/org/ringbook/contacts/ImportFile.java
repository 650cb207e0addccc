package org.ringbook.contacts;

import java.nio.charset.Charset;
import java.util.List;

/** A file of contacts as rows of cells, one after another; the first names the columns. For one thread. */
interface ImportFile extends AutoCloseable {

    /**
     * @param number counted from 1, as whoever made the file sees it
     * @param cells null when the row cannot be divided into cells
     */
    record Row(long number, List<String> cells) {}

    /** The next row that is not empty; null at the end. */
    Row next();

    /** The share of the file that is read, 0 to 1; 1 at its end and not before. */
    double share();

    /** What stands between the cells; null where nothing has to. */
    default Character sign() {
        return null;
    }

    /** How the text is written; null where the file says it itself. */
    default Charset encoding() {
        return null;
    }

    @Override
    default void close() {}

    /**
     * By what stands in it, whatever it is called: a workbook, cards, or text with separators.
     *
     * @throws org.ringbook.refusals.Refused when it is none of these
     */
    static ImportFile of(byte[] file, ContactImport.Options options) {
        if (WorkbookRows.is(file)) {
            return WorkbookRows.of(file);
        }
        Charset encoding = FileEncoding.of(file, options.encoding());
        String text = FileEncoding.text(file, encoding);
        return CardRows.are(text) ? CardRows.of(text, encoding) : new CsvRows(text, encoding, options.separator());
    }
}
