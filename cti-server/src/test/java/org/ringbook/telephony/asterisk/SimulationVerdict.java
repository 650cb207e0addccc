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
 * @param violations by kind; each tells its call. "gap…" are those of incomplete calls
 */
record SimulationVerdict(
        int calls, Duration callTime, int records, int faults, int incomplete, Map<String, List<String>> violations) {

    /** What is lost or wrong of a call that was not wholly heard, and of which there was nothing to fill the gap from. */
    private static final String EXCUSED = "gap, and no record: ";

    static SimulationVerdict of(UndisturbedEar ear, Collection<Entry> log, int faults, SimulatedRecords.Kind kind) {
        Map<String, List<Entry>> real = byCall(ear, ear.entries());
        Map<String, List<Entry>> logged = byCall(ear, log);
        Set<String> incomplete = ear.incompleteCalls();
        Set<String> unrecorded = kind.unrecorded(incomplete, ear.callsThatDiedWithThePbx());
        var violations = new TreeMap<String, List<String>>();
        real.forEach((call, entries) -> {
            List<Entry> records = logged.getOrDefault(call, List.of());
            String wrong = compare(entries, records);
            if (wrong != null) {
                boolean excused = incomplete.contains(call) && unrecorded.contains(call);
                String where = excused ? EXCUSED : incomplete.contains(call) ? "gap: " : "";
                violations
                        .computeIfAbsent(where + wrong, any -> new ArrayList<>())
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

    /**
     * What no fault excuses: anything in calls that came through whole, or that the PBX wrote down; and in any call two
     * records for one, one that is left open, or one that is wrong and is not marked as healed.
     */
    Map<String, List<String>> broken() {
        var broken = new TreeMap<>(violations);
        broken.keySet().removeAll(Set.of(EXCUSED + "lost", EXCUSED + "wrong"));
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
        boolean marked = logged.stream().anyMatch(Entry::healed);
        return same ? null : marked ? "wrong" : "wrong, and not marked";
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
