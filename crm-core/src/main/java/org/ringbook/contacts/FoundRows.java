package org.ringbook.contacts;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks what {@link Found} says. */
final class FoundRows {

    private final JdbcClient jdbc;

    FoundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param total how many fit; null when it is more than {@link Found#COUNTED} */
    record Some<T>(List<T> rows, Integer total) {}

    /** A page by name. */
    <T> List<T> page(Found found, int limit, RowMapper<T> row) {
        if (found.isNothing()) {
            return List.of();
        }
        if (!found.isSearch()) {
            return rows(found.walk(), found.params, limit, null, row);
        }
        Some<T> some = sorted(found, limit, null, row);
        return some.total() == null ? rows(found.walk(), found.params, limit, null, row) : some.rows();
    }

    /** The first ones, those of one of our people before the others. @param own null for nobody's */
    <T> Some<T> best(Found found, int limit, UUID own, RowMapper<T> row) {
        if (!found.isSearch() || found.isNothing()) {
            return new Some<>(List.of(), 0);
        }
        Some<T> some = sorted(found, limit, own, row);
        if (some.total() != null) {
            return some;
        }
        var rows = new ArrayList<T>(own == null ? List.of() : rows(found.walkOwn(), found.params, limit, own, row));
        add(rows, rows(found.walkOfBeginning(), found.params, limit, null, row), limit);
        if (rows.size() < limit) {
            add(rows, rows(found.walk(), found.params, limit, null, row), limit);
        }
        return new Some<>(rows, null);
    }

    /** How many fit, at most so many. */
    int count(Found found, int most) {
        return found.isNothing()
                ? 0
                : jdbc.sql(found.counted())
                        .params(found.params)
                        .param("most", most)
                        .query(Integer.class)
                        .single();
    }

    private static <T> void add(List<T> rows, List<T> more, int limit) {
        more.stream()
                .filter(one -> !rows.contains(one))
                .limit(limit - rows.size())
                .toList()
                .forEach(rows::add);
    }

    private <T> Some<T> sorted(Found found, int limit, UUID own, RowMapper<T> row) {
        var rows = new ArrayList<T>();
        int[] total = new int[1];
        asked(found.sorted(own != null), found.params, limit, own).query((ResultSet one) -> {
            total[0] = one.getInt("total");
            if (one.getObject("id") != null) {
                rows.add(row.mapRow(one, rows.size()));
            }
        });
        return new Some<>(rows, total[0] > Found.COUNTED ? null : total[0]);
    }

    private <T> List<T> rows(String sql, Map<String, Object> params, int limit, UUID own, RowMapper<T> row) {
        return asked(sql, params, limit, own).query(row).list();
    }

    private JdbcClient.StatementSpec asked(String sql, Map<String, Object> params, int limit, UUID own) {
        JdbcClient.StatementSpec asked = jdbc.sql(sql).params(params).param("limit", limit);
        return own == null ? asked : asked.param("own", own);
    }
}
