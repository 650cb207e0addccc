package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportUndo.Undone;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Undoes the records of one import, or says what would become of them: a thousand at a time, each thousand whole. For one thread. */
final class ImportUndoWork {

    private static final int AT_ONCE = 1_000;
    /** Before all ids. */
    static final UUID FIRST = new UUID(0, 0);

    /** A record that the import wrote, however often: as it was before it all, and after. */
    private record Written(UUID id, String before, String after) {}

    private final JdbcClient jdbc;
    private final ContactRows people;
    private final CompanyRows companies;
    private final ImportWrites writes;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;
    private final PartyColumns columns;
    private final FieldValues values;
    private final UUID importId;
    private final boolean dryRun;
    private final Set<UUID> gone = new HashSet<>();
    private long deleted;
    private long restored;
    private long kept;

    /** @param before what became of those that were looked at before it was stopped */
    ImportUndoWork(
            JdbcTemplate template,
            RetriedTransaction transaction,
            CallerDirectory directory,
            FieldValues values,
            UUID importId,
            boolean dryRun,
            Undone before) {
        this.jdbc = JdbcClient.create(template);
        this.columns = new PartyColumns(jdbc);
        this.people = new ContactRows(jdbc);
        this.companies = new CompanyRows(jdbc);
        this.writes = new ImportWrites(template);
        this.transaction = transaction;
        this.directory = directory;
        this.values = values;
        this.importId = importId;
        this.dryRun = dryRun;
        this.deleted = before.deleted();
        this.restored = before.restored();
        this.kept = before.kept();
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
                deleted = before.deleted();
                restored = before.restored();
                kept = before.kept();
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
                directory.refresh(numbers.stream().mapToLong(Long::longValue).toArray());
            }
            after = chunk.get(chunk.size() - 1).id;
        }
        return true;
    }

    private void keepPlace(String kind, UUID last) {
        if (!dryRun) {
            jdbc.sql("update contact_import set undo_kind = ?, undo_record = ?, undo_deleted = ?, undo_restored = ?,"
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
                .query((row, number) -> new Written(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
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
        return new HashSet<>(
                jdbc.sql("select p.id from party p left join lateral (select w.after from contact_import_write w"
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
        jdbc.sql("select id, name from company where id = any(?)").param(ids).query(row -> {
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
