package org.ringbook.campaigns;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.NewId;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts rows on a campaign's list, some hundreds at once; whoever is on it already is updated. In the transaction of whoever calls. */
final class ListWrites {

    private final JdbcTemplate jdbc;

    ListWrites(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(UUID id, UUID list) {}

    private record Fresh(UUID id, String key, ListRow row) {}

    /**
     * @param dryRun to count only
     * @param seen keys of this load; those of these rows are added. Null where what is written tells
     * @param advertising whether a consent is needed
     */
    void write(
            UUID campaign,
            UUID list,
            List<ListRow> rows,
            boolean dryRun,
            boolean advertising,
            Set<String> seen,
            ListCounts counts) {
        List<ListRow> matched = matched(rows);
        var byKey = new LinkedHashMap<String, ListRow>();
        for (ListRow row : matched) {
            String key = key(row);
            boolean twice = seen != null ? !seen.add(key) : byKey.containsKey(key);
            if (twice) {
                counts.add(ListCounts.TWICE, 1);
            } else {
                byKey.put(key, row);
            }
        }
        Map<String, Known> known = known(campaign, byKey.keySet());
        known.putAll(knownOtherwise(campaign, byKey, known));
        var fresh = new ArrayList<Fresh>();
        var again = new ArrayList<Fresh>();
        byKey.forEach((key, row) -> {
            Known before = known.get(key);
            if (before == null) {
                fresh.add(new Fresh(NewId.next(), key, row));
            } else if (list.equals(before.list())) {
                counts.add(ListCounts.TWICE, 1);
            } else {
                again.add(new Fresh(before.id(), key, row));
            }
        });
        count(campaign, fresh, again, advertising, counts);
        if (!dryRun) {
            insert(campaign, list, fresh);
            update(again);
            insertNumbers(fresh);
            insertNumbers(again);
        }
    }

    private void count(UUID campaign, List<Fresh> fresh, List<Fresh> again, boolean advertising, ListCounts counts) {
        counts.add(ListCounts.ADDED, fresh.size());
        counts.add(ListCounts.UPDATED, again.size());
        counts.add(
                ListCounts.NUMBERS,
                fresh.stream().mapToLong(one -> one.row().numbers().size()).sum());
        List<UUID> parties = fresh.stream()
                .map(one -> one.row().partyId())
                .filter(one -> one != null)
                .toList();
        counts.add(ListCounts.KNOWN_CLIENTS, parties.size());
        if (advertising) {
            counts.add(ListCounts.NO_CONSENT, fresh.size() - (long) consenting(parties));
        }
        counts.add(ListCounts.SAME_NUMBER, sharing(campaign, fresh));
    }

    private int consenting(List<UUID> parties) {
        return parties.isEmpty()
                ? 0
                : jdbc.queryForObject(
                        "select count(*) from (select distinct on (party_id) allowed from consent where party_id = any(?)"
                                + " and purpose = 'ads' order by party_id, at desc, id desc) last where allowed",
                        Integer.class,
                        (Object) parties.toArray(UUID[]::new));
    }

    private long sharing(UUID campaign, List<Fresh> fresh) {
        Long[] numbers = fresh.stream()
                .map(one -> one.row().numbers().get(0).number().e164())
                .toArray(Long[]::new);
        if (numbers.length == 0) {
            return 0;
        }
        Set<Long> taken = new HashSet<>(jdbc.queryForList(
                "select distinct n.number from entry_number n join campaign_entry e on e.id = n.entry_id"
                        + " where e.campaign_id = ? and n.number = any(?)",
                Long.class,
                campaign,
                numbers));
        long sharing = 0;
        for (Long number : numbers) {
            sharing += taken.add(number) ? 0 : 1;
        }
        return sharing;
    }

    /** Who has the first number, where that is one person or company alone. */
    private List<ListRow> matched(List<ListRow> all) {
        List<ListRow> rows = ofKnownParties(all);
        Long[] numbers = rows.stream()
                .filter(row -> row.partyId() == null)
                .map(row -> row.numbers().get(0).number().e164())
                .distinct()
                .toArray(Long[]::new);
        var owners = new HashMap<Long, UUID>();
        if (numbers.length > 0) {
            jdbc.query(
                    "select number, min(coalesce(contact_id, company_id)::text) as party from contact_number"
                            + " where number = any(?) group by number having count(distinct coalesce(contact_id, company_id)) = 1",
                    row -> {
                        owners.put(row.getLong("number"), UUID.fromString(row.getString("party")));
                    },
                    (Object) numbers);
        }
        return rows.stream()
                .map(row -> row.partyId() == null
                        ? row.of(owners.get(row.numbers().get(0).number().e164()))
                        : row)
                .toList();
    }

    /** Who is gone since the list was made is found by the number, as are those of whom the list says nothing. */
    private List<ListRow> ofKnownParties(List<ListRow> rows) {
        UUID[] named = rows.stream()
                .map(ListRow::partyId)
                .filter(id -> id != null)
                .distinct()
                .toArray(UUID[]::new);
        if (named.length == 0) {
            return rows;
        }
        var known =
                new HashSet<>(jdbc.queryForList("select id from party where id = any(?)", UUID.class, (Object) named));
        return rows.stream()
                .map(row -> row.partyId() == null || known.contains(row.partyId()) ? row : row.of((UUID) null))
                .toList();
    }

    /** What makes two rows the same: an id of another system, the client, or else the number with the name. */
    private static String key(ListRow row) {
        if (row.externalId() != null) {
            return "x:" + row.externalId();
        }
        return row.partyId() != null ? "p:" + row.partyId() : numberKey(row);
    }

    private static String numberKey(ListRow row) {
        String name = row.name() == null
                ? ""
                : row.name()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip();
        return "n:" + row.numbers().get(0).number().e164() + ":" + name;
    }

    private Map<String, Known> known(UUID campaign, Collection<String> keys) {
        var known = new HashMap<String, Known>();
        jdbc.query(
                "select key, id, list_id from campaign_entry where campaign_id = ? and key = any(?)",
                row -> {
                    known.put(
                            row.getString("key"),
                            new Known(row.getObject("id", UUID.class), row.getObject("list_id", UUID.class)));
                },
                campaign,
                keys.toArray(String[]::new));
        return known;
    }

    private record Standing(UUID id, UUID list, UUID party, String externalId, String key) {

        boolean is(ListRow row) {
            boolean sameParty = party != null && party.equals(row.partyId());
            boolean otherId = externalId != null && row.externalId() != null && !externalId.equals(row.externalId());
            return !otherId && (sameParty || key.equals(numberKey(row)));
        }
    }

    /** Those that stand there under another key: added before their card was made, or by another system's id. Each is one row's. */
    private Map<String, Known> knownOtherwise(UUID campaign, Map<String, ListRow> rows, Map<String, Known> known) {
        List<ListRow> others = rows.entrySet().stream()
                .filter(one -> !known.containsKey(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        var standing = new HashMap<String, List<Standing>>();
        jdbc.query(
                "select id, list_id, party_id, external_id, key from campaign_entry where campaign_id = ? and party_id = any(?)"
                        + " union select id, list_id, party_id, external_id, key from campaign_entry"
                        + " where campaign_id = ? and key = any(?)",
                row -> {
                    var one = new Standing(
                            row.getObject("id", UUID.class),
                            row.getObject("list_id", UUID.class),
                            row.getObject("party_id", UUID.class),
                            row.getString("external_id"),
                            row.getString("key"));
                    standing.computeIfAbsent(one.key(), key -> new ArrayList<>())
                            .add(one);
                    standing.computeIfAbsent(String.valueOf(one.party()), key -> new ArrayList<>())
                            .add(one);
                },
                campaign,
                others.stream()
                        .map(ListRow::partyId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toArray(UUID[]::new),
                campaign,
                others.stream().map(ListWrites::numberKey).distinct().toArray(String[]::new));
        Set<UUID> taken = new HashSet<>();
        known.values().forEach(one -> taken.add(one.id()));
        var found = new HashMap<String, Known>();
        for (ListRow row : others) {
            Stream.of(String.valueOf(row.partyId()), numberKey(row))
                    .flatMap(one -> standing.getOrDefault(one, List.of()).stream())
                    .filter(one -> one.is(row))
                    .filter(one -> taken.add(one.id()))
                    .findFirst()
                    .ifPresent(one -> found.put(key(row), new Known(one.id(), one.list())));
        }
        return found;
    }

    private void insert(UUID campaign, UUID list, List<Fresh> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        run(
                "insert into campaign_entry (campaign_id, list_id, id, key, party_id, name, company, note, external_id, city,"
                        + " time_zone, fields, owner_id, priority, next_at)"
                        + " select ?, ?, id, key, party, name, company, note, external, city, zone, fields::jsonb, owner, priority,"
                        + " now() from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::text[], ?::text[], ?::uuid[], ?::int[]) as t (id, key, party, name, company, note, external, city,"
                        + " zone, fields, owner, priority) on conflict (campaign_id, key) do nothing",
                fresh,
                campaign,
                list);
    }

    private void update(List<Fresh> again) {
        if (again.isEmpty()) {
            return;
        }
        run(
                "update campaign_entry e set name = coalesce(t.name, e.name), company = coalesce(t.company, e.company),"
                        + " note = coalesce(t.note, e.note), city = coalesce(t.city, e.city),"
                        + " time_zone = coalesce(t.zone, e.time_zone), fields = e.fields || t.fields::jsonb,"
                        + " owner_id = coalesce(t.owner, e.owner_id), party_id = coalesce(e.party_id, t.party),"
                        + " external_id = coalesce(e.external_id, t.external)"
                        + " from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::text[], ?::text[], ?::uuid[], ?::int[]) as t (id, key, party, name, company, note, external, city,"
                        + " zone, fields, owner, priority) where e.id = t.id",
                again);
    }

    private void run(String sql, List<Fresh> rows, Object... before) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int at = 1;
                for (Object one : before) {
                    statement.setObject(at++, one);
                }
                statement.setArray(at++, array(connection, "uuid", rows, Fresh::id));
                statement.setArray(at++, array(connection, "text", rows, Fresh::key));
                statement.setArray(
                        at++, array(connection, "uuid", rows, one -> one.row().partyId()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().name()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().company()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().note()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().externalId()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().city()));
                statement.setArray(
                        at++, array(connection, "text", rows, one -> one.row().timeZone()));
                statement.setArray(
                        at++,
                        array(
                                connection,
                                "text",
                                rows,
                                one -> EntryRows.JSON.writeValueAsString(
                                        one.row().fields())));
                statement.setArray(
                        at++, array(connection, "uuid", rows, one -> one.row().ownerId()));
                statement.setArray(
                        at, array(connection, "int4", rows, one -> one.row().priority()));
                return statement.executeUpdate();
            }
        });
    }

