package org.ringbook.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.Cell;

/**
 * A row of a file by what its columns hold.
 *
 * @param number as a spreadsheet numbers it
 * @param cells null when it cannot be divided into cells
 * @param key by which it is known when it comes again
 */
record RowCells(FileImport file, UUID id, long number, List<String> cells, String key) {

    private static final String OWN = "field:";
    private static final char BETWEEN = '\u001f';

    /** What stands in the first column of these in which anything stands; null for nothing. */
    String text(FileColumn column) {
        return text(column.field());
    }

    private String text(String field) {
        refuseBroken();
        for (int i = 0; i < Math.min(cells.size(), file.columns().size()); i++) {
            String line = file.columns().get(i).equals(field) ? FileTexts.line(Cell.asWritten(cells.get(i))) : null;
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private void refuseBroken() {
        if (cells == null) {
            throw Refused.because("row", "imports.row.broken");
        }
    }

    /** What stands in columns of the company's own fields, by their keys; nothing where nothing stands. */
    Map<String, Object> own() {
        var own = new LinkedHashMap<String, Object>();
        file.columns().stream()
                .filter(column -> column.startsWith(OWN))
                .distinct()
                .forEach(column -> {
                    String text = text(column);
                    if (text != null) {
                        own.put(column.substring(OWN.length()), text);
                    }
                });
        return own;
    }

    /** The other program's name for it; null for none. */
    String externalId() {
        return text(FileColumn.EXTERNAL_ID);
    }

    String externalSource() {
        String source = text(FileColumn.EXTERNAL_SOURCE);
        return source == null ? file.source() : source;
    }

    /** @throws Refused when it is none. @return null for an empty cell */
    WrittenTime time(FileColumn column) {
        String text = text(column);
        return text == null ? null : WrittenTime.read(text, file.slashes(), file.workbook());
    }

    /** The same row with its key, found anew by what its columns hold. */
    RowCells keyed() {
        String external = cells == null ? null : externalId();
        String found = external == null ? marked() : "id:" + externalSource() + ":" + external;
        return new RowCells(file, id, number, cells, found);
    }

    /** Of all that stands in it, whatever the columns are taken for; a row that cannot be read is no other's twin. */
    private String marked() {
        String all = cells == null
                ? id.toString()
                : file.kind().word()
                        + BETWEEN
                        + String.join(
                                String.valueOf(BETWEEN),
                                cells.stream()
                                        .map(cell -> FileTexts.line(cell) == null ? "" : FileTexts.line(cell))
                                        .toList());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "row:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java has SHA-256.", never);
        }
    }
}
