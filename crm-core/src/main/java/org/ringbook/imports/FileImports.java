package org.ringbook.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkRow;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.NewId;
import org.ringbook.contacts.TableFile;
import org.ringbook.fields.Field;
import org.ringbook.fields.Fields;
import org.ringbook.imports.FileImport.Kind;
import org.ringbook.imports.FileImport.Slashes;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.RowFile;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files of deals and leads. A file is read and kept, its rows are looked through beside the request, written when somebody has seen what would
 * become of them, and taken back for thirty days: as a {@link BulkChange} of these rows, with its states, counts and refusals. Who may import is
 * asked before. Any thread; every method waits for the database.
 */
@Component
public class FileImports {

    /** Bytes. */
    public static final int LARGEST_FILE = ContactImport.LARGEST_FILE;

    /** More do not go in one file. */
    public static final int MOST_ROWS = 50_000;

    private static final int BATCH = 1_000;
    private static final int MOST_COLUMNS = 400;
    private static final int LISTED = 50;
    private static final int SAMPLED = 50;
    private static final String USUAL_SOURCE = "file";
    private static final String REFUSED = "refused";

    private final ImportRows rows;
    private final BulkChanges changes;
    private final Fields fields;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    FileImports(
            JdbcTemplate jdbc,
            BulkChanges changes,
            Fields fields,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.rows = new ImportRows(jdbc);
        this.changes = changes;
        this.fields = fields;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /**
     * How a file is read; null where it is found out.
     *
     * @param slashes null to refuse days like 01/02/2026
     * @param source of which program external ids are, where no column says it; null for the usual name
     * @param columns what is chosen for columns, by their names; of the others it is remembered from earlier files, or found out
     */
    public record Reading(
            Charset encoding, Character separator, Slashes slashes, String source, Map<String, String> columns) {

        public static Reading automatic() {
            return new Reading(null, null, null, null, Map.of());
        }
    }

    /** What a column of such a file can hold: names as programs call them, then the company's own fields. */
    public Map<String, Optional<Field>> holdable(Kind kind) {
        var all = new LinkedHashMap<String, Optional<Field>>();
        FileColumn.of(kind).forEach(column -> all.put(column.field(), Optional.empty()));
        fields.active(kind.fields()).forEach(field -> all.put("field:" + field.key(), Optional.of(field)));
        return all;
    }

    /**
     * Reads a file and begins to look through it; nothing is written.
     *
     * @throws Refused when it cannot be read, is empty or too large, or something was chosen that there is not
     */
    public FileImport start(Kind kind, String fileName, InputStream content, Reading reading, StaffMember by) {
        byte[] bytes = read(content);
        FileImport file = transaction.execute(status -> kept(kind, fileName, bytes, reading, by));
        return look(file, by);
    }

    private static byte[] read(InputStream content) {
        try {
            byte[] bytes = content.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw Refused.because("file", "imports.large", LARGEST_FILE >> 20);
            }
            if (bytes.length == 0) {
                throw Refused.because("file", "imports.empty");
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private FileImport kept(Kind kind, String fileName, byte[] bytes, Reading reading, StaffMember by) {
        rows.forgetOld();
        try (var table = new TableFile(bytes, reading.encoding(), reading.separator())) {
            TableFile.Row header = table.next();
            if (header == null || header.cells() == null || header.cells().size() > MOST_COLUMNS) {
                throw Refused.because("file", "imports.empty");
            }
            var file = new FileImport(
                    NewId.next(),
                    kind,
                    by.id(),
                    fileName == null ? null : FileTexts.shown(fileName.replace("\0", "")),
                    null,
                    header.cells().stream().map(FileImports::cell).toList(),
                    columns(kind, header.cells(), reading.columns()),
                    table.encoding() == null,
                    reading.slashes(),
                    source(reading.source()),
                    null);
            rows.insert(file);
            insert(table, file);
            return file;
        }
    }

    private static String cell(String text) {
        return text.replace("\0", "");
    }

    private static String source(String text) {
        String line = FileTexts.line(text);
        return line == null ? USUAL_SOURCE : line;
    }

    private void insert(TableFile table, FileImport file) {
        var some = new ArrayList<RowCells>();
        int all = 0;
        for (TableFile.Row row = table.next(); row != null; row = table.next()) {
            if (++all > MOST_ROWS) {
                throw Refused.because("file", "imports.many", MOST_ROWS);
            }
            List<String> cells = row.cells() == null
                    ? null
                    : row.cells().stream().map(FileImports::cell).toList();
            some.add(new RowCells(file, NewId.next(), row.number(), cells, null).keyed());
            if (some.size() == BATCH) {
                rows.insert(some);
                some.clear();
            }
        }
        rows.insert(some);
        if (all == 0) {
            throw Refused.because("file", "imports.empty");
        }
    }

    /** Of each column what it holds: chosen now, or for an earlier file, or by its name; of two of one name the first. */
    private List<String> columns(Kind kind, List<String> headers, Map<String, String> chosen) {
        Set<String> known = holdable(kind).keySet();
        Map<String, String> before = rows.choices(kind);
        Set<String> taken = new HashSet<>();
        var columns = new ArrayList<String>();
        for (String header : headers) {
            String choice = chosen.get(header);
            if (choice != null && !choice.isEmpty() && !known.contains(choice)) {
                throw Refused.because("column", "imports.column", FileTexts.shown(header));
            }
            String key = FileTexts.key(header);
            String remembered = before.get(key);
            String field = choice != null
                    ? choice
                    : remembered != null && (remembered.isEmpty() || known.contains(remembered))
                            ? remembered
                            : found(kind, header);
            columns.add(field.isEmpty() || taken.add(field) || choice != null ? field : "");
            if (choice != null && !key.isEmpty()) {
                rows.choose(kind, key, choice);
            }
        }
        return columns;
    }

    private String found(Kind kind, String header) {
        String key = FileTexts.key(header);
        Optional<String> own = fields.active(kind.fields()).stream()
                .filter(field -> Stream.of(field.name(), field.nameEn())
                        .anyMatch(name -> name != null && FileTexts.key(name).equals(key)))
                .map(field -> "field:" + field.key())
                .findFirst();
        return FileColumn.ofHeader(kind, header)
                .map(FileColumn::field)
                .or(() -> own)
                .orElse("");
    }

    /** Nothing can be looked through while no column says what the rows are called. */
    private FileImport look(FileImport file, StaffMember by) {
        if (isNameless(file)) {
            return find(file.id(), by).orElseThrow();
        }
        UUID bulk = changes.look(file.kind().subject(), file.id(), rows.ids(file.id()), by);
        rows.looks(file.id(), bulk);
        return find(file.id(), by).orElseThrow();
    }

    /** Whether no column holds what every row needs. */
    public static boolean isNameless(FileImport file) {
        Stream<FileColumn> needed = file.kind() == Kind.DEAL
                ? Stream.of(FileColumn.TITLE)
                : Stream.of(FileColumn.NAME, FileColumn.COMPANY, FileColumn.PHONE, FileColumn.EMAIL);
        return needed.map(FileColumn::field).noneMatch(file.columns()::contains);
    }

    /**
     * Looks through the same file once more, with its columns taken for something else.
     *
     * @param reading its columns, slashes and source; its encoding and separator are what they were
     * @throws Refused when it was written already, or is being looked through
     */
    public FileImport again(FileImport before, Reading reading, StaffMember by) {
        boolean waits = change(before, by)
                .map(change -> change.state() == BulkChange.State.LOOKED)
                .orElse(true);
        if (!waits || !before.owner().equals(by.id())) {
            throw Refused.because("id", "imports.state");
        }
        var file = new FileImport(
                before.id(),
                before.kind(),
                before.owner(),
                before.fileName(),
                before.at(),
                before.headers(),
                columns(before.kind(), before.headers(), reading.columns()),
                before.workbook(),
                reading.slashes(),
                source(reading.source()),
                null);
        transaction.executeWithoutResult(status -> {
            giveUp(file.id());
            rows.update(file);
            for (List<RowCells> some = rows.some(file, 0, BATCH);
                    !some.isEmpty();
                    some = rows.some(file, some.get(some.size() - 1).number(), BATCH)) {
                rows.keys(some.stream().map(RowCells::keyed).toList());
            }
        });
        return look(file, by);
    }

    /** What was looked through with other columns is not written any more. */
    private void giveUp(UUID file) {
        UUID bulk = rows.findToChange(file)
                .orElseThrow(() -> Refused.because("row", "imports.gone"))
                .bulkId();
        if (bulk != null && !changes.withdraw(bulk)) {
            throw Refused.because("id", "imports.state");
        }
    }

    /** Empty when there is none, or it is not theirs to see: who sent it, and supervisors. */
    public Optional<FileImport> find(UUID id, StaffMember who) {
        return rows.find(id).filter(file -> file.owner().equals(who.id()) || seesAll(who));
    }

    private static boolean seesAll(StaffMember who) {
        return who.role().compareTo(Role.SUPERVISOR) >= 0;
    }

    /** The newest of the last thirty days. */
    public List<FileImport> latest(Kind kind, StaffMember who) {
        return rows.latest(kind, seesAll(who) ? null : who.id(), LISTED);
    }

    /** How far it is; empty while nothing can be looked through. */
    public Optional<BulkChange> change(FileImport file, StaffMember who) {
        return Optional.ofNullable(file.bulkId()).flatMap(id -> changes.find(id, who));
    }

    /** Writes what was looked through. @throws Refused when it was written already, or is not theirs */
    public void write(FileImport file, StaffMember by) {
        changes.apply(change(file, by).orElseThrow(() -> Refused.because("id", "imports.state")), by);
        events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "file-imported")
                .on(file.id(), file.fileName())
                .by(by.id()));
    }

    /** Takes back what was written and nobody has changed since. @throws Refused when it is too late, or was taken back */
    public void undo(FileImport file, StaffMember by) {
        changes.undo(change(file, by).orElseThrow(() -> Refused.because("id", "imports.state")), by);
    }

    /** Waits until the program has done its part, no longer than that. */
    public void await(FileImport file, Duration most) throws InterruptedException {
        if (file.bulkId() != null) {
            changes.await(file.bulkId(), most);
        }
    }

    /**
     * A row of the file with what came of it.
     *
     * @param number as a spreadsheet numbers it
     * @param name what it is called; null when it was refused before that was read
     * @param record the deal or lead; null where none was written
     */
    public record Outcome(long number, String name, UUID record, BulkRow row) {}

    /** The first rows of an outcome of {@link BulkRow#outcome}, in the order of the file. */
    public List<Outcome> outcomes(FileImport file, BulkChange change, String outcome, int most) {
        List<BulkRow> some = changes.rows(change, outcome, most);
        Map<UUID, RowCells> cells =
                rows.rows(file, some.stream().map(BulkRow::record).toList());
        return some.stream()
                .filter(row -> cells.containsKey(row.record()))
                .map(row -> {
                    String record = row.after() == null ? null : row.after().get("id");
                    return new Outcome(
                            cells.get(row.record()).number(),
                            row.name(),
                            record == null ? null : UUID.fromString(record),
                            row);
                })
                .toList();
    }

    /** The first thing that stands in each column, to choose what it holds by; nothing where nothing does. */
    public List<String> samples(FileImport file) {
        List<RowCells> first = rows.some(file, 0, SAMPLED);
        var samples = new ArrayList<String>();
        for (int column = 0; column < file.headers().size(); column++) {
            int at = column;
            samples.add(first.stream()
                    .filter(row -> row.cells() != null && row.cells().size() > at)
                    .map(row -> FileTexts.line(row.cells().get(at)))
                    .filter(text -> text != null)
                    .map(FileTexts::shown)
                    .findFirst()
                    .orElse(""));
        }
        return samples;
    }

    /**
     * Writes the rows that were refused, as they stand in the file, with why: to be mended and sent again. The stream stays open.
     *
     * @param why name of the column that says it
     */
    public void refused(OutputStream out, FileImport file, BulkChange change, String why, Locale reader)
            throws IOException {
        var headings = new ArrayList<>(file.headers());
        headings.add(why);
        try (RowFile written = RowFile.of(RowFile.Kind.CSV, out, reader, headings)) {
            List<BulkRow> all = changes.rows(change, REFUSED, MOST_ROWS);
            for (int from = 0; from < all.size(); from += BATCH) {
                List<BulkRow> some = all.subList(from, Math.min(from + BATCH, all.size()));
                Map<UUID, RowCells> cells =
                        rows.rows(file, some.stream().map(BulkRow::record).toList());
                for (BulkRow row : some) {
                    write(written, file, cells.get(row.record()), row, reader);
                }
            }
        }
    }

    private static void write(RowFile written, FileImport file, RowCells cells, BulkRow row, Locale reader)
            throws IOException {
        List<String> stands = cells == null || cells.cells() == null ? List.of() : cells.cells();
        for (int i = 0; i < file.headers().size(); i++) {
            written.text(i < stands.size() ? stands.get(i) : null);
        }
        written.text(row.why() == null ? null : row.why().words(reader));
        written.end();
    }
}
