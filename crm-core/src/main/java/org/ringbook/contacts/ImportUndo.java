package org.ringbook.contacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Undoes an import as a whole: what it added goes, what it changed is as it was. What somebody changed since, or works on, stays as
 * it is. A thousand records at a time; stopped half-way, it can be done again. Waits for the database; any thread.
 */
@Component
public class ImportUndo {

    private static final int AT_ONCE = 1_000;
    private static final int LISTED = 50;

    private final JdbcClient jdbc;
    private final ContactRows people;
    private final CompanyRows companies;
    private final ImportWrites writes;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;

    ImportUndo(JdbcTemplate template, PlatformTransactionManager transactions, CallerDirectory directory) {
        this.jdbc = JdbcClient.create(template);
        this.people = new ContactRows(jdbc);
        this.companies = new CompanyRows(jdbc);
        this.writes = new ImportWrites(template);
        this.transaction = new RetriedTransaction(transactions);
        this.directory = directory;
    }

    /**
     * An import that can be undone, or was.
     *
     * @param owner who imported it
     * @param fileName untrusted text; null when it had none
     * @param records that it wrote
     * @param undoneAt null when it was not
     */
    public record PastImport(UUID id, UUID owner, String fileName, Instant at, long records, Instant undoneAt) {}

    /**
     * @param deleted records that the import added
     * @param restored records that are as they were before it
     * @param kept records that stay: they were changed since, are gone, or have people in them
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

    private static final String PAST = "select id, owner, file_name, at, undone_at, records from contact_import";

    private static PastImport past(java.sql.ResultSet row) throws java.sql.SQLException {
        java.sql.Timestamp undone = row.getTimestamp("undone_at");
        return new PastImport(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                row.getString("file_name"),
                row.getTimestamp("at").toInstant(),
                row.getLong("records"),
                undone == null ? null : undone.toInstant());
    }

    /**
     * @param by id of our person who undoes it
     * @param dryRun true to learn what would happen
     * @throws Refused when there is no such import, or it was undone
     */
    public Undone undo(UUID id, UUID by, boolean dryRun) {
        PastImport past = find(id).orElseThrow(() -> Refused.because("id", "contacts.import.gone"));
        if (past.undoneAt() != null) {
            throw Refused.because("id", "contacts.import.undone");
        }
        var work = new Work(id, dryRun);
        work.all(ImportLog.PERSON);
        work.all(ImportLog.COMPANY);
        if (!dryRun) {
            jdbc.sql("update contact_import set undone_at = now(), undone_by = ? where id = ?")
                    .params(by, id)
                    .update();
        }
        return new Undone(work.deleted, work.restored, work.kept);
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

        Work(UUID importId, boolean dryRun) {
            this.importId = importId;
            this.dryRun = dryRun;
        }

        void all(String kind) {
            UUID after = new UUID(0, 0);
            for (List<Written> some = some(kind, after); !some.isEmpty(); some = some(kind, after)) {
                List<Written> chunk = some;
                Set<Long> numbers = new HashSet<>();
                var before = new Undone(deleted, restored, kept);
                transaction.execute(() -> {
                    deleted = before.deleted;
                    restored = before.restored;
                    kept = before.kept;
                    if (kind.equals(ImportLog.PERSON)) {
                        people(chunk, numbers);
                    } else {
                        companies(chunk, numbers);
                    }
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

        private void people(List<Written> some, Set<Long> numbers) {
            Map<UUID, Contact> now =
                    people.toChange(ids(some)).stream().collect(Collectors.toMap(Contact::id, person -> person));
            var back = new ArrayList<Contact>();
            var away = new ArrayList<UUID>();
            for (Written one : some) {
                Contact after = ImportLog.JSON.readValue(one.after, Contact.class);
                Contact current = now.get(one.id);
                if (current == null || !same(current, after)) {
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
