package org.ringbook.sales;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.Unit;

/** One report of sales. Any thread; it waits for the database. */
interface SalesReport {

    String name();

    Counted count(SalesQuery query);

    /** What of a query it knows beside period, person and team. */
    default Set<SalesFilter> filters() {
        return EnumSet.of(SalesFilter.PIPELINE);
    }

    /** Whether its rows are stages of one pipeline: the first where nobody said which. */
    default boolean ofOnePipeline() {
        return false;
    }

    /** Whether other days give other figures: one that tells of now has nothing to be held against. */
    default boolean isOfItsPeriod() {
        return true;
    }

    /** What its rows can be; empty where there is no choice. The first is the usual. */
    default List<String> rowsBy() {
        return List.of();
    }

    /** How it is drawn beside its table. */
    Drawn drawn(ReportTable table);

    /** @param things that make it, to be opened; null where none do alone */
    record Figure(Double value, List<UUID> things) {

        static final Figure NONE = new Figure(null, null);

        static Figure of(List<UUID> things) {
            return new Figure((double) things.size(), things);
        }

        static Figure of(Number value) {
            return value == null ? NONE : new Figure(value.doubleValue(), null);
        }

        /** A sum of theirs. */
        static Figure of(Number value, List<UUID> things) {
            return value == null ? NONE : new Figure(value.doubleValue(), things);
        }
    }

    /** @param key stable within the report */
    record Line(String key, Label label, List<Figure> figures) {

        ReportTable.Row row(List<Double> before) {
            var values = new ArrayList<Double>();
            figures.forEach(figure -> values.add(figure.value()));
            return new ReportTable.Row(
                    key,
                    label,
                    values,
                    before,
                    figures.stream()
                            .map(figure ->
                                    figure.things() != null && !figure.things().isEmpty())
                            .toList());
        }
    }

    /**
     * @param total null where rows do not add up
     * @param clients the columns whose things are clients
     * @param leads the columns whose things are leads; of all others they are deals
     */
    record Counted(
            List<Heading> columns,
            List<Line> lines,
            Line total,
            List<Note> foot,
            Set<String> clients,
            Set<String> leads) {

        static Counted ofDeals(List<Heading> columns, List<Line> lines, Line total, List<Note> foot) {
            return new Counted(columns, lines, total, foot, Set.of(), Set.of());
        }
    }

    /** Key of the row of what says nothing: the empty one is the total's. */
    String NOTHING = "-";

    static Heading count(String name) {
        return new Heading(name, Unit.COUNT);
    }

    static Heading share(String name) {
        return new Heading(name, Unit.SHARE);
    }

    static Heading money(String name) {
        return new Heading(name, Unit.MONEY);
    }

    static Heading days(String name) {
        return new Heading(name, Unit.DECIMAL);
    }

    static Label text(String text) {
        return new Label("text", text == null ? "" : text);
    }

    static Label say(String key) {
        return new Label("say", key);
    }

    static Label person(UUID person) {
        return person == null ? text("") : new Label("person", person.toString());
    }

    static Label all() {
        return new Label("all", "");
    }

    /** What is in other currencies, named; nothing when there is nothing. */
    static void name(Foreign foreign, List<Note> foot) {
        if (!foreign.isEmpty()) {
            foot.add(Note.of("foreign", foreign.toString(), DealRow.CURRENCY));
        }
    }
}
