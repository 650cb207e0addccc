package org.ringbook.contacts.duplicates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PointKeys;
import org.ringbook.contacts.duplicates.Entry.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries in the database: who shares a key with one, and what is known of them. */
final class EntryRows {

    private static final int MOST = 50;
    /** A number of so many owners is nobody's own. */
    private static final int SHARED = 3;

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Known(Entry entry, UUID responsible) {}

    static Entry entry(Contact person, Details details) {
        Set<String> emails = emails(person.email());
        return new Entry(
                person.id(),
                Kind.PERSON,
                Objects.requireNonNullElse(person.name(), ""),
                person.companyId(),
                numbers(person.numbers()),
                with(emails, details, Details.Kind.EMAIL),
                with(new HashSet<>(), details, Details.Kind.SITE),
                details == null ? null : details.region(),
                Set.of());
    }

    static Entry entry(Company company, Details details) {
        return new Entry(
                company.id(),
                Kind.COMPANY,
                Objects.requireNonNullElse(company.name(), ""),
                null,
                numbers(company.numbers()),
                with(new HashSet<>(), details, Details.Kind.EMAIL),
                with(new HashSet<>(), details, Details.Kind.SITE),
                details == null ? null : details.region(),
                Set.of());
    }

    private static Set<Long> numbers(Collection<ContactNumber> numbers) {
        return numbers.stream().map(one -> one.number().e164()).collect(Collectors.toSet());
    }

    private static Set<String> emails(String text) {
        return text == null
                ? new HashSet<>()
                : Arrays.stream(text.split("[,;]"))
                        .map(PointKeys::email)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> with(Set<String> keys, Details details, Details.Kind kind) {
        if (details != null) {
            details.points().stream()
                    .filter(point -> point.kind() == kind)
                    .map(point -> PointKeys.of(kind, point.value()))
                    .filter(Objects::nonNull)
                    .forEach(keys::add);
        }
        return keys;
    }

    /** Everybody who shares a number, an address, an INN or the name. */
    Set<UUID> candidates(Entry entry) {
        var ids = new LinkedHashSet<UUID>();
        if (!entry.numbers().isEmpty()) {
            ids.addAll(
                    jdbc.sql("select coalesce(contact_id, company_id) from contact_number where number = any(?) limit "
                                    + MOST)
                            .param(entry.numbers().toArray(Long[]::new))
                            .query(UUID.class)
                            .list());
        }
        var keys = new HashSet<>(entry.emails());
        keys.addAll(entry.hosts());
        if (!keys.isEmpty()) {
            ids.addAll(jdbc.sql("select party_id from party_point where key = any(?) limit " + MOST)
                    .param(keys.toArray(String[]::new))
                    .query(UUID.class)
                    .list());
        }
        entry.emails().forEach(email -> ids.addAll(withWords("contact", NameKeys.words(email))));
        if (!entry.inns().isEmpty()) {
            ids.addAll(jdbc.sql("select p.party_id from legal_entity e join party_legal p on p.entity_id = e.id"
                            + " where e.inn_key = any(?) limit " + MOST)
                    .param(entry.inns().toArray(String[]::new))
                    .query(UUID.class)
                    .list());
        }
        ids.addAll(ofName(entry));
        return ids;
    }

    /** Which of the numbers of many anybody has. */
    Set<Long> numbersOfSomebody(List<Entry> entries) {
        return new HashSet<>(jdbc.sql("select distinct number from contact_number where number = any(?)")
                .param(entries.stream()
                        .flatMap(one -> one.numbers().stream())
                        .distinct()
                        .toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Which of the addresses of many anybody may have; words of cards say so, the rules look at them. */
    Set<String> emailsOfSomebody(List<Entry> entries) {
        List<String> emails = entries.stream()
                .flatMap(one -> one.emails().stream())
                .distinct()
                .toList();
        String[] queries = emails.stream()
                .map(NameKeys::words)
                .map(words -> words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" & ")))
                .toArray(String[]::new);
        return emails.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(
                                "select e.email from unnest(cast(:emails as text[]), cast(:queries as text[])) e (email, query)"
                                        + " where exists (select from party_point p where p.key = e.email)"
                                        + " or exists (select from contact c where c.words @@ cast(e.query as tsquery))")
                        .param("emails", emails.toArray(String[]::new))
                        .param("queries", queries)
                        .query(String.class)
                        .list());
    }

    private List<UUID> ofName(Entry entry) {
        List<String> words = Arrays.stream(entry.nameKey().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean saysNothing = words.isEmpty() || entry.isPerson() && words.size() < 2;
        return saysNothing ? List.of() : withWords(entry.isPerson() ? "contact" : "company", words);
    }

    private List<UUID> withWords(String table, List<String> words) {
        String query = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" & "));
        return jdbc.sql("select id from " + table + " where words @@ cast(? as tsquery) limit " + MOST)
                .param(query)
                .query(UUID.class)
                .list();
    }

