package org.ringbook.claims;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ringbook.claims.Claim.Result;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.Unit;

/**
 * What the three reports say of claims. Each figure knows which claims make it, so that its list is never longer or shorter than what
 * stands in the report. Pure.
 */
final class ClaimFigures {

    /** Key of the row of those that were opened again at least once. */
    static final String REOPENED = "reopened";

    private static final String NOBODY = "";
    private static final String ALL = "all";
    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final Comparator<String> NOBODY_LAST =
            Comparator.comparing((String team) -> team.isEmpty()).thenComparing(Comparator.naturalOrder());

    private ClaimFigures() {}

    /** @param value null where there is nothing to say @param claims that make it */
    record Cell(Double value, List<UUID> claims) {

        static Cell of(List<ClaimFact> facts) {
            return new Cell((double) facts.size(), ids(facts));
        }

        static Cell share(List<ClaimFact> part, List<ClaimFact> whole) {
            return new Cell(whole.isEmpty() ? null : (double) part.size() / whole.size(), ids(part));
        }

        /** Of those that have a value. */
        static Cell mean(List<ClaimFact> facts, ToDoubleFunction<ClaimFact> value) {
            return new Cell(
                    facts.isEmpty()
                            ? null
                            : facts.stream().mapToDouble(value).average().orElseThrow(),
                    ids(facts));
        }

        static Cell median(List<ClaimFact> facts, ToDoubleFunction<ClaimFact> value) {
            double[] sorted = facts.stream().mapToDouble(value).sorted().toArray();
            int half = sorted.length / 2;
            Double median = sorted.length == 0
                    ? null
                    : Double.valueOf(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
            return new Cell(median, ids(facts));
        }

        private static List<UUID> ids(List<ClaimFact> facts) {
            return facts.stream().map(ClaimFact::id).toList();
        }
    }

    record Line(String key, Label label, List<Cell> cells) {}

    record Counted(List<Heading> columns, List<Line> rows, Line total) {}

    /**
     * By month and team: how many were registered, closed and opened again, and how many were open as the month ended. One that was closed
     * twice in a month is one closed.
     *
     * @param now of a month that is not over its end is now
     */
    static Counted dynamics(List<ClaimFact> facts, Period period, Instant now) {
        List<Heading> columns = List.of(
                new Heading("claims-registered", Unit.COUNT),
                new Heading("claims-closed", Unit.COUNT),
                new Heading("claims-reopened", Unit.COUNT),
                new Heading("claims-open", Unit.COUNT));
        var rows = new ArrayList<Line>();
        LocalDate month = period.first().withDayOfMonth(1);
        for (; !month.isAfter(period.last()); month = month.plusMonths(1)) {
            Instant from = later(start(month, period), period.from());
            Instant to = earlier(start(month.plusMonths(1), period), period.to());
            for (String team : teams(facts)) {
                List<Cell> cells = moving(of(facts, fact -> team(fact).equals(team)), from, to, now);
                if (cells.stream().anyMatch(cell -> !cell.claims().isEmpty())) {
                    rows.add(new Line(month + " " + team, new Label("month-of", month + " " + team), cells));
                }
            }
        }
        return new Counted(
                columns, rows, new Line("", new Label(ALL, ""), moving(facts, period.from(), period.to(), now)));
    }

    private static List<Cell> moving(List<ClaimFact> facts, Instant from, Instant to, Instant now) {
        return List.of(
                Cell.of(of(facts, fact -> fact.isRegistered(from, to))),
                Cell.of(of(facts, fact -> fact.wasClosed(from, to))),
                Cell.of(of(facts, fact -> fact.wasReopened(from, to))),
                Cell.of(of(facts, fact -> from.isBefore(now) && fact.isOpenAt(earlier(to, now)))));
    }

    /**
     * Of those that were registered in the period: teams down, causes across.
     *
     * @param columnOf the name of the cause under which one is counted; never null
     */
    static Counted structure(List<ClaimFact> facts, Period period, Function<ClaimFact, String> columnOf) {
        List<ClaimFact> registered = of(facts, fact -> fact.isRegistered(period.from(), period.to()));
        List<String> causes =
                registered.stream().collect(Collectors.groupingBy(columnOf, Collectors.counting())).entrySet().stream()
                        .sorted(Comparator.comparing((java.util.Map.Entry<String, Long> one) -> -one.getValue())
                                .thenComparing(java.util.Map.Entry::getKey))
                        .map(java.util.Map.Entry::getKey)
                        .toList();
        var columns = new ArrayList<Heading>();
        columns.add(new Heading("claims", Unit.COUNT));
        causes.forEach(cause -> columns.add(new Heading(cause, Unit.COUNT)));
        List<Line> rows = teams(registered).stream()
                .map(team -> new Line(
                        team.isEmpty() ? "-" : "=" + team,
                        new Label("text", team),
                        across(of(registered, fact -> team(fact).equals(team)), causes, columnOf)))
                .toList();
        return new Counted(columns, rows, new Line("", new Label(ALL, ""), across(registered, causes, columnOf)));
    }

