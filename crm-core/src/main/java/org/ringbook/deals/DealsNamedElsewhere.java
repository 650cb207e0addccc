package org.ringbook.deals;

/**
 * A table of another module whose rows belong to deals by {@code deal_id}, with an index on it: a deal that one names was worked with. Each
 * feature beyond this module has a bean for each of its tables.
 *
 * @param table as in SQL
 */
public record DealsNamedElsewhere(String table) {

    public DealsNamedElsewhere {
        if (!table.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("No name of a table: " + table);
        }
    }

    /** A condition of SQL over the parameter {@code id}. */
    String names() {
        return "exists (select from " + table + " where deal_id = :id)";
    }
}
