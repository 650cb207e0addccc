package org.ringbook.contacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.ringbook.refusals.Refused;

/** The rows of the first sheet of an Excel workbook (.xlsx) that anybody sees and in which something stands. */
final class WorkbookRows implements ImportFile {

    /** Whoever sends the file may have packed anything into it. */
    private static final long MOST_UNPACKED = 250L << 20;

    private static final int MOST_PARTS = 2_000;
    private static final int MOST_CELLS = 400;
    private static final double ROWS_OF_A_HALF = 5_000;

    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private long read;
    private boolean ended;

    private WorkbookRows(ReadableWorkbook workbook, Stream<org.dhatim.fastexcel.reader.Row> stream) {
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
    }

    /** Whether it is packed as a workbook is. */
    static boolean is(byte[] file) {
        return file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** @throws Refused when it is no workbook, or unpacks to more than any list of contacts */
    static WorkbookRows of(byte[] file) {
        measure(file);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
            for (Sheet sheet : workbook.getSheets()
                    .filter(one -> one.getVisibility() == SheetVisibility.VISIBLE)
                    .toList()) {
                var rows = new WorkbookRows(workbook, sheet.openStream());
                if (rows.rows.hasNext()) {
                    return rows;
                }
                rows.stream.close();
            }
            workbook.close();
            throw Refused.because("file", "contacts.import.empty");
        } catch (IOException | UncheckedIOException | ExcelReaderException broken) {
            throw Refused.because("file", "contacts.import.workbook.broken");
        }
    }

    /** Unpacks all of it, and keeps nothing. */
    private static void measure(byte[] file) {
        long unpacked = 0;
        int parts = 0;
        byte[] buffer = new byte[64 * 1024];
        // By the list of parts at its end: Java's own reader of streams stumbles over files as this program writes
        // them.
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                unpacked += unpacked(zip, part, MOST_UNPACKED - unpacked, buffer);
                if (unpacked > MOST_UNPACKED || ++parts > MOST_PARTS) {
                    throw Refused.because("file", "contacts.import.workbook.large");
                }
            }
        } catch (IllegalArgumentException broken) {
            if (broken instanceof Refused refused) {
                throw refused;
            }
            throw Refused.because("file", "contacts.import.workbook.broken");
        } catch (IOException broken) {
            throw Refused.because("file", "contacts.import.workbook.broken");
        }
    }

    /** @param most of more it is not counted how much */
    private static long unpacked(ZipFile zip, ZipArchiveEntry part, long most, byte[] buffer) throws IOException {
        long unpacked = 0;
        try (InputStream content = zip.getInputStream(part)) {
            for (int some = content.read(buffer); some >= 0 && unpacked <= most; some = content.read(buffer)) {
                unpacked += some;
            }
        }
        return unpacked;
    }

    @Override
    public Row next() {
        try {
            while (rows.hasNext()) {
                org.dhatim.fastexcel.reader.Row row = rows.next();
                read++;
                List<String> cells = cells(row);
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    return new Row(row.getRowNum(), cells);
                }
            }
            ended = true;
            return null;
        } catch (UncheckedIOException | ExcelReaderException broken) {
            throw Refused.because("file", "contacts.import.workbook.broken");
        }
    }

    private static List<String> cells(org.dhatim.fastexcel.reader.Row row) {
        int count = Math.min(row.getCellCount(), MOST_CELLS);
        var cells = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            cells.add(row.getOptionalCell(i).map(WorkbookRows::text).orElse(""));
        }
        return cells;
    }

    /** A number as it is, and not as the column was too narrow for it. */
    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return cell.asNumber().stripTrailingZeros().toPlainString();
        }
        String text = cell.getType() == CellType.ERROR ? null : cell.getText();
        return text == null ? "" : text.strip();
    }

    /** How many rows there are stands nowhere. */
    @Override
    public double share() {
        return ended ? 1 : read / (read + ROWS_OF_A_HALF);
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
