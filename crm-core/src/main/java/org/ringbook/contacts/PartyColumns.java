package org.ringbook.contacts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every column of the database that points at a person or company. They are asked of the database, by their foreign keys and by the name
 * party_id: a table that comes later is moved by a merge without anybody thinking of it.
 */
public final class PartyColumns {

    /** These are moved by rules of their own, or go with their party. */
    private static final List<String> OWN = List.of(
            "contact_number",
            "party_point",
            "party_legal",
            "relation",
            "party",
            "contact",
            "company",
            "party_alias",
            "duplicate_kept");

    /** What is of a card itself, and what a program decides beside it: nobody has worked with somebody who has no more than that. */
    private static final List<String> OF_THE_CARD = List.of(
            "contact_number", "contact", "company", "party", "duplicate_kept", "segment_member", "segment_move");

    private final JdbcClient jdbc;

    public PartyColumns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param key columns of the primary key, without this one
     * @param once whether this one is of the primary key: what both have stands once
     * @param kind the table that it points at: party, contact or company
     */
    public record Column(String table, String name, List<String> key, boolean once, String kind) {

        public String keys() {
            return String.join(", ", key);
        }

        public String keyAsJson() {
            return "jsonb_build_object("
                    + key.stream()
                            .map(one -> "'" + one + "', " + one)
                            .reduce((a, b) -> a + ", " + b)
                            .orElseThrow() + ")";
        }
    }

    List<Column> all() {
        return jdbc.sql("""
                with pointing as (
                    select c.conrelid as relation, c.conkey[1] as number, c.confrelid::regclass::text as kind from pg_constraint c
                    where c.contype = 'f' and c.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass)
                    union
                    select a.attrelid, a.attnum, 'party' from pg_attribute a join pg_class t on t.oid = a.attrelid
                    where a.attname = 'party_id' and a.atttypid = 'uuid'::regtype and not a.attisdropped and t.relkind in ('r', 'p')
                        and not t.relispartition
                        and t.relnamespace = (select p.relnamespace from pg_class p where p.oid = 'party'::regclass))
                select p.relation::regclass::text as table_name, a.attname as column_name, p.kind,
                    array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
                        where i.indrelid = p.relation and i.indisprimary) as key
                from pointing p join pg_attribute a on a.attrelid = p.relation and a.attnum = p.number
                order by 1, 2""")
                .query((row, n) -> column(
                        row.getString("table_name"),
                        row.getString("column_name"),
                        List.of((String[]) row.getArray("key").getArray()),
                        row.getString("kind")))
                .list();
    }

    private static Column column(String table, String name, List<String> primaryKey, String kind) {
        List<String> others =
                primaryKey.stream().filter(one -> !one.equals(name)).toList();
        return new Column(table, name, others, primaryKey.contains(name), kind);
    }

    /** Those of {@link #all} that are only pointed elsewhere. The employer of a person is one of them. */
    public List<Column> moved() {
        return all().stream()
                .filter(column -> !OWN.contains(column.table())
                        || column.table().equals("contact") && column.name().equals("company_id"))
                .filter(column -> !column.key().isEmpty())
                .toList();
    }

    /**
     * Those of some people and companies with whom somebody has worked: who wrote of them, planned something, gave them a tag, merged
     * somebody into them. The people of a company are not looked at. In a transaction: nobody changes them until it ends.
     */
    public Set<UUID> inUse(UUID[] parties) {
        jdbc.sql("select 1 from party where id = any(?) order by id for update")
                .param(parties)
                .query()
                .listOfRows();
        var inUse = new HashSet<>(
                ids("select id from party where id = any(?) and (tags <> '{}' or region is not null)", parties));
        all().stream()
                .filter(column -> !OF_THE_CARD.contains(column.table()))
                .map(column -> "select distinct " + column.name() + " from " + column.table() + " where "
                        + column.name() + " = any(?)")
                .forEach(sql -> inUse.addAll(ids(sql, parties)));
        return inUse;
    }

    private List<UUID> ids(String sql, UUID[] parties) {
        return jdbc.sql(sql).param(parties).query(UUID.class).list();
    }
}