    /** Which of an entry's numbers say little. */
    Set<Long> shared(Entry entry) {
        return entry.numbers().isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select number from contact_number where number = any(?) group by number"
                                + " having count(*) >= " + SHARED + " or bool_or(company_id is not null)")
                        .param(entry.numbers().toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    Map<UUID, Known> known(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        UUID[] all = ids.toArray(UUID[]::new);
        Map<UUID, Set<Long>> numbers = new HashMap<>();
        jdbc.sql("select coalesce(contact_id, company_id) as id, number from contact_number"
                        + " where contact_id = any(:ids) or company_id = any(:ids)")
                .param("ids", all)
                .query(row -> {
                    numbers.computeIfAbsent(row.getObject("id", UUID.class), id -> new HashSet<>())
                            .add(row.getLong("number"));
                });
        Map<UUID, Set<String>> emails = keys(
                "select party_id as id, key from party_point where kind = 'email'"
                        + " and key is not null and party_id = any(:ids)",
                all);
        Map<UUID, Set<String>> hosts = keys(
                "select party_id as id, key from party_point where kind = 'site'"
                        + " and key is not null and party_id = any(:ids)",
                all);
        Map<UUID, Set<String>> legal = keys(
                "select l.party_id as id, e.inn_key || '/' || coalesce(e.kpp, '') as key"
                        + " from party_legal l join legal_entity e on e.id = l.entity_id where e.inn_key is not null"
                        + " and l.party_id = any(:ids)",
                all);
        var known = new HashMap<UUID, Known>();
        for (Known bare : bare(all)) {
            UUID id = bare.entry().id();
            Entry entry = bare.entry();
            var mails = new HashSet<>(entry.emails());
            mails.addAll(emails.getOrDefault(id, Set.of()));
            known.put(
                    id,
                    new Known(
                            new Entry(
                                    id,
                                    entry.kind(),
                                    entry.name(),
                                    entry.companyId(),
                                    numbers.getOrDefault(id, Set.of()),
                                    mails,
                                    hosts.getOrDefault(id, Set.of()),
                                    entry.region(),
                                    legal.getOrDefault(id, Set.of())),
                            bare.responsible()));
        }
        return known;
    }

    private Map<UUID, Set<String>> keys(String sql, UUID[] ids) {
        Map<UUID, Set<String>> keys = new HashMap<>();
        jdbc.sql(sql).param("ids", ids).query(row -> {
            keys.computeIfAbsent(row.getObject("id", UUID.class), id -> new HashSet<>())
                    .add(row.getString("key"));
        });
        return keys;
    }

    private List<Known> bare(UUID[] ids) {
        var all = new ArrayList<Known>();
        all.addAll(jdbc.sql("select c.id, c.name, c.company_id, c.email, c.responsible_id, p.region from contact c"
                        + " join party p on p.id = c.id where c.id = any(?)")
                .param(ids)
                .query((row, n) -> bare(row, Kind.PERSON))
                .list());
        all.addAll(jdbc.sql(
                        "select c.id, c.name, null::uuid as company_id, null::text as email, c.responsible_id, p.region"
                                + " from company c join party p on p.id = c.id where c.id = any(?)")
                .param(ids)
                .query((row, n) -> bare(row, Kind.COMPANY))
                .list());
        return all;
    }

    private static Known bare(ResultSet row, Kind kind) throws SQLException {
        return new Known(
                new Entry(
                        row.getObject("id", UUID.class),
                        kind,
                        row.getString("name"),
                        row.getObject("company_id", UUID.class),
                        Set.of(),
                        emails(row.getString("email")),
                        Set.of(),
                        row.getString("region"),
                        Set.of()),
                row.getObject("responsible_id", UUID.class));
    }
}
