package org.ringbook.reports;

import java.util.EnumMap;
import java.util.Map;

/** What the calls of one group come to. Two groups that have no call in common come to {@link #plus} together, whatever they were cut by. */
final class Sums {

    static final Sums NONE = new Sums(Map.of());

    private final Map<Figure, Long> figures;

    Sums(Map<Figure, Long> figures) {
        this.figures = figures;
    }

    /** Nothing is 0. */
    long of(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    Sums plus(Sums other) {
        var both = new EnumMap<Figure, Long>(Figure.class);
        both.putAll(figures);
        other.figures.forEach((figure, value) -> both.merge(figure, value, figure::together));
        return new Sums(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && sums.figures.equals(figures);
    }

    @Override
    public int hashCode() {
        return figures.hashCode();
    }

    @Override
    public String toString() {
        return figures.toString();
    }
}
