package org.ringbook.contacts.duplicates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.contacts.PartyColumns;
import org.ringbook.contacts.details.Consents;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One merge, in its transaction. */
final class MergeWork {

    static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TABLE = Pattern.compile("constraint \"([a-z_]+)\"");
    private static final List<String> PERSON_FIELDS =
            List.of("name", "company_id", "position", "email", "note", "responsible");
    private static final List<String> COMPANY_FIELDS = List.of("name", "note", "responsible");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID id = UUID.randomUUID();

    MergeWork(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Merge merge(UUID master, Set<UUID> losers, Map<String, UUID> picks, UUID by, Set<Long> numbers) {
        String table = table(master, losers);
        Map<UUID, JsonNode> rows = rows(table, master, losers);
        refuseDifferentInns(master, losers);
        String before = before(table, rows.keySet());
        List<String> names =
                rows.values().stream().map(row -> row.path("name").asString()).toList();
        numbersOf(rows.keySet(), numbers);
        jdbc.sql(
                        "insert into party_merge (id, kind, master_id, at, by, before, after) values (?, ?, ?, ?, ?, ?::jsonb, '{}')")
                .params(id, table, master, Timestamp.from(clock.instant()), by, before)
                .update();
        stricterConsent(master, losers, by);
        for (UUID loser : losers) {
            move(table, loser, master);
        }
        fields(table, master, rows, picks);
        for (UUID loser : losers) {
            pointed("party_alias", "party_id", "jsonb_build_object('id', id)", loser, master);
            jdbc.sql("delete from " + table + " where id = ?").param(loser).update();
            jdbc.sql("insert into party_alias (id, party_id) values (?, ?)")
                    .params(loser, master)
                    .update();
        }
        jdbc.sql("update party_merge set after = (select to_jsonb(t) from " + table + " t where id = ?) where id = ?")
                .params(master, id)
                .update();
        return new Merge(id, master, names, clock.instant(), by, null);
    }

    private String table(UUID master, Set<UUID> losers) {
        var all = new ArrayList<>(losers);
        all.add(master);
        List<String> kinds = jdbc.sql("select kind from party where id = any(?)")
                .param(all.toArray(UUID[]::new))
                .query(String.class)
                .list();
        if (kinds.size() < all.size()) {
            throw Refused.because("others", "contacts.merge.gone");
        }
        if (kinds.stream().distinct().count() > 1) {
            throw Refused.because("others", "contacts.merge.kinds");
        }
        return kinds.get(0).equals("person") ? "contact" : "company";
    }

    /** Nobody else changes them until the transaction ends. The master's comes first. */
    private Map<UUID, JsonNode> rows(String table, UUID master, Set<UUID> losers) {
        var ids = new ArrayList<UUID>(losers);
        ids.add(0, master);
        jdbc.sql("select 1 from " + table + " where id = any(?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query()
                .listOfRows();
        var rows = new LinkedHashMap<UUID, JsonNode>();
        for (UUID one : ids) {
            rows.put(
                    one,
                    jdbc.sql("select to_jsonb(t)::text from " + table + " t where id = ?")
                            .param(one)
                            .query(String.class)
                            .optional()
                            .map(JSON::readTree)
                            .orElseThrow(() -> Refused.because("others", "contacts.merge.gone")));
        }
        return rows;
    }

    private String before(String table, Set<UUID> ids) {
        return jdbc.sql("select jsonb_agg(jsonb_build_object('row', to_jsonb(t), 'party', to_jsonb(p)))::text from "
                        + table + " t join party p on p.id = t.id where t.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(String.class)
                .single();
    }

    /** Two that pay under different INNs are two, whichever two of them. */
    private void refuseDifferentInns(UUID master, Set<UUID> losers) {
        var all = new ArrayList<>(losers);
        all.add(0, master);
        for (int first = 0; first < all.size(); first++) {
            for (UUID other : all.subList(first + 1, all.size())) {
                if (innsDiffer(all.get(first), other)) {
                    throw Refused.because("others", "contacts.merge.inn", nameOf(all.get(first)), nameOf(other));
                }
            }
        }
    }

    private boolean innsDiffer(UUID one, UUID other) {
        return jdbc.sql("""
                        with inns as (
                            select l.party_id, e.inn_key from party_legal l join legal_entity e on e.id = l.entity_id
                            where e.inn_key is not null and l.party_id in (:one, :other))
                        select count(distinct party_id) = 2 and not exists (
                            select from inns a join inns b on a.inn_key = b.inn_key and a.party_id <> b.party_id)
                        from inns""")
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    private String nameOf(UUID party) {
        return jdbc.sql("select name from company where id = :id union all select name from contact where id = :id")
                .param("id", party)
                .query(String.class)
                .single();
    }

    private void numbersOf(Set<UUID> ids, Set<Long> numbers) {
        numbers.addAll(
                jdbc.sql("select number from contact_number where contact_id = any(:ids) or company_id = any(:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(Long.class)
                        .list());
    }

    /** Of two words on one purpose the refusal counts. */
    private void stricterConsent(UUID master, Set<UUID> losers, UUID by) {
        var consents = new Consents(jdbc);
        Map<String, Boolean> masters = consents.now(master);
        for (UUID loser : losers) {
            Map<String, Boolean> theirs = consents.now(loser);
            theirs.forEach((purpose, allowed) -> {
                if (!(allowed && masters.getOrDefault(purpose, true))) {
                    masters.put(purpose, false);
                } else {
                    masters.putIfAbsent(purpose, true);
                }
            });
        }
        masters.forEach((purpose, allowed) -> {
            if (!allowed) {
                jdbc.sql("insert into consent (id, party_id, purpose, allowed, at, how, by, merge_id)"
                                + " values (?, ?, ?, false, ?, 'merge', ?, ?)")
                        .params(UUID.randomUUID(), master, purpose, Timestamp.from(clock.instant()), by, id)
                        .update();
            }
        });
    }

    private void move(String table, UUID loser, UUID master) {
        numbers(table, loser, master);
        points(loser, master);
        removed(
                "party_legal",
                "party_id",
                loser,
                "entity_id in (select entity_id from party_legal where party_id = '" + master + "')");
        jdbc.sql(
                        "update party_legal set is_main = false where party_id = ? and exists (select from party_legal where party_id = ?"
                                + " and is_main)")
                .params(loser, master)
                .update();
        pointed("party_legal", "party_id", "jsonb_build_object('entity_id', entity_id)", loser, master);
        relations(loser, master);
        for (PartyColumns.Column column : new PartyColumns(jdbc).moved()) {
            if (column.kind().equals("party") || column.kind().equals(table)) {
                if (column.once()) {
                    removed(
                            column.table(),
                            column.name(),
                            loser,
                            "(" + column.keys() + ") in (select " + column.keys() + " from " + column.table()
                                    + " where " + column.name() + " = '" + master + "')");
                }
                pointed(column.table(), column.name(), column.keyAsJson(), loser, master);
            }
        }
        jdbc.sql(
                        "update party set source = coalesce(party.source, l.source), region = coalesce(party.region, l.region),"
                                + " tags = array(select distinct unnest(party.tags || l.tags) order by 1),"
                                + " fields = l.fields || party.fields, field_words = nullif(coalesce(party.field_words, '') || "
                                + "array_to_tsvector(array(select w from unnest(tsvector_to_array(l.field_words)) w"
                                + " where not jsonb_exists(party.fields, substring(w from '^[a-z]+[.]([a-z0-9_]+)')))), '')"
                                + " from (select source, region, tags, fields, field_words from party where id = ?) l"
                                + " where party.id = ?")
                .params(loser, master)
                .update();
    }

    /** A number that both have stands once. */
    private void numbers(String table, UUID loser, UUID master) {
        String owner = table + "_id";
        behind("contact_number", owner, loser, master);
        removed(
                "contact_number",
                owner,
                loser,
                "number in (select number from contact_number where " + owner + " = '" + master + "')");
        pointed("contact_number", owner, "jsonb_build_object('number', number)", loser, master);
    }

    private void points(UUID loser, UUID master) {
        behind("party_point", "party_id", loser, master);
        removed(
                "party_point",
                "party_id",
                loser,
                "(kind, lower(value)) in (select kind, lower(value) from party_point where party_id = '" + master
                        + "')");
        pointed("party_point", "party_id", "jsonb_build_object('kind', kind, 'value', value)", loser, master);
    }

    /** Theirs stand behind the master's, those too that are removed then: each can come back to a place of its own. */
    private void behind(String table, String owner, UUID loser, UUID master) {
        jdbc.sql("update " + table
                        + " t set place = behind.place from (select ctid as row, row_number() over (order by place)"
                        + " + (select coalesce(max(place), 0) from " + table + " where " + owner
                        + " in (:loser, :master)) as place"
                        + " from " + table + " where " + owner + " = :loser) behind where t.ctid = behind.row")
                .param("loser", loser)
                .param("master", master)
                .update();
    }

    /** With all that stands in them. One of the two to each other is none any more, one that both have stands once. */
    private void relations(UUID loser, UUID master) {
        String both = "'" + loser + "', '" + master + "'";
        removed("relation", "from_id", loser, "to_id in (" + both + ")");
        removed("relation", "to_id", loser, "from_id in (" + both + ")");
        removed(
                "relation",
                "from_id",
                loser,
                "exists (select from relation o where o.from_id = '" + master
                        + "' and o.to_id = t.to_id and o.type = t.type)");
        removed(
                "relation",
                "to_id",
                loser,
                "exists (select from relation o where o.to_id = '" + master
                        + "' and o.from_id = t.from_id and o.type = t.type)");
        pointed("relation", "from_id", "jsonb_build_object('id', id)", loser, master);
        pointed("relation", "to_id", "jsonb_build_object('id', id)", loser, master);
    }

    private void removed(String table, String column, UUID loser, String condition) {
        jdbc.sql("with gone as (delete from " + table + " t where " + column + " = :loser and " + condition
                        + " returning to_jsonb(t) as row) insert into party_merge_row"
                        + " (merge_id, table_name, column_name, row_key, old_party, removed)"
                        + " select :merge, '" + table + "', '" + column + "', row, :loser, true from gone")
                .param("loser", loser)
                .param("merge", id)
                .update();
    }

    private void pointed(String table, String column, String key, UUID loser, UUID master) {
        jdbc.sql("insert into party_merge_row (merge_id, table_name, column_name, row_key, old_party) select :merge, '"
                        + table + "', '" + column + "', " + key + ", :loser from " + table + " where " + column
                        + " = :loser")
                .param("loser", loser)
                .param("merge", id)
                .update();
        jdbc.sql("update " + table + " set " + column + " = ? where " + column + " = ?")
                .params(master, loser)
                .update();
    }

    private void fields(String table, UUID master, Map<UUID, JsonNode> rows, Map<String, UUID> picks) {
        for (String field : table.equals("contact") ? PERSON_FIELDS : COMPANY_FIELDS) {
            JsonNode value = chosen(field, rows, picks.get(field));
            String type = field.equals("company_id") ? "uuid" : "text";
            jdbc.sql("update " + table + " set " + field + " = cast(:value as " + type + ") where id = :id")
                    .param("value", value == null || value.isNull() ? null : value.asString())
                    .param("id", master)
                    .update();
            if (field.equals("responsible")) {
                JsonNode person = chosen("responsible_id", rows, picks.get(field));
                jdbc.sql("update " + table + " set responsible_id = cast(:value as uuid) where id = :id")
                        .param("value", person == null || person.isNull() ? null : person.asString())
                        .param("id", master)
                        .update();
            }
        }
        if (!picks.containsKey("note")) {
            notes(table, master, rows);
        }
    }

    private static JsonNode chosen(String field, Map<UUID, JsonNode> rows, UUID pick) {
        if (pick != null && rows.containsKey(pick)) {
            return rows.get(pick).get(field);
        }
        return rows.values().stream()
                .map(row -> row.get(field))
                .filter(value ->
                        value != null && !value.isNull() && !value.asString().isBlank())
                .findFirst()
                .orElse(null);
    }

    /** All of them, each with whose it was. */
    private void notes(String table, UUID master, Map<UUID, JsonNode> rows) {
        var notes = new ArrayList<String>();
        rows.forEach((party, row) -> {
            String note = row.path("note").asString("");
            if (!note.isBlank()) {
                notes.add(party.equals(master) ? note : row.path("name").asString() + ": " + note);
            }
        });
        if (notes.size() > 1) {
            jdbc.sql("update " + table + " set note = left(?, 10000) where id = ?")
                    .params(String.join("\n", notes), master)
                    .update();
        }
    }

    static String tableOf(DuplicateKeyException clash) {
        Matcher table = TABLE.matcher(String.valueOf(clash.getMessage()));
        return table.find() ? table.group(1) : "?";
    }

    static Merge merge(ResultSet row) throws SQLException {
        UUID master = row.getObject("master_id", UUID.class);
        var names = new ArrayList<String>();
        for (JsonNode one : JSON.readTree(row.getString("before"))) {
            String name = one.path("row").path("name").asString();
            names.add(master.toString().equals(one.path("row").path("id").asString()) ? 0 : names.size(), name);
        }
        Timestamp undone = row.getTimestamp("undone_at");
        return new Merge(
                row.getObject("id", UUID.class),
                master,
                names,
                row.getTimestamp("at").toInstant(),
                row.getObject("by", UUID.class),
                undone == null ? null : undone.toInstant());
    }
}
