package org.ringbook.contacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.Contact.ContactNumber;
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

    private static final int AT_ONCE = 1_000;
    private static final int LISTED = 50;
    /** Before all ids. */
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final ContactRows people;
    private final CompanyRows companies;
    private final ImportWrites writes;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;
    private final PartyColumns columns;
    private final FieldValues values;
    private final ApplicationEventPublisher events;

    ImportUndo(
            JdbcTemplate template,
            PlatformTransactionManager transactions,
            CallerDirectory directory,
            FieldValues values,
            ApplicationEventPublisher events) {
        this.values = values;
        this.jdbc = JdbcClient.create(template);
        this.columns = new PartyColumns(jdbc);
        this.people = new ContactRows(jdbc);
        this.companies = new CompanyRows(jdbc);
        this.writes = new ImportWrites(template);
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
        var work = new Work(id, true, new Undone(0, 0, 0));
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
        var work = new Work(id, false, place.undone);
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

    /** A record that the import wrote, however often: as it was before it all, and after. */
    private record Written(UUID id, String before, String after) {}

    private final class Work {
        final UUID importId;
        final boolean dryRun;
        final Set<UUID> gone = new HashSet<>();
        long deleted;
        long restored;
        long kept;

        Work(UUID importId, boolean dryRun, Undone before) {
            this.importId = importId;
            this.dryRun = dryRun;
            this.deleted = before.deleted;
            this.restored = before.restored;
            this.kept = before.kept;
        }

        Undone sum() {
            return new Undone(deleted, restored, kept);
        }

        /** @return false when it was told to stop */
        boolean all(String kind, UUID from, BooleanSupplier stop) {
            UUID after = from;
            for (List<Written> some = some(kind, after); !some.isEmpty(); some = some(kind, after)) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                List<Written> chunk = some;
                Set<Long> numbers = new HashSet<>();
                var before = sum();
                transaction.execute(() -> {
                    deleted = before.deleted;
                    restored = before.restored;
                    kept = before.kept;
                    if (kind.equals(ImportLog.PERSON)) {
                        people(chunk, numbers);
                    } else {
                        companies(chunk, numbers);
                    }
                    keepPlace(kind, chunk.get(chunk.size() - 1).id);
                    return null;
                });
                if (!dryRun) {
                    if (kind.equals(ImportLog.COMPANY)) {
                        chunk.forEach(one -> directory.refreshCompany(one.id));
                    }
                    directory.refresh(
                            numbers.stream().mapToLong(Long::longValue).toArray());
                }
                after = chunk.get(chunk.size() - 1).id;
            }
            return true;
        }

        private void keepPlace(String kind, UUID last) {
            if (!dryRun) {
                jdbc.sql(
                                "update contact_import set undo_kind = ?, undo_record = ?, undo_deleted = ?, undo_restored = ?,"
                                        + " undo_kept = ? where id = ?")
                        .params(kind, last, deleted, restored, kept, importId)
                        .update();
            }
        }

        private List<Written> some(String kind, UUID after) {
            return jdbc.sql("select record, (array_agg(before::text order by place))[1] as before,"
                            + " (array_agg(after::text order by place desc))[1] as after from contact_import_write"
                            + " where import_id = ? and kind = ? and record > ? group by record order by record limit "
                            + AT_ONCE)
                    .params(importId, kind, after)
                    .query((row, number) ->
                            new Written(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                    .list();
        }

        /** The company's own fields, where nobody wrote since. Done twice, it is done once. */
        void fieldsBack(FieldSubject subject, String kind, BooleanSupplier stop) {
            UUID after = FIRST;
            for (List<Written> some = some(kind, after);
                    !some.isEmpty() && !stop.getAsBoolean();
                    some = some(kind, after)) {
                List<Written> chunk = some;
                transaction.execute(() -> {
                    fieldsBack(subject, chunk);
                    return null;
                });
                after = chunk.get(chunk.size() - 1).id;
            }
        }

        private void fieldsBack(FieldSubject subject, List<Written> chunk) {
            Map<UUID, Map<String, Object>> now =
                    values.of(subject, chunk.stream().map(Written::id).toList());
            var back = new HashMap<UUID, Map<String, Object>>();
            for (Written one : chunk) {
                if (ImportLog.JSON
                        .valueToTree(now.getOrDefault(one.id, Map.of()))
                        .equals(ImportLog.JSON.readTree(one.after))) {
                    back.put(one.id, FieldValues.read(one.before));
                }
            }
            values.writeAll(subject, back);
        }

        /** Those in whose own fields somebody wrote what the import did not. */
        private Set<UUID> withOthersFields(List<Written> some) {
            return new HashSet<>(jdbc.sql(
                            "select p.id from party p left join lateral (select w.after from contact_import_write w"
                                    + " where w.import_id = :import and w.kind in ('person-fields', 'company-fields')"
                                    + " and w.record = p.id order by w.place desc limit 1) w on true"
                                    + " where p.id = any(:ids) and p.fields <> '{}' and p.fields is distinct from w.after")
                    .param("import", importId)
                    .param("ids", ids(some))
                    .query(UUID.class)
                    .list());
        }

        private void people(List<Written> some, Set<Long> numbers) {
            Set<UUID> others = withOthersFields(some);
            Map<UUID, Contact> now =
                    people.toChange(ids(some)).stream().collect(Collectors.toMap(Contact::id, person -> person));
            Set<UUID> inUse = columns.inUse(ids(some));
            var back = new ArrayList<Contact>();
            var away = new ArrayList<UUID>();
            for (Written one : some) {
                Contact after = ImportLog.JSON.readValue(one.after, Contact.class);
                Contact current = now.get(one.id);
                if (current == null
                        || !same(current, after)
                        || one.before == null && (inUse.contains(one.id) || others.contains(one.id))) {
                    kept++;
                } else if (one.before == null) {
                    away.add(one.id);
                    numbersOf(current.numbers(), numbers);
                } else {
                    Contact before = ImportLog.JSON.readValue(one.before, Contact.class);
                    back.add(before);
                    numbersOf(before.numbers(), numbers);
                    numbersOf(current.numbers(), numbers);
                }
            }
            count(away, back.size());
            if (!dryRun) {
                delete("contact", away);
                writes.write(List.of(), withCompany(back), namesOfCompanies(back));
            }
        }

        /** A company that somebody has deleted since has no people any more. */
        private List<Contact> withCompany(List<Contact> back) {
            Set<UUID> there = namesOfCompanies(back).keySet();
            return back.stream()
                    .map(person ->
                            person.companyId() == null || there.contains(person.companyId()) ? person : person.in(null))
                    .toList();
        }

        private Map<UUID, String> namesOfCompanies(List<Contact> some) {
            var names = new HashMap<UUID, String>();
            UUID[] ids = some.stream()
                    .map(Contact::companyId)
                    .filter(java.util.Objects::nonNull)
                    .distinct()
                    .toArray(UUID[]::new);
            jdbc.sql("select id, name from company where id = any(?)")
                    .param(ids)
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
            return names;
        }

        private void companies(List<Written> some, Set<Long> numbers) {
            Map<UUID, Company> now =
                    companies.toChange(ids(some)).stream().collect(Collectors.toMap(Company::id, company -> company));
            Set<UUID> inhabited = inhabited(ids(some));
            inhabited.addAll(columns.inUse(ids(some)));
            inhabited.addAll(withOthersFields(some));
            var back = new ArrayList<Company>();
            var away = new ArrayList<UUID>();
            for (Written one : some) {
                Company after = ImportLog.JSON.readValue(one.after, Company.class);
                Company current = now.get(one.id);
                boolean stays =
                        current == null || !same(current, after) || one.before == null && inhabited.contains(one.id);
                if (stays) {
                    kept++;
                } else if (one.before == null) {
                    away.add(one.id);
                    numbersOf(current.numbers(), numbers);
                } else {
                    Company before = ImportLog.JSON.readValue(one.before, Company.class);
                    back.add(before);
                    numbersOf(before.numbers(), numbers);
                    numbersOf(current.numbers(), numbers);
                }
            }
            count(away, back.size());
            if (!dryRun) {
                delete("company", away);
                writes.write(back, List.of(), Map.of());
            }
        }

        /** Companies in which people are that stay. */
        private Set<UUID> inhabited(UUID[] ids) {
            return new HashSet<>(jdbc.sql("select distinct company_id from contact where company_id = any(:ids)"
                            + " and id <> all(:gone)")
                    .param("ids", ids)
                    .param("gone", gone.toArray(UUID[]::new))
                    .query(UUID.class)
                    .list());
        }

        private void count(List<UUID> away, int back) {
            gone.addAll(away);
            deleted += away.size();
            restored += back;
        }

        private void delete(String table, List<UUID> ids) {
            jdbc.sql("delete from " + table + " where id = any(?)")
                    .param(ids.toArray(UUID[]::new))
                    .update();
        }
    }

    private static UUID[] ids(List<Written> some) {
        return some.stream().map(Written::id).toArray(UUID[]::new);
    }

    private static void numbersOf(List<ContactNumber> some, Set<Long> all) {
        some.forEach(number -> all.add(number.number().e164()));
    }

    /** Whether nobody has changed it since; who looks after it may be somebody else by now. */
    private static boolean same(Contact one, Contact other) {
        return Stream.of(one, other)
                        .map(each -> java.util.Arrays.asList(
                                each.name(),
                                each.companyId(),
                                each.position(),
                                each.email(),
                                each.note(),
                                each.numbers()))
                        .distinct()
                        .count()
                == 1;
    }

    private static boolean same(Company one, Company other) {
        return java.util.Objects.equals(one.name(), other.name())
                && java.util.Objects.equals(one.note(), other.note())
                && one.numbers().equals(other.numbers());
    }
}
