package org.ringbook.contacts;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.ImportRun.State;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/**
 * Contacts out of a file, as spreadsheets (CSV, XLSX), telephones (vCard) and other CRMs write it. The first row names the columns, in
 * Russian or English. A person is the same as one we know when the name is, and one of the numbers (or, without a number,
 * the company): then new numbers and empty fields are filled in, and nothing is replaced. What of a row cannot be understood
 * is left out and told, and so is a whole row that has no name; the others go on. It is written a thousand rows at a time.
 */
@Component
public class ContactImport {

    /** Bytes. */
    public static final int LARGEST_FILE = 50 << 20;

    /** What a column can hold. */
    public static final List<String> FIELDS =
            Stream.of(ImportColumn.values()).map(ImportColumn::field).toList();

    private static final Logger log = LoggerFactory.getLogger(ContactImport.class);
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int ROWS_SHOWN = 10;

    private final ContactRows people;
    private final CompanyRows companies;
    private final ImportWrites writes;
    private final ImportLog written;
    private final ColumnChoices choices;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;
    private final NumberPlan plan;
    private final Fields fields;
    private final FieldValues values;
    private final DestroyedNumbers destroyed;
    private final ApplicationEventPublisher events;
    /** Asked late: whoever knows the rules uses what is here. */
    private final ObjectProvider<LikelySame> likely;

    ContactImport(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            CallerDirectory directory,
            NumberPlan plan,
            Fields fields,
            FieldValues values,
            DestroyedNumbers destroyed,
            ApplicationEventPublisher events,
            ObjectProvider<LikelySame> likely) {
        this.likely = likely;
        this.destroyed = destroyed;
        this.fields = fields;
        this.values = values;
        JdbcClient client = JdbcClient.create(jdbc);
        this.people = new ContactRows(client);
        this.companies = new CompanyRows(client);
        this.writes = new ImportWrites(jdbc);
        this.written = new ImportLog(jdbc);
        this.choices = new ColumnChoices(jdbc);
        this.transaction = new RetriedTransaction(transactions);
        this.directory = directory;
        this.plan = plan;
        this.events = events;
    }

    /** The company's own fields that a column can hold, by what such a column is called: {@code field:segment}. */
    public Map<String, Field> ownFields() {
        return new ImportFields(fields, values).all();
    }

    /**
     * How a file is to be read.
     *
     * @param encoding null to find it out: UTF-8, UTF-16, windows-1251, KOI8-R, IBM866
     * @param separator null to find it out: semicolon, comma, tab, bar
     * @param responsible from what stands in the column "responsible", if it is no extension, to the extension of our
     *     person; answers null when it is nobody's name or login
     * @param strict true to refuse a row of which anything cannot be understood; else the rest of it is taken
     * @param likely what becomes of a row whose person is likely known under another name
     * @param columns what columns hold, by their names in the file: one of {@link #FIELDS} or {@link #ownFields}, or nothing for a column that is left
     *     out. Of the others it is remembered from earlier files, or found out
     */
    public record Options(
            Charset encoding,
            Character separator,
            Function<String, String> responsible,
            boolean strict,
            LikelyRows likely,
            Map<String, String> columns) {

        public Options {
            columns = Map.copyOf(columns);
        }

        /** What can be understood of a row is taken. */
        public Options(Charset encoding, Character separator, Function<String, String> responsible) {
            this(encoding, separator, responsible, false, LikelyRows.ADD, Map.of());
        }

        /** The same, but a row of which anything cannot be understood is refused. */
        public Options strictly() {
            return new Options(encoding, separator, responsible, true, likely, columns);
        }

        /** The same, but columns hold what is chosen here. */
        public Options with(Map<String, String> chosen) {
            return new Options(encoding, separator, responsible, strict, likely, chosen);
        }

        /** The same, but so with those who are likely known. */
        public Options with(LikelyRows chosen) {
            return new Options(encoding, separator, responsible, strict, chosen, columns);
        }

        /** Everything is found out; a responsible person is named by extension. */
        public static Options automatic() {
            return new Options(null, null, name -> null);
        }
    }

    /**
     * Works through the file and returns when it is done, cancelled or failed. Does not throw for what is in the file: look
     * at {@link ImportRun#status}. One thread for one run.
     *
     * @return the last status
     */
    public ImportRun.Status run(byte[] file, Options options, ImportRun run) {
        return run(file, new StartedImport(NewId.next(), NewId.next(), null, options, run));
    }

