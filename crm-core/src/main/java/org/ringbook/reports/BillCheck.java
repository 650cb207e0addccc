package org.ringbook.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which rows of a bill are which calls of the log, and what does not tie out. A row is the call with the same number that began nearest to
 * it, at most a tolerance apart; each is one of the other's. Pure.
 */
final class BillCheck {

    /**
     * @param line of the file, the first is the headings
     * @param seconds billed
     */
    record Row(int line, Instant start, String number, long seconds) {}

    /** @param millis in which the outside party was connected */
    record Known(UUID id, Instant start, String number, long millis) {}

    private BillCheck() {}

    private record Pair(Row row, Known call, long apart) {}

    static BillResult of(List<Row> rows, List<Known> calls, BillFormat format) {
        Map<String, NavigableMap<Instant, List<Known>>> byNumber = new HashMap<>();
        calls.forEach(call -> byNumber.computeIfAbsent(call.number(), number -> new TreeMap<>())
                .computeIfAbsent(call.start(), start -> new ArrayList<>())
                .add(call));
        var pairs = new ArrayList<Pair>();
        for (Row row : rows) {
            Instant from = row.start().minus(format.tolerance());
            Instant to = row.start().plus(format.tolerance());
            byNumber
                    .getOrDefault(row.number(), Collections.emptyNavigableMap())
                    .subMap(from, true, to, true)
                    .values()
                    .stream()
                    .flatMap(List::stream)
                    .map(call -> new Pair(
                            row,
                            call,
                            Duration.between(row.start(), call.start()).abs().toMillis()))
                    .forEach(pairs::add);
        }
        pairs.sort(Comparator.comparingLong(Pair::apart)
                .thenComparing(pair -> pair.row().line())
                .thenComparing(pair -> pair.call().id()));
        return result(rows, calls, pairs, format);
    }

    private static BillResult result(List<Row> rows, List<Known> calls, List<Pair> pairs, BillFormat format) {
        Set<Integer> usedRows = new HashSet<>();
        Set<UUID> usedCalls = new HashSet<>();
        var differences = new ArrayList<BillResult.Difference>();
        for (Pair pair : pairs) {
            if (usedRows.contains(pair.row().line())
                    || usedCalls.contains(pair.call().id())) {
                continue;
            }
            usedRows.add(pair.row().line());
            usedCalls.add(pair.call().id());
            long expected = rounded(pair.call().millis(), format.roundTo());
            if (Math.abs(expected - pair.row().seconds()) > (format.roundTo() > 1 ? 0 : 2)) {
                differences.add(new BillResult.Difference(
                        BillResult.Kind.TIME_DIFFERS,
                        pair.row().line(),
                        pair.row().start(),
                        pair.row().number(),
                        pair.row().seconds(),
                        expected,
                        pair.call().id()));
            }
        }
        rows.stream()
                .filter(row -> !usedRows.contains(row.line()))
                .forEach(row -> differences.add(new BillResult.Difference(
                        BillResult.Kind.ONLY_BILL, row.line(), row.start(), row.number(), row.seconds(), null, null)));
        calls.stream()
                .filter(call -> !usedCalls.contains(call.id()))
                .forEach(call -> differences.add(new BillResult.Difference(
                        BillResult.Kind.ONLY_LOG,
                        null,
                        call.start(),
                        call.number(),
                        null,
                        rounded(call.millis(), format.roundTo()),
                        call.id())));
        differences.sort(Comparator.comparing(BillResult.Difference::start));
        return new BillResult(
                rows.size(),
                rows.stream().mapToLong(Row::seconds).sum(),
                calls.size(),
                calls.stream()
                        .mapToLong(call -> rounded(call.millis(), format.roundTo()))
                        .sum(),
                usedRows.size(),
                differences);
    }

    /** Up, to whole steps: what was begun is billed. */
    static long rounded(long millis, int step) {
        long stepMillis = step * 1_000L;
        return (millis + stepMillis - 1) / stepMillis * step;
    }
}
