package org.ringbook.contacts.duplicates;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every column of the database that points at a person or company. They are asked of the database, by their foreign keys: a table that
 * comes later is moved by a merge without anybody thinking of it.
 */
final class PartyColumns {

    /** These are moved by rules of their own, or go with their party. */
    private static final List<String> OWN = List.of("contact_number", "party_point", "party_legal", "relation", "party", "contact", "company");

    private final JdbcClient jdbc;

    PartyColumns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param key columns of the primary key
     * @param kind the table that it points at: party, contact or company
     */
    record Column(String table, String name, List<String> key, String kind) {

        String keyAsJson() {
            return "jsonb_build_object("
                    + key.stream().map(one -> "'" + one + "', " + one).reduce((a, b) -> a + ", " + b).orElseThrow() + ")";
        }
    }

    List<Column> all() {
        return jdbc.sql("""
                select c.conrelid::regclass::text as table_name, a.attname as column_name, c.confrelid::regclass::text as kind,
                    array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
                        where i.indrelid = c.conrelid and i.indisprimary) as key
                from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.contype = 'f' and c.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass)
                order by 1, 2""")
                .query((row, n) -> new Column(
                        row.getString("table_name"),
                        row.getString("column_name"),
                        List.of((String[]) row.getArray("key").getArray()),
                        row.getString("kind")))
                .list();
    }

    /** Those of {@link #all} that are only pointed elsewhere. The employer of a person is one of them. */
    List<Column> moved() {
        return all().stream()
                .filter(column -> !OWN.contains(column.table()) || column.table().equals("contact") && column.name().equals("company_id"))
                .filter(column -> !column.key().isEmpty())
                .toList();
    }
}