    /** As above; what it writes is kept under its id, and can be undone. */
    ImportRun.Status run(byte[] file, StartedImport started) {
        ImportRun run = started.run();
        try {
            work(file, started);
            run.ended(run.cancelled() ? State.CANCELLED : State.DONE, null);
        } catch (Refused refused) {
            run.ended(State.FAILED, refused.refusal());
        } catch (DataAccessException | TransactionException unwritten) {
            log.error("An import of contacts stopped", unwritten);
            run.ended(State.FAILED, Refusal.of("contacts.import.database"));
        } catch (RuntimeException unexpected) {
            run.ended(State.FAILED, Refusal.of("contacts.import.unexpected"));
            throw unexpected;
        }
        return run.status();
    }

    private void work(byte[] file, StartedImport started) {
        if (file.length > LARGEST_FILE) {
            throw Refused.because("file", "contacts.import.large", LARGEST_FILE >> 20);
        }
        SharedNumbers shared = shared(file, started);
        try (ImportFile rows = ImportFile.of(file, started.options())) {
            work(file.length, rows, started, shared);
        }
    }

    /** Read beforehand where it decides about whole rows: those that come last count as well. */
    private SharedNumbers shared(byte[] file, StartedImport started) {
        var shared = new SharedNumbers();
        if (started.options().likely() == LikelyRows.ADD) {
            return shared;
        }
        try (ImportFile rows = ImportFile.of(file, started.options())) {
            ImportFile.Row header = rows.next();
            if (header == null || header.cells() == null) {
                return shared;
            }
            var reader = new ImportedRows(
                    header.cells(),
                    plan,
                    started.options(),
                    choices.of(header.cells()),
                    new ImportFields(fields, values));
            for (ImportFile.Row row = rows.next(); row != null && !started.run().cancelled(); row = rows.next()) {
                add(row, reader, shared);
            }
        }
        return shared;
    }

    private static void add(ImportFile.Row row, ImportedRows reader, SharedNumbers shared) {
        try {
            shared.add(reader.read(row));
        } catch (ImportedRows.RefusedCell told) {
            // When it is its turn.
        }
    }

    private void work(int bytes, ImportFile rows, StartedImport started, SharedNumbers shared) {
        ImportRun run = started.run();
        ImportFile.Row header = rows.next();
        if (header == null || header.cells() == null) {
            throw Refused.because("file", header == null ? "contacts.import.empty" : "contacts.import.quote");
        }
        var own = new ImportFields(fields, values);
        var reader = new ImportedRows(header.cells(), plan, started.options(), choices.of(header.cells()), own);
        run.began(bytes, rows, reader);
        refuseNameless(reader, rows, run);
        if (!run.dryRun()) {
            choices.remember(reader.chosen());
            log(started);
        }
        ImportChunk dry = new ImportChunk(shared);
        int chunks = 0;
        do {
            List<ImportedRow> some = readSome(rows, reader, run);
            if (run.dryRun()) {
                take(some, dry, started.options().likely(), !reader.ownPlaces().isEmpty());
                dry.tell(run);
            } else {
                write(some, started, !reader.ownPlaces().isEmpty(), shared);
                tellPlannerOf(++chunks);
            }
            run.read(rows.share());
        } while (rows.share() < 1 && !run.cancelled());
    }

    /** Who then chooses what the columns hold is shown what stands in them. */
    private static void refuseNameless(ImportedRows reader, ImportFile rows, ImportRun run) {
        try {
            reader.refuseNameless();
        } catch (Refused nameless) {
            for (int i = 0; i < ROWS_SHOWN; i++) {
                ImportFile.Row row = rows.next();
                run.sample(row == null ? null : row.cells());
            }
            throw nameless;
        }
    }

