package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ringbook.telephony.asterisk.SimulatedLog.Entry;

/**
 * How the log stands against what really was.
 *
 * @param incomplete calls of which something did not reach the server
 * @param violations by kind; each tells its call. "gap: …" are those of incomplete calls
 */
record SimulationVerdict(
        int calls, Duration callTime, int records, int faults, int incomplete, Map<String, List<String>> violations) {

    static SimulationVerdict of(UndisturbedEar ear, Collection<Entry> log, int faults) {
        Map<String, List<Entry>> real = byCall(ear, ear.entries());
        Map<String, List<Entry>> logged = byCall(ear, log);
        Set<String> incomplete = ear.incompleteCalls();
        var violations = new TreeMap<String, List<String>>();
        real.forEach((call, entries) -> {
            List<Entry> records = logged.getOrDefault(call, List.of());
            String wrong = compare(entries, records);
            if (wrong != null) {
                String kind = incomplete.contains(call) ? "gap: " + wrong : wrong;
                violations
                        .computeIfAbsent(kind, any -> new ArrayList<>())
                        .add("was " + entries + "\n    is " + records);
            }
        });
        logged.forEach((call, records) -> {
            if (!real.containsKey(call)) {
                violations
                        .computeIfAbsent("of no call", any -> new ArrayList<>())
                        .add(records.toString());
            }
        });
        return new SimulationVerdict(
                ear.entries().size(),
                ear.entries().stream().map(Entry::length).reduce(Duration.ZERO, Duration::plus),
                log.size(),
                faults,
                incomplete.size(),
                violations);
    }

    /** What no fault excuses: calls that came through whole, and in any call two records for one, or one left open. */
    Map<String, List<String>> broken() {
        var broken = new TreeMap<>(violations);
        broken.keySet().removeIf(kind -> kind.equals("gap: lost") || kind.equals("gap: wrong"));
        return broken;
    }

    private static Map<String, List<Entry>> byCall(UndisturbedEar ear, Collection<Entry> entries) {
        return entries.stream().collect(Collectors.groupingBy(entry -> ear.callOf(channel(entry.sourceId()))));
    }

    /** CDR has no ids of those who were called: they get one that is made of the caller's and a name. */
    private static String channel(String sourceId) {
        return sourceId.replaceAll("^cdr-([\\w-]+\\.\\d+)-.*", "$1");
    }

    private static String compare(List<Entry> real, List<Entry> logged) {
        if (logged.size() > real.size()) {
            return "doubled";
        } else if (logged.size() < real.size()) {
            return "lost";
        } else if (logged.stream().anyMatch(entry -> !entry.ended())) {
            return "left open";
        }
        boolean same = real.stream().allMatch(one -> logged.stream().anyMatch(one::saysTheSameAs));
        return same ? null : "wrong";
    }

    /** @param most violations of each kind that are told in full */
    String report(int most) {
        var text = new StringBuilder("%d calls of %.1f h in all, %d records, %d faults, %d calls not wholly heard"
                .formatted(calls, callTime.toMinutes() / 60.0, records, faults, incomplete));
        violations.forEach((kind, all) -> {
            text.append("\n%s: %d".formatted(kind, all.size()));
            all.stream().limit(most).forEach(one -> text.append("\n  ").append(one));
        });
        return text.toString();
    }
}