    private static List<Cell> across(List<ClaimFact> facts, List<String> causes, Function<ClaimFact, String> columnOf) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(facts));
        causes.forEach(cause ->
                cells.add(Cell.of(of(facts, fact -> columnOf.apply(fact).equals(cause)))));
        return cells;
    }

    /**
     * Of those that stand closed since a moment of the period, by cause. What the client took back is in no share. Those that were opened
     * again at least once stand in a row of their own, and in the total.
     *
     * @param rowOf the row of a cause, its label the name; never null
     */
    static Counted satisfaction(List<ClaimFact> facts, Period period, Function<ClaimFact, Label> rowOf) {
        List<Heading> columns = List.of(
                new Heading("claims-closed-now", Unit.COUNT),
                new Heading("claims-satisfied", Unit.COUNT),
                new Heading("claims-partly", Unit.COUNT),
                new Heading("claims-refused", Unit.COUNT),
                new Heading("claims-withdrawn", Unit.COUNT),
                new Heading("claims-satisfied-share", Unit.SHARE),
                new Heading("claims-partly-share", Unit.SHARE),
                new Heading("claims-days", Unit.DECIMAL),
                new Heading("claims-days-median", Unit.DECIMAL),
                new Heading("claims-score", Unit.DECIMAL));
        List<ClaimFact> closed = of(facts, fact -> fact.isClosed(period.from(), period.to()));
        var groups = new LinkedHashMap<Label, List<ClaimFact>>();
        of(closed, fact -> !fact.wasEverReopened())
                .forEach(fact -> groups.computeIfAbsent(rowOf.apply(fact), label -> new ArrayList<>())
                        .add(fact));
        List<Line> rows = groups.entrySet().stream()
                .sorted(Comparator.comparing((java.util.Map.Entry<Label, List<ClaimFact>> one) ->
                                -one.getValue().size())
                        .thenComparing(one -> one.getKey().text()))
                .map(one -> new Line(
                        one.getKey().text().isEmpty() ? "-" : "=" + one.getKey().text(),
                        one.getKey(),
                        contentment(one.getValue())))
                .collect(Collectors.toCollection(ArrayList::new));
        List<ClaimFact> again = of(closed, ClaimFact::wasEverReopened);
        if (!again.isEmpty()) {
            rows.add(new Line(REOPENED, new Label("claims-reopened", ""), contentment(again)));
        }
        return new Counted(columns, rows, new Line("", new Label(ALL, ""), contentment(closed)));
    }

    private static List<Cell> contentment(List<ClaimFact> closed) {
        List<ClaimFact> satisfied = of(closed, fact -> fact.result() == Result.SATISFIED);
        List<ClaimFact> partly = of(closed, fact -> fact.result() == Result.PARTLY);
        List<ClaimFact> stood = of(closed, fact -> fact.result() != Result.WITHDRAWN);
        List<ClaimFact> rated = of(closed, fact -> fact.score() != null);
        return List.of(
                Cell.of(closed),
                Cell.of(satisfied),
                Cell.of(partly),
                Cell.of(of(closed, fact -> fact.result() == Result.REFUSED)),
                Cell.of(of(closed, fact -> fact.result() == Result.WITHDRAWN)),
                Cell.share(satisfied, stood),
                Cell.share(partly, stood),
                Cell.mean(closed, ClaimFigures::days),
                Cell.median(closed, ClaimFigures::days),
                Cell.mean(rated, ClaimFact::score));
    }

    private static double days(ClaimFact fact) {
        return Duration.between(fact.registeredAt(), fact.closedAt()).toMillis() / DAY;
    }

    private static List<String> teams(List<ClaimFact> facts) {
        return facts.stream()
                .map(ClaimFigures::team)
                .distinct()
                .sorted(NOBODY_LAST)
                .toList();
    }

    private static String team(ClaimFact fact) {
        return Objects.requireNonNullElse(fact.team(), NOBODY);
    }

    private static List<ClaimFact> of(List<ClaimFact> facts, Predicate<ClaimFact> which) {
        return facts.stream().filter(which).toList();
    }

    private static Instant start(LocalDate day, Period period) {
        return day.atStartOfDay(period.zone()).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