    private void log(StartedImport started) {
        transaction.execute(() -> {
            written.begin(started.id(), started.owner(), started.fileName());
            events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "imported")
                    .on(started.id(), started.fileName())
                    .by(started.owner()));
            return null;
        });
    }

    private static List<ImportedRow> readSome(ImportFile rows, ImportedRows reader, ImportRun run) {
        List<ImportedRow> some = new ArrayList<>(ROWS_AT_ONCE);
        ImportFile.Row row = null;
        for (int i = 0; i < ROWS_AT_ONCE && (row = rows.next()) != null; i++) {
            run.sample(row.cells());
            try {
                some.add(reader.read(row));
            } catch (ImportedRows.RefusedCell cell) {
                run.refused(new RefusedRow(row.number(), cell.column, cell.value, cell.why.refusal()));
            }
        }
        return some;
    }

    private void write(List<ImportedRow> some, StartedImport started, boolean withFields, SharedNumbers shared) {
        ImportRun run = started.run();
        try {
            ImportChunk chunk = transaction.execute(() -> {
                written.says(started.owner());
                var rows = new ImportChunk(shared);
                take(some, rows, started.options().likely(), withFields);
                writes.write(rows.companiesToWrite(), rows.peopleToWrite(), rows.companyNames());
                written.note(started.id(), rows.changes());
                values.writeAll(FieldSubject.PERSON, rows.peoplesFields());
                values.writeAll(FieldSubject.COMPANY, rows.companiesFields());
                written.noteFields(started.id(), rows);
                return rows;
            });
            chunk.changedCompanies().forEach(directory::refreshCompany);
            directory.refresh(chunk.numbersToWrite());
            chunk.tell(run);
        } catch (DataIntegrityViolationException oneOfThem) {
            log.warn("A row of an import cannot be written", oneOfThem);
            writeOneByOne(some, started, withFields, shared);
        }
    }

    /** A small table is read from end to end, and PostgreSQL notices late that it is small no longer. */
    private void tellPlannerOf(int chunks) {
        if (chunks == 2 || chunks == 10 || chunks == 50) {
            writes.analyze();
        }
    }

    private void writeOneByOne(
            List<ImportedRow> some, StartedImport started, boolean withFields, SharedNumbers shared) {
        if (some.size() > 1) {
            some.forEach(row -> write(List.of(row), started, withFields, shared));
        } else {
            some.forEach(row -> started.run()
                    .refused(new RefusedRow(row.row(), null, null, Refusal.of("contacts.import.unwritable"))));
        }
    }

    private void take(List<ImportedRow> some, ImportChunk chunk, LikelyRows policy, boolean withFields) {
        companies.known(names(some.stream().map(ImportedRow::companyKey))).forEach(chunk::know);
        List<ImportedRow> persons =
                some.stream().filter(row -> row.person() != null).toList();
        long[] numbers = persons.stream()
                .flatMap(row -> row.numbers().stream())
                .mapToLong(number -> number.number().e164())
                .distinct()
                .toArray();
        people.known(names(persons.stream().map(ImportedRow::nameKey)), numbers).forEach(chunk::know);
        List<ImportedRow> numberless =
                persons.stream().filter(row -> row.numbers().isEmpty()).toList();
        if (!numberless.isEmpty()) {
            UUID[] inCompanies = chunk.companyNames().keySet().toArray(UUID[]::new);
            people.known(names(numberless.stream().map(ImportedRow::nameKey)), inCompanies)
                    .forEach(chunk::know);
        }
        Map<Long, LikelySame.Likely> same = likely(persons, chunk);
        if (withFields) {
            chunk.know(values.of(FieldSubject.PERSON, chunk.knownPeople()));
            chunk.know(values.of(FieldSubject.COMPANY, chunk.knownCompanies()));
        }
        long[] all = some.stream()
                .flatMap(row -> row.numbers().stream())
                .mapToLong(number -> number.number().e164())
                .distinct()
                .toArray();
        Set<Long> gone = destroyed.among(all);
        for (ImportedRow row : some) {
            if (row.numbers().stream()
                    .anyMatch(number -> gone.contains(number.number().e164()))) {
                chunk.refuse(row, Refusal.of("contacts.import.destroyed"));
            } else {
                chunk.take(row, same.get(row.row()), policy);
            }
        }
    }

    /** By the rows of people whom no name and number tells; who is likely the same is known to the chunk then. */
    private Map<Long, LikelySame.Likely> likely(List<ImportedRow> persons, ImportChunk chunk) {
        LikelySame rules = likely.getIfAvailable();
        List<ImportedRow> open =
                persons.stream().filter(row -> !chunk.knows(row)).toList();
        var found = new HashMap<Long, LikelySame.Likely>();
        if (rules == null || open.isEmpty()) {
            return found;
        }
        List<Optional<LikelySame.Likely>> all =
                rules.of(open.stream().map(ImportedRow::person).toList());
        for (int i = 0; i < open.size(); i++) {
            long row = open.get(i).row();
            all.get(i).ifPresent(one -> found.put(row, one));
        }
        UUID[] ids =
                found.values().stream().map(LikelySame.Likely::id).distinct().toArray(UUID[]::new);
        if (ids.length > 0) {
            people.toChange(ids).forEach(chunk::know);
        }
        return found;
    }

    private static String[] names(Stream<String> names) {
        return names.filter(name -> name != null).distinct().toArray(String[]::new);
    }
}
