package org.ringbook.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ringbook.reports.Report.Drawing;
import org.ringbook.reports.Report.Shape;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Row;

/**
 * A chart: where its rectangles lie. Whoever writes it as SVG adds words and colours; nothing of it is known by colour alone, since each
 * figure stands in the table below. Lengths are units of the drawing. Pure.
 *
 * @param shape columns, bars, week; none when there is nothing to draw
 * @param series names of the columns that are drawn
 * @param unit of their values
 * @param ticks lines of the scale
 */
public record Drawn(
        String shape,
        List<String> series,
        Unit unit,
        int width,
        int height,
        List<Bar> bars,
        List<Mark> marks,
        List<Tick> ticks) {

    private static final Set<String> BAD =
            Set.of("missed", "abandoned", "not-called", "claims-refused", "lost", "lost-here", "rotten");
    private static final int WIDTH = 960;
    private static final int HEIGHT = 260;
    private static final int LEFT = 48;
    private static final int BOTTOM = 28;
    private static final int TOP = 10;
    private static final int MOST_BARS = 15;
    private static final int MOST_COLUMNS = 400;
    private static final int BAR = 26;
    private static final int NAMES = 240;
    private static final int TICKS = 4;

    static final Drawn NOTHING = new Drawn("none", List.of(), Unit.COUNT, 0, 0, List.of(), List.of(), List.of());

    /**
     * @param series its place in {@link Drawn#series}; of a week 0 to 5, how dark
     * @param value in the unit of its column
     */
    public record Bar(
            double x, double y, double width, double height, int series, Label label, String column, double value) {}

    /** Where a name stands. */
    public record Mark(double x, double y, Label label) {}

    /** A line of the scale. */
    public record Tick(double x, double y, double value) {}

    /** What is bad is red, whatever place it has; anything else is told apart by its place. */
    public int colour(String column) {
        int place = series.indexOf(column);
        return BAD.contains(column) ? 1 : place == 0 ? 0 : place + 1;
    }

    public boolean isEmpty() {
        return bars.isEmpty();
    }

    /** Columns in the order of the rows, one series on top of the other. */
    public static Drawn asColumns(ReportTable table, List<String> columns) {
        return of(table, new Drawing(Shape.COLUMNS, columns));
    }

    /** A bar for each row, its name to the left. */
    public static Drawn asBars(ReportTable table, List<String> columns) {
        return of(table, new Drawing(Shape.BARS, columns));
    }

    static Drawn of(ReportTable table, Drawing drawing) {
        List<Integer> places = drawing.columns().stream()
                .map(name -> place(table, name))
                .filter(Objects::nonNull)
                .toList();
        boolean nothing = table.rows().stream().noneMatch(row -> sum(row, places) > 0);
        if (nothing || drawing.shape() == Shape.NONE || table.rows().size() > MOST_COLUMNS) {
            return NOTHING;
        }
        return switch (drawing.shape()) {
            case COLUMNS -> columns(table, drawing.columns(), places);
            case BARS -> bars(table, drawing.columns(), places);
            default -> week(table, drawing.columns(), places);
        };
    }

    private static Integer place(ReportTable table, String name) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        return null;
    }

    private static double value(Row row, int place) {
        Double value = row.values().get(place);
        return value == null ? 0 : value;
    }

    private static double sum(Row row, List<Integer> places) {
        return places.stream().mapToDouble(place -> value(row, place)).sum();
    }

    /** The scale ends at a round number at or above the greatest. */
    static double top(double greatest) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(greatest, 1))));
        for (double step : new double[] {1, 2, 4, 5, 8, 10}) {
            if (step * power >= greatest) {
                return step * power;
            }
        }
        return greatest;
    }

    private static Unit unit(ReportTable table, List<Integer> places) {
        return table.columns().get(places.get(0)).unit();
    }

    private static double topOf(ReportTable table, List<Integer> places) {
        double greatest =
                table.rows().stream().mapToDouble(row -> sum(row, places)).max().orElse(0);
        return unit(table, places) == Unit.DURATION ? top(greatest / 60_000) * 60_000 : top(greatest);
    }

    private static Drawn columns(ReportTable table, List<String> series, List<Integer> places) {
        double top = topOf(table, places);
        int room = HEIGHT - TOP - BOTTOM;
        double step = (double) (WIDTH - LEFT) / table.rows().size();
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        int each = Math.max(1, (int) Math.ceil(44 / step));
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            double y = HEIGHT - BOTTOM;
            for (int s = 0; s < places.size(); s++) {
                double value = value(row, places.get(s));
                double height = value / top * room;
                y -= height;
                if (value > 0) {
                    bars.add(new Bar(
                            round(LEFT + i * step + step * 0.12),
                            round(y),
                            round(step * 0.76),
                            round(height),
                            s,
                            row.label(),
                            series.get(s),
                            value));
                }
            }
            if (i % each == 0) {
                marks.add(new Mark(round(LEFT + (i + 0.5) * step), HEIGHT - 8, row.label()));
            }
        }
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i <= TICKS; i++) {
            ticks.add(new Tick(LEFT, round(HEIGHT - BOTTOM - (double) room * i / TICKS), top * i / TICKS));
        }
        return new Drawn("columns", series, unit(table, places), WIDTH, HEIGHT, bars, marks, ticks);
    }

    private static Drawn bars(ReportTable table, List<String> series, List<Integer> places) {
        List<Row> rows =
                table.rows().subList(0, Math.min(MOST_BARS, table.rows().size()));
        double top = topOf(table, places);
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < rows.size(); i++) {
            double x = NAMES;
            for (int s = 0; s < places.size(); s++) {
                double value = value(rows.get(i), places.get(s));
                double width = value / top * (WIDTH - NAMES - 20);
                if (value > 0) {
                    bars.add(new Bar(
                            round(x),
                            i * BAR + 4,
                            round(width),
                            BAR - 8,
                            s,
                            rows.get(i).label(),
                            series.get(s),
                            value));
                }
                x += width;
            }
            marks.add(new Mark(NAMES - 8, i * BAR + BAR / 2.0 + 4, rows.get(i).label()));
        }
        return new Drawn("bars", series, unit(table, places), WIDTH, rows.size() * BAR + 8, bars, marks, List.of());
    }

    private static Drawn week(ReportTable table, List<String> series, List<Integer> places) {
        double greatest =
                table.rows().stream().mapToDouble(row -> sum(row, places)).max().orElse(1);
        double step = (double) (WIDTH - LEFT) / 24;
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        for (Row row : table.rows()) {
            int key = Integer.parseInt(row.key());
            double value = sum(row, places);
            int dark = value == 0 ? 0 : 1 + (int) Math.min(4, Math.floor(value / greatest * 5));
            bars.add(new Bar(
                    round(LEFT + key % 24 * step + 1),
                    key / 24 * BAR + 1,
                    round(step - 2),
                    BAR - 2,
                    dark,
                    row.label(),
                    series.get(0),
                    value));
        }
        for (int day = 0; day < 7; day++) {
            marks.add(new Mark(LEFT - 26, day * BAR + BAR / 2.0 + 4, new Label("weekday", Integer.toString(day + 1))));
        }
        for (int hour = 0; hour < 24; hour += 2) {
            marks.add(new Mark(
                    round(LEFT + (hour + 0.5) * step), 7 * BAR + 16, new Label("hour-alone", Integer.toString(hour))));
        }
        return new Drawn("week", series, unit(table, places), WIDTH, 7 * BAR + 24, bars, marks, List.of());
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
