package org.ringbook.bin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What points at what, by the foreign keys of the database: a table that comes later goes into the bin and out of it without anybody
 * thinking of it. Foreign keys of several columns there are none.
 */
record Pointers(List<Pointer> all, Map<String, List<Column>> columns) {

    /**
     * @param column of {@code table}, with {@code type}; it points at {@code target}'s column
     * @param cascade whether the row goes with what it points at; else the column is emptied
     */
    record Pointer(
            String table,
            String column,
            String type,
            String target,
            String targetColumn,
            boolean cascade,
            boolean nullable) {}

    /** @param written false for what the database computes itself @param key whether it is of the primary key */
    record Column(String name, boolean written, boolean key) {}

    static Pointers of(JdbcClient jdbc) {
        List<Pointer> all = jdbc.sql("""
                        select c.conrelid::regclass::text as source, a.attname as source_column, format_type(a.atttypid, null) as type,
                            c.confrelid::regclass::text as target, b.attname as target_column, c.confdeltype as action, not a.attnotnull as nullable
                        from pg_constraint c
                            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                            join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
                        where c.contype = 'f' and cardinality(c.conkey) = 1
                            and c.connamespace = (select relnamespace from pg_class where oid = 'party'::regclass)
                        order by 1, 2""")
                .query((row, n) -> new Pointer(
                        row.getString("source"),
                        row.getString("source_column"),
                        row.getString("type"),
                        row.getString("target"),
                        row.getString("target_column"),
                        row.getString("action").equals("c"),
                        row.getBoolean("nullable")))
                .list();
        var columns = new LinkedHashMap<String, List<Column>>();
        jdbc.sql("""
                        select t.oid::regclass::text as source, a.attname, a.attgenerated = '' as written,
                            coalesce(a.attnum = any(i.indkey), false) as key
                        from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                            left join pg_index i on i.indrelid = t.oid and i.indisprimary
                        where t.relkind in ('r', 'p') and t.relnamespace = (select relnamespace from pg_class where oid = 'party'::regclass)
                        order by 1, a.attnum""").query(row -> {
            columns.computeIfAbsent(row.getString("source"), table -> new ArrayList<>())
                    .add(new Column(row.getString("attname"), row.getBoolean("written"), row.getBoolean("key")));
        });
        return new Pointers(all, columns);
    }

    List<Pointer> at(String target) {
        return all.stream().filter(one -> one.target().equals(target)).toList();
    }

    List<Pointer> from(String table) {
        return all.stream().filter(one -> one.table().equals(table)).toList();
    }

    /** Each table after those that it points at; what goes with another one is always after it, else they stay as they are. */
    List<String> inOrder(List<String> tables) {
        var ordered = new LinkedHashSet<String>();
        tables.forEach(table -> place(table, tables, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private void place(String table, List<String> tables, Set<String> ordered, Set<String> begun) {
        if (ordered.contains(table) || !tables.contains(table) || !begun.add(table)) {
            return;
        }
        from(table).stream()
                .filter(one -> !one.nullable() || !needs(one.target(), table, new HashSet<>()))
                .forEach(one -> place(one.target(), tables, ordered, begun));
        ordered.add(table);
    }

    /** Whether rows of a table cannot be without rows of another one. */
    private boolean needs(String table, String other, Set<String> asked) {
        return from(table).stream()
                .filter(one -> !one.nullable() && asked.add(one.target()))
                .anyMatch(one -> one.target().equals(other) || needs(one.target(), other, asked));
    }

    /** Names of what is written when a row is put back; empty when there is no such table any more. */
    List<String> written(String table) {
        return columns.getOrDefault(table, List.of()).stream()
                .filter(Column::written)
                .map(Column::name)
                .toList();
    }

    List<String> key(String table) {
        return columns.getOrDefault(table, List.of()).stream()
                .filter(Column::key)
                .map(Column::name)
                .toList();
    }
}
