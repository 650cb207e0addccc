package org.ringbook.contacts.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Takes one merge back, in its transaction: what is still where the merge put it goes back, what came since stays. */
final class MergeUndo {

    private final JdbcClient jdbc;

    MergeUndo(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record MovedRow(String table, String column, String key, UUID party, boolean removed) {}

    Merge.Undone undo(UUID id, UUID by, Set<Long> numbers) {
        record Kept(UUID master, String table, JsonNode before, JsonNode after, boolean undone) {}
        Kept kept = jdbc.sql("select * from party_merge where id = ? for update")
                .param(id)
                .query((row, n) -> new Kept(
                        row.getObject("master_id", UUID.class),
                        row.getString("kind"),
                        MergeWork.JSON.readTree(row.getString("before")),
                        MergeWork.JSON.readTree(row.getString("after")),
                        row.getTimestamp("undone_at") != null))
                .single();
        if (kept.undone()) {
            throw Refused.because("id", "contacts.merge.undone");
        }
        boolean there = jdbc.sql("select count(*) from " + kept.table() + " where id = ?")
                        .param(kept.master())
                        .query(Long.class)
                        .single()
                > 0;
        if (!there) {
            throw Refused.because(
                    "id",
                    "contacts.merge.merged-since",
                    kept.after().path("name").asString());
        }
        collect(numbers, kept.table(), kept.master());
        var ids = new ArrayList<UUID>();
        var names = new ArrayList<String>();
        for (JsonNode one : kept.before()) {
            UUID party = UUID.fromString(one.path("row").path("id").asString());
            if (party.equals(kept.master())) {
                masterAsBefore(kept.table(), one.path("row"), kept.after());
            } else {
                comesBack(kept.table(), party, one);
                ids.add(party);
                names.add(one.path("row").path("name").asString());
            }
        }
        tagsAsBefore(kept.master(), kept.before());
        fieldsAsBefore(kept.master(), kept.before());
        long stayed = rowsBack(id, kept.master());
        jdbc.sql("delete from consent where merge_id = ? and party_id = ?")
                .params(id, kept.master())
                .update();
        jdbc.sql("delete from party_alias where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .update();
        jdbc.sql("update party_merge set undone_at = now(), undone_by = ? where id = ?")
                .params(by, id)
                .update();
        ids.forEach(one -> collect(numbers, kept.table(), one));
        return new Merge.Undone(ids, names, stayed);
    }

    private void collect(Set<Long> numbers, String table, UUID party) {
        numbers.addAll(jdbc.sql("select number from contact_number where " + table + "_id = ?")
                .param(party)
                .query(Long.class)
                .list());
    }

    /** Who is gone is none; who was merged into another one since is that one. */
    private static String employer(String id) {
        return "coalesce((select id from company where id = " + id + "), (select c.id from party_alias a"
                + " join company c on c.id = a.party_id where a.id = " + id + "))";
    }

    /** Columns that came to the table since have their usual values. */
    private void comesBack(String table, UUID party, JsonNode before) {
        String row = before.path("row").toString();
        if (table.equals("contact")) {
            jdbc.sql("""
                    insert into contact (id, name, name_key, company_id, position, email, note, responsible, responsible_id, words)
                    select id, name, name_key, %s, position, email, note, responsible, responsible_id, words from jsonb_populate_record(null::contact, ?::jsonb) r""".formatted(employer("r.company_id"))).param(row).update();
        } else {
            jdbc.sql("""
                    insert into company (id, name, name_key, note, responsible, responsible_id, words)
                    select id, name, name_key, note, responsible, responsible_id, words
                    from jsonb_populate_record(null::company, ?::jsonb) r""").param(row).update();
        }
        jdbc.sql("update party set source = r.source, region = r.region, tags = r.tags,"
                        + " fields = coalesce(r.fields, '{}'), field_words = r.field_words from jsonb_populate_record(null::party, ?::jsonb) r"
                        + " where party.id = ?")
                .params(before.path("party").toString(), party)
                .update();
    }

    /** Tags that came of the others alone go with them; those that somebody added since stay. */
    private void tagsAsBefore(UUID master, JsonNode before) {
        jdbc.sql("""
                        update party set tags = array(select unnest(tags) except select theirs.tag from (
                            select one -> 'party' ->> 'id' as id, jsonb_array_elements_text(one -> 'party' -> 'tags') as tag
                            from jsonb_array_elements(cast(:before as jsonb)) one) theirs
                            group by theirs.tag having bool_and(theirs.id <> cast(:master as text)) order by 1)
                        where id = :master""").param("before", before.toString()).param("master", master).update();
    }

    /** Fields that came of the others alone go with them, if nobody wrote something else there since. */
    private void fieldsAsBefore(UUID master, JsonNode before) {
        jdbc.sql("""
                        with theirs as (
                            select one -> 'party' ->> 'id' as id, f.key, f.value from jsonb_array_elements(cast(:before as jsonb)) one,
                                jsonb_each(coalesce(one -> 'party' -> 'fields', '{}')) f),
                        gone as (
                            select t.key from theirs t join party p on p.id = :master and p.fields -> t.key = t.value
                            where not exists (select from theirs m where m.key = t.key and m.id = cast(:master as text)))
                        update party set fields = fields - array(select key from gone),
                            field_words = nullif(array_to_tsvector(array(select w from unnest(tsvector_to_array(field_words)) w
                                where substring(w from '^[a-z]+[.]([a-z0-9_]+)') not in (select key from gone))), '')
                        where id = :master""").param("before", before.toString()).param("master", master).update();
    }

    /** Each field that nobody changed since. */
    private void masterAsBefore(String table, JsonNode before, JsonNode after) {
        UUID master = UUID.fromString(before.path("id").asString());
        JsonNode now = jdbc.sql("select to_jsonb(t)::text from " + table + " t where id = ?")
                .param(master)
                .query((row, n) -> MergeWork.JSON.readTree(row.getString(1)))
                .single();
        for (String field :
                List.of("name", "company_id", "position", "email", "note", "responsible", "responsible_id")) {
            boolean changedByTheMerge = !Objects.equals(before.get(field), after.get(field));
            if (changedByTheMerge && Objects.equals(now.get(field), after.get(field))) {
                JsonNode value = before.get(field);
                String was = field.endsWith("_id") ? "cast(:value as uuid)" : "cast(:value as text)";
                jdbc.sql("update " + table + " set " + field + " = "
                                + (field.equals("company_id") ? employer(was) : was) + " where id = :id")
                        .param("value", value == null || value.isNull() ? null : value.asString())
                        .param("id", master)
                        .update();
            }
        }
    }

    /** @return how many are no longer where the merge put them */
    private long rowsBack(UUID merge, UUID master) {
        List<MovedRow> rows = jdbc.sql("select * from party_merge_row where merge_id = ? order by place desc")
                .param(merge)
                .query((row, n) -> new MovedRow(
                        row.getString("table_name"),
                        row.getString("column_name"),
                        row.getString("row_key"),
                        row.getObject("old_party", UUID.class),
                        row.getBoolean("removed")))
                .list();
        long stayed = 0;
        for (MovedRow row : rows) {
            stayed += 1 - unlessItFitsNoMore(() -> row.removed() ? again(row) : back(row, master));
        }
        return stayed;
    }

    /** What belongs to something that is gone, or stands there already, stays as it is. The rest is undone. */
    private int unlessItFitsNoMore(IntSupplier change) {
        jdbc.sql("savepoint one_row").update();
        try {
            int changed = change.getAsInt();
            jdbc.sql("release savepoint one_row").update();
            return changed;
        } catch (DataIntegrityViolationException gone) {
            jdbc.sql("rollback to savepoint one_row").update();
            return 0;
        }
    }

    private int back(MovedRow row, UUID master) {
        return jdbc.sql("update " + row.table() + " t set " + row.column() + " = :party where " + row.column()
                        + " = :master and to_jsonb(t) @> cast(:key as jsonb)")
                .param("party", row.party())
                .param("master", master)
                .param("key", row.key())
                .update();
    }

    private int again(MovedRow row) {
        return jdbc.sql("insert into " + row.table() + " select * from jsonb_populate_record(null::" + row.table()
                        + ", ?::jsonb) on conflict do nothing")
                .param(row.key())
                .update();
    }
}
