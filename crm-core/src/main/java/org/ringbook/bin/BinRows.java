package org.ringbook.bin;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.bin.Pointers.Pointer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Copies what is about to be deleted, with all that goes with it, and writes it back. In the caller's transaction. */
final class BinRows {

    /** These say where others stood before; their undoing has rows of its own. */
    private static final Set<String> LEFT_OUT = Set.of("bin_row", "caller_change");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Pointers pointers;

    BinRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.pointers = Pointers.of(jdbc);
    }

    /** Copies a row and what goes with it; of what only points at it, which column. */
    void copy(UUID item, String table, UUID record) {
        copy(item, table, "id", "uuid", List.of(record.toString()), new HashSet<>());
    }

    private void copy(UUID item, String table, String column, String type, List<String> values, Set<String> done) {
        if (values.isEmpty() || LEFT_OUT.contains(table) || !done.add(table + "." + column)) {
            return;
        }
        String where = " where t." + column + " = any(cast(? as " + type + "[]))";
        String[] of = values.toArray(String[]::new);
        jdbc.sql("insert into bin_row (item_id, table_name, data) select ?, ?, to_jsonb(t) from " + table + " t"
                        + where)
                .params(item, table, of)
                .update();
        for (Pointer pointer : pointers.at(table)) {
            List<String> pointed = pointer.targetColumn().equals(column)
                    ? values
                    : jdbc.sql("select t." + pointer.targetColumn() + "::text from " + table + " t" + where)
                            .param(of)
                            .query(String.class)
                            .list();
            if (pointer.cascade()) {
                copy(item, pointer.table(), pointer.column(), pointer.type(), pointed, done);
            } else if (pointer.nullable()) {
                note(item, pointer, pointed);
            }
        }
    }

    private void note(UUID item, Pointer pointer, List<String> values) {
        List<String> key = pointers.key(pointer.table());
        if (!pointer.type().equals("uuid") || key.isEmpty()) {
            return;
        }
        String keys = key.stream().map(one -> "'" + one + "', t." + one).collect(Collectors.joining(", "));
        jdbc.sql("insert into bin_row (item_id, table_name, data, column_name, old_value)"
                        + " select ?, ?, jsonb_build_object(" + keys + "), ?, t." + pointer.column() + " from "
                        + pointer.table() + " t where t." + pointer.column() + " = any(cast(? as uuid[]))")
                .params(item, pointer.table(), pointer.column(), values.toArray(String[]::new))
                .update();
    }

    private record Kept(String table, String data, String column, UUID value) {}

    /**
     * Writes all of it back.
     *
     * @param root table of what was deleted
     * @return how many rows could not be put back, because what they belonged to is gone or stands there anew; -1 when the record itself
     *     could not
     */
    int writeBack(UUID item, String root) {
        List<Kept> kept = jdbc.sql(
                        "select table_name, data::text, column_name, old_value from bin_row where item_id = ? order by place")
                .param(item)
                .query((r, n) -> new Kept(r.getString(1), r.getString(2), r.getString(3), r.getObject(4, UUID.class)))
                .list();
        int left = 0;
        var there = new HashSet<String>();
        for (Kept row : inOrder(kept)) {
            boolean back = insert(row);
            if (!back && row.table().equals(root)) {
                return -1;
            }
            if (back) {
                there.add(name(row));
            }
            // The row of the party comes with its company or person by itself.
            left += back || row.table().equals("party") ? 0 : 1;
        }
        for (Kept row : kept) {
            // What came back itself points where it pointed already.
            if (row.column() != null && !there.contains(name(row))) {
                left += pointAgain(row) ? 0 : 1;
            }
        }
        return left;
    }

    /** Whole rows, each once, whatever they belong to before them: a row that points at two others of the item was copied with each. */
    private List<Kept> inOrder(List<Kept> kept) {
        List<Kept> rows =
                kept.stream().filter(row -> row.column() == null).distinct().toList();
        List<String> tables =
                pointers.inOrder(rows.stream().map(Kept::table).distinct().toList());
        return rows.stream()
                .sorted(Comparator.comparingInt(row -> tables.indexOf(row.table())))
                .toList();
    }

    /** Its table and key. */
    private String name(Kept row) {
        JsonNode data = JSON.readTree(row.data());
        return row.table() + pointers.key(row.table()).stream().map(data::path).toList();
    }

    private boolean insert(Kept row) {
        String data = row.data();
        for (Pointer pointer : pointers.from(row.table())) {
            boolean there = jdbc.sql("select cast(? as jsonb) ->> ? is null or exists (select from " + pointer.target()
                            + " t where t." + pointer.targetColumn() + " = cast(cast(? as jsonb) ->> ? as "
                            + pointer.type() + "))")
                    .params(data, pointer.column(), data, pointer.column())
                    .query(Boolean.class)
                    .single();
            if (!there && !pointer.nullable()) {
                return false;
            }
            if (!there) {
                data = jdbc.sql("select (cast(? as jsonb) - ?)::text")
                        .params(data, pointer.column())
                        .query(String.class)
                        .single();
            }
        }
        String columns = String.join(", ", kept(row.table(), data));
        if (columns.isEmpty()) {
            return false;
        }
        return jdbc.sql("insert into " + row.table() + " (" + columns + ") overriding system value select " + columns
                                + " from jsonb_populate_record(null::" + row.table()
                                + ", cast(? as jsonb)) on conflict do nothing")
                        .param(data)
                        .update()
                > 0;
    }

    /** What the row had and its table still has: a column that came since is as for a new row. */
    private List<String> kept(String table, String data) {
        Set<String> had = Set.copyOf(jdbc.sql("select jsonb_object_keys(cast(? as jsonb))")
                .param(data)
                .query(String.class)
                .list());
        return pointers.written(table).stream().filter(had::contains).toList();
    }

    /** Only where nothing else was put since. */
    private boolean pointAgain(Kept row) {
        if (!pointers.written(row.table()).contains(row.column())
                || pointers.key(row.table()).isEmpty()) {
            return false;
        }
        return jdbc.sql("update " + row.table() + " t set " + row.column() + " = ? from jsonb_populate_record(null::"
                                + row.table()
                                + ", cast(? as jsonb)) k where t." + row.column() + " is null and "
                                + pointers.key(row.table()).stream()
                                        .map(one -> "t." + one + " = k." + one)
                                        .collect(Collectors.joining(" and ")))
                        .params(row.value(), row.data())
                        .update()
                > 0;
    }
}
