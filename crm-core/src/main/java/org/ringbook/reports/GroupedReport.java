package org.ringbook.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.FactQuery.Subject;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;

/** A report whose rows are groups of the same facts. Its total is made of the sums of its rows, and never of their means. */
final class GroupedReport implements Report {

    private final Plan plan;
    private final FactQuery facts;
    private final Labels labels;

    /**
     * Bars are drawn the largest first; everything else in the order of its keys.
     *
     * @param keys rows that are there though nothing happened; empty where only groups with calls are rows
     * @param more sums that follow from the calendar, added to those of a group
     */
    record Plan(
            String name,
            Subject subject,
            String label,
            List<Column> columns,
            Drawing drawing,
            List<Note> foot,
            java.util.function.Function<ReportQuery, List<Integer>> keys,
            BiFunction<ReportQuery, Integer, Sums> more) {}

    GroupedReport(Plan plan, FactQuery facts, Labels labels) {
        this.plan = plan;
        this.facts = facts;
        this.labels = labels;
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
        Map<Integer, Sums> groups = groups(query);
        var rows = new ArrayList<Row>();
        Sums total = Sums.NONE;
        for (Map.Entry<Integer, Sums> group : groups.entrySet()) {
            total = total.plus(group.getValue());
            rows.add(row(group.getKey().toString(), labels.of(plan.label(), group.getKey()), group.getValue()));
        }
        List<Heading> headings = plan.columns().stream()
                .map(column -> new Heading(column.name(), column.unit()))
                .toList();
        return new Counted(headings, rows, row("", new Label("all", ""), total), plan.foot());
    }

    private Map<Integer, Sums> groups(ReportQuery query) {
        Map<Integer, Sums> counted = facts.groups(plan.subject(), query);
        List<Integer> keys = plan.keys().apply(query);
        var groups = new TreeMap<>(counted);
        keys.forEach(key -> groups.putIfAbsent(key, Sums.NONE));
        if (plan.drawing().shape() == Shape.BARS) {
            return largestFirst(groups, query);
        }
        groups.replaceAll((key, sums) -> sums.plus(plan.more().apply(query, key)));
        return groups;
    }

    private Map<Integer, Sums> largestFirst(Map<Integer, Sums> counted, ReportQuery query) {
        var groups = new LinkedHashMap<Integer, Sums>();
        Column first = plan.columns().get(0);
        counted.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Sums> group) ->
                                -first.value().apply(group.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(group -> groups.put(
                        group.getKey(), group.getValue().plus(plan.more().apply(query, group.getKey()))));
        return groups;
    }

    private Row row(String key, Label label, Sums sums) {
        var values = new ArrayList<Double>();
        plan.columns().forEach(column -> values.add(column.value().apply(sums)));
        return new Row(
                key,
                label,
                values,
                List.of(),
                plan.columns().stream().map(column -> opens(column, sums)).toList());
    }

    private static boolean opens(Column column, Sums sums) {
        return column.figure() != null && sums.of(column.figure()) != 0;
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        Figure figure = plan.columns().stream()
                .filter(each -> each.name().equals(column) && each.figure() != null)
                .map(Column::figure)
                .findFirst()
                .orElseThrow(() -> Refused.because("column", "reports.column.none", column));
        return facts.calls(plan.subject(), query, key(key), figure, offset, limit);
    }

    private static Integer key(String key) {
        try {
            return key == null || key.isEmpty() ? null : Integer.valueOf(key);
        } catch (NumberFormatException none) {
            throw Refused.because("key", "reports.row.none", key);
        }
    }
}
