package org.ringbook.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A report that is one question of its own: rows by a text, figures that are whole numbers. Each column may bring the question for the
 * calls that make it.
 */
final class ListedReport implements Report {

    /**
     * @param sql first column the key, then one for each cell
     * @param calls by column: gives {@code call_id} for {@code :key}, which is null for all rows
     * @param adds whether a total of its columns means anything
     */
    record Plan(
            String name,
            String label,
            List<Heading> columns,
            String sql,
            Map<String, String> calls,
            boolean adds,
            Drawing drawing,
            List<Note> foot) {}

    private final Plan plan;
    private final JdbcClient jdbc;
    private final FactQuery facts;

    ListedReport(Plan plan, JdbcClient jdbc, FactQuery facts) {
        this.plan = plan;
        this.jdbc = jdbc;
        this.facts = facts;
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public Drawing drawing() {
        return plan.drawing();
    }

    @Override
    public Counted count(ReportQuery query) {
        List<Row> rows = jdbc.sql(filtered(plan.sql(), query))
                .params(facts.parameters(query))
                .query((row, number) -> row(row))
                .list();
        return new Counted(plan.columns(), rows, plan.adds() ? total(rows) : null, plan.foot());
    }

    /** The place {@code /*filter*}{@code /} in a question stands for the conditions of calls, {@code f}. */
    private static String filtered(String sql, ReportQuery query) {
        return sql.replace("/*filter*/", FactQuery.Filter.sql(Figure.Facts.CALLS, query));
    }

    private Row row(ResultSet row) throws SQLException {
        var values = new ArrayList<Double>();
        var opens = new ArrayList<Boolean>();
        for (int i = 0; i < plan.columns().size(); i++) {
            double value = row.getDouble(i + 2);
            boolean none = row.wasNull();
            values.add(none ? null : value);
            opens.add(!none
                    && value != 0
                    && plan.calls().containsKey(plan.columns().get(i).name()));
        }
        String key = row.getString(1);
        return new Row(key, new Label(plan.label(), key), values, List.of(), opens);
    }

    private Row total(List<Row> rows) {
        var sums = new ArrayList<Double>();
        var opens = new ArrayList<Boolean>();
        for (int i = 0; i < plan.columns().size(); i++) {
            Heading column = plan.columns().get(i);
            int place = i;
            boolean adds = column.unit() == Unit.COUNT
                    || column.unit() == Unit.DURATION && !column.name().contains("mean");
            double sum = rows.stream()
                    .map(each -> each.values().get(place))
                    .filter(java.util.Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            sums.add(adds ? sum : null);
            opens.add(adds && sum != 0 && plan.calls().containsKey(column.name()));
        }
        return new Row("", new Label("all", ""), sums, List.of(), opens);
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        String sql = plan.calls().get(column);
        if (sql == null) {
            throw Refused.because("column", "reports.column.none", column);
        }
        String group = key == null || key.isEmpty() ? null : key;
        return jdbc.sql(filtered(
                                "select call_id from (" + sql + ") c group by call_id order by max(at) desc, call_id",
                                query)
                        + " limit :limit offset :offset")
                .params(facts.parameters(query))
                .param("key", group)
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list();
    }
}
