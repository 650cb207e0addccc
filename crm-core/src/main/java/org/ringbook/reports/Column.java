package org.ringbook.reports;

import java.util.function.Function;

/**
 * A column of a report.
 *
 * @param name stable; its heading is the text {@code column.NAME}, its formula {@code column.NAME.what}
 * @param figure whose calls a cell opens; null where none make it alone
 * @param value of the sums of a group; null when there is nothing to divide by
 */
record Column(String name, Unit unit, Figure figure, Function<Sums, Double> value) {

    static Column count(String name, Figure figure) {
        return new Column(name, Unit.COUNT, figure, sums -> (double) sums.of(figure));
    }

    static Column time(String name, Figure figure) {
        return new Column(name, Unit.DURATION, figure, sums -> (double) sums.of(figure));
    }

    /** Nothing when nothing lasted. */
    static Column longest(String name, Figure figure) {
        return new Column(name, Unit.DURATION, figure, sums -> sums.of(figure) == 0 ? null : (double) sums.of(figure));
    }

    static Column moment(String name, Figure figure) {
        return new Column(name, Unit.MOMENT, figure, sums -> sums.of(figure) == 0 ? null : (double) sums.of(figure));
    }

    static Column share(String name, Figure part, Figure whole) {
        return new Column(name, Unit.SHARE, part, sums -> divided(sums, part, whole));
    }

    /** Mean of a time: always of sums, never of means. */
    static Column mean(String name, Figure sum, Figure count) {
        return new Column(name, Unit.DURATION, count, sums -> divided(sums, sum, count));
    }

    private static Double divided(Sums sums, Figure part, Figure whole) {
        return sums.of(whole) == 0 ? null : (double) sums.of(part) / sums.of(whole);
    }
}
