package org.ringbook.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.ringbook.faults.Finding.Fate;

/**
 * What a run has shown.
 *
 * @param missingCdrs calls of which Asterisk wrote a CDR and the log has nothing
 * @param settled the calls that stand right in the log
 */
record Verdict(
        List<RealCall> calls,
        int records,
        int cdrs,
        List<Cdr> missingCdrs,
        List<Fault> faults,
        List<Finding> findings,
        List<Finding> settled) {

    boolean holds() {
        return findings.isEmpty() && missingCdrs.isEmpty();
    }

    long count(Fate fate) {
        return findings.stream().filter(finding -> finding.fate() == fate).count();
    }

    void print(PrintStream out, Instant began) {
        out.printf(
                "%n%-3s %6s  %-28s %7s %6s %6s %6s %9s%n",
                "", "at", "fault", "lasted", "calls", "wrong", "late", "healed");
        for (Fault fault : faults) {
            Predicate<Finding> ofIt = finding -> fault.equals(finding.fault());
            out.printf(
                    "%-3d %5.0f s  %-28s %5.1f s %6d %6d %6d %7.1f s%n",
                    fault.number(),
                    seconds(Duration.between(began, fault.began())),
                    fault.kind().words,
                    seconds(Duration.between(fault.began(), fault.ended())),
                    settled.stream().filter(ofIt).count(),
                    findings.stream()
                            .filter(ofIt)
                            .filter(one -> one.fate() != Fate.LATE)
                            .count(),
                    findings.stream()
                            .filter(ofIt)
                            .filter(one -> one.fate() == Fate.LATE)
                            .count(),
                    seconds(latest(ofIt)));
        }
        out.printf("%n%-18s %6s %9s %7s%n", "kind of call", "calls", "answered", "unsure");
        for (CallKind kind : CallKind.values()) {
            List<RealCall> of =
                    calls.stream().filter(call -> call.kind() == kind).toList();
            out.printf(
                    "%-18s %6d %9d %7d%n",
                    kind,
                    of.size(),
                    of.stream().filter(RealCall::answered).count(),
                    of.stream().filter(call -> call.unsure() != null).count());
        }
        out.println();
        findings.forEach(out::println);
        missingCdrs.forEach(cdr -> out.println("NOT IN THE LOG, IN THE CDR: " + cdr));
        out.printf(
                "%n%d calls, %d records, %d CDRs, %d faults: %d lost, %d doubled, %d left open, %d wrong, %d strange, %d late,"
                        + " %d in the CDR alone; healed after %.1f s at most, other calls logged after %.1f s at most%n",
                calls.size(),
                records,
                cdrs,
                faults.size(),
                count(Fate.LOST),
                count(Fate.DOUBLED),
                count(Fate.OPEN),
                count(Fate.WRONG),
                count(Fate.STRANGER),
                count(Fate.LATE),
                missingCdrs.size(),
                seconds(latest(finding -> finding.fault() != null)),
                seconds(latest(finding -> finding.fault() == null)));
    }

    private Duration latest(Predicate<Finding> which) {
        return settled.stream()
                .filter(which)
                .map(Finding::late)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
