package org.ringbook.recordings.store;

/**
 * A column outside the recordings in which bytes of the store are named by their SHA-256. Bytes go when no such column names them any
 * more: each feature that keeps something in the store has a bean for each of its columns, with an index on it.
 *
 * @param table and column as in SQL
 */
public record BytesNamedElsewhere(String table, String column) {

    private static final String NAME = "[a-z_][a-z0-9_]*";

    public BytesNamedElsewhere {
        if (!table.matches(NAME) || !column.matches(NAME)) {
            throw new IllegalArgumentException("No name of a table or column: " + table + "." + column);
        }
    }

    /** A condition of SQL: whether some of it names these bytes. @param sha256 as SQL */
    String names(String sha256) {
        return "exists (select from " + table + " named where named." + column + " = " + sha256 + ")";
    }
}