    private static Array array(Connection connection, String type, List<Fresh> rows, Function<Fresh, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    private record Numbered(UUID id, UUID entry, ContactNumber number, int place) {}

    private void insertNumbers(List<Fresh> rows) {
        var all = new ArrayList<Numbered>();
        for (Fresh one : rows) {
            int place = 0;
            for (ContactNumber number : one.row().numbers()) {
                all.add(new Numbered(NewId.next(), one.id(), number, place++));
            }
        }
        if (all.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into entry_number (id, entry_id, number, extension, label, place, next_at)"
                            + " select t.id, t.entry, t.number, t.extension, t.label, t.place, now()"
                            + " from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::int[])"
                            + " as t (id, entry, number, extension, label, place) join campaign_entry e on e.id = t.entry"
                            + " on conflict (entry_id, number) do nothing")) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", all.stream().map(Numbered::id).toArray()));
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid", all.stream().map(Numbered::entry).toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "int8",
                                all.stream()
                                        .map(one -> one.number().number().e164())
                                        .toArray()));
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "text",
                                all.stream()
                                        .map(one -> one.number().extension())
                                        .toArray()));
                statement.setArray(
                        5,
                        connection.createArrayOf(
                                "text",
                                all.stream().map(one -> one.number().label()).toArray()));
                statement.setArray(
                        6,
                        connection.createArrayOf(
                                "int4", all.stream().map(Numbered::place).toArray()));
                return statement.executeUpdate();
            }
        });
    }

    /** A table that was small is read from end to end, and PostgreSQL notices late that it is small no longer. */
    void analyze() {
        jdbc.execute("analyze campaign_entry");
        jdbc.execute("analyze entry_number");
    }
}
