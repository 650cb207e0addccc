package org.ringbook.contacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Undoes an import as a whole: what it added goes, what it changed is as it was. What somebody changed since, or works on, stays as
 * it is. A thousand records at a time; stopped half-way, it goes on from there. Waits for the database; any thread, but one for one
 * import at a time.
 */
@Component
public class ImportUndo {

    private static final int LISTED = 50;
    private static final UUID FIRST = ImportUndoWork.FIRST;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;
    private final FieldValues values;
    private final ApplicationEventPublisher events;

    ImportUndo(
            JdbcTemplate template,
            PlatformTransactionManager transactions,
            CallerDirectory directory,
            FieldValues values,
            ApplicationEventPublisher events) {
        this.values = values;
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transaction = new RetriedTransaction(transactions);
        this.directory = directory;
        this.events = events;
    }

    /** How far the undoing of an import is. */
    public enum UndoState {
        /** Nobody has undone it. */
        @JsonProperty("none")
        NONE,
        @JsonProperty("going")
        GOING,
        @JsonProperty("done")
        DONE,
        /** It was broken off, and is as far as is said; asked for again, it goes on. */
        @JsonProperty("failed")
        FAILED
    }

    /**
     * An import that can be undone, or was.
     *
     * @param owner who imported it
     * @param fileName untrusted text; null when it had none
     * @param records that it wrote
     * @param undoneAt null when it was not
     * @param undo how far it is undone
     * @param undone what became of the records that were looked at
     * @param toUndo records to be looked at; 0 before it was begun
     */
    public record PastImport(
            UUID id,
            UUID owner,
            String fileName,
            Instant at,
            long records,
            Instant undoneAt,
            UndoState undo,
            Undone undone,
            long toUndo) {

        /** How much of it has been looked at, 0 to 1. */
        public double share() {
            long looked = undone.deleted + undone.restored + undone.kept;
            return toUndo == 0 ? 0 : Math.min(1, (double) looked / toUndo);
        }
    }

    /**
     * @param deleted records that the import added
     * @param restored records that are as they were before it
     * @param kept records that stay: they were changed since, are gone, have people in them, or somebody has worked with them
     */
    public record Undone(long deleted, long restored, long kept) {}

    /** The newest first, of the last thirty days. */
    public List<PastImport> all() {
        return jdbc.sql(PAST + " order by at desc limit " + LISTED)
                .query((row, number) -> past(row))
                .list();
    }

    public Optional<PastImport> find(UUID id) {
        return jdbc.sql(PAST + " where id = ?")
                .param(id)
                .query((row, number) -> past(row))
                .optional();
    }

    private static final String PAST = "select id, owner, file_name, at, undone_at, records, undo_begun_at, undo_total,"
            + " undo_deleted, undo_restored, undo_kept, undo_failed from contact_import";

    private static PastImport past(ResultSet row) throws SQLException {
        Timestamp undone = row.getTimestamp("undone_at");
        return new PastImport(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                row.getString("file_name"),
                row.getTimestamp("at").toInstant(),
                row.getLong("records"),
                undone == null ? null : undone.toInstant(),
                undoState(row, undone != null),
                undone(row),
                row.getLong("undo_total"));
    }

    private static UndoState undoState(ResultSet row, boolean done) throws SQLException {
        if (done) {
            return UndoState.DONE;
        }
        if (row.getTimestamp("undo_begun_at") == null) {
            return UndoState.NONE;
        }
        return row.getBoolean("undo_failed") ? UndoState.FAILED : UndoState.GOING;
    }

    private static Undone undone(ResultSet row) throws SQLException {
        return new Undone(row.getLong("undo_deleted"), row.getLong("undo_restored"), row.getLong("undo_kept"));
    }

    /**
     * What would be undone; nothing is.
     *
     * @throws Refused when there is no such import, or it was undone
     */
    public Undone dryRun(UUID id) {
        undoable(id);
        ImportUndoWork work = work(id, true, new Undone(0, 0, 0));
        work.all(ImportLog.PERSON, FIRST, () -> false);
        work.all(ImportLog.COMPANY, FIRST, () -> false);
        return work.sum();
    }

    /**
     * Notes that it is to be undone; {@link #goOn} does it. Begun by somebody before, it goes on as theirs.
     *
     * @param by id of our person who undoes it
     * @throws Refused when there is no such import, or it was undone
     */
    public void begin(UUID id, UUID by) {
        PastImport past = undoable(id);
        transaction.execute(() -> {
            begin(past, by);
            return null;
        });
    }

    private void begin(PastImport past, UUID by) {
        UUID id = past.id();
        events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "import-undone")
                .on(id, past.fileName())
                .by(by));
        jdbc.sql("update contact_import set undo_begun_at = coalesce(undo_begun_at, now()),"
                        + " undone_by = coalesce(undone_by, ?), undo_failed = false, undo_total = (select"
                        + " count(distinct (kind, record)) from contact_import_write where import_id = contact_import.id"
                        + " and kind in ('person', 'company'))"
                        + " where id = ? and undone_at is null")
                .params(by, id)
                .update();
    }

    private ImportUndoWork work(UUID id, boolean dryRun, Undone before) {
        return new ImportUndoWork(template, transaction, directory, values, id, dryRun, before);
    }

    private PastImport undoable(UUID id) {
        PastImport past = find(id).orElseThrow(() -> Refused.because("id", "contacts.import.gone"));
        if (past.undoneAt() != null) {
            throw Refused.because("id", "contacts.import.undone");
        }
        return past;
    }

    /** Imports of which the undoing was begun and not ended, the oldest first. */
    List<UUID> begun() {
        return jdbc.sql("select id from contact_import where undo_begun_at is not null and undone_at is null"
                        + " and not undo_failed order by undo_begun_at")
                .query(UUID.class)
                .list();
    }

    private record Place(String kind, UUID record, Undone undone) {}

    /**
     * Goes on from where it is, to the end, or until it is told to stop.
     *
     * @param stop asked before each thousand records
     */
    void goOn(UUID id, BooleanSupplier stop) {
        Place place = jdbc.sql(
                        "select undo_kind, undo_record, undo_deleted, undo_restored, undo_kept from contact_import"
                                + " where id = ? and undo_begun_at is not null and undone_at is null")
                .param(id)
                .query((row, number) ->
                        new Place(row.getString("undo_kind"), row.getObject("undo_record", UUID.class), undone(row)))
                .optional()
                .orElse(null);
        if (place == null) {
            return;
        }
        ImportUndoWork work = work(id, false, place.undone);
        boolean amongCompanies = ImportLog.COMPANY.equals(place.kind);
        UUID person = ImportLog.PERSON.equals(place.kind) ? place.record : FIRST;
        work.fieldsBack(FieldSubject.PERSON, ImportLog.PERSONS_FIELDS, stop);
        work.fieldsBack(FieldSubject.COMPANY, ImportLog.COMPANYS_FIELDS, stop);
        boolean ended = amongCompanies || work.all(ImportLog.PERSON, person, stop);
        ended = ended && work.all(ImportLog.COMPANY, amongCompanies ? place.record : FIRST, stop);
        if (ended) {
            jdbc.sql("update contact_import set undone_at = now() where id = ?")
                    .param(id)
                    .update();
        }
    }

    /** It cannot be gone on with. */
    void failed(UUID id) {
        jdbc.sql("update contact_import set undo_failed = true where id = ?")
                .param(id)
                .update();
    }
}
