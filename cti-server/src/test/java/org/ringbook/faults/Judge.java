package org.ringbook.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.faults.CallLogWatch.Logged;
import org.ringbook.faults.Finding.Fate;

/** Holds the call log against what the telephones and the PBX's own records know. */
final class Judge {

    static final Duration HEALS_WITHIN = Duration.ofSeconds(10);
    /** Two clocks of one machine, and a PBX with much to do. */
    private static final Duration APART = Duration.ofMillis(1500);

    private final List<Logged> log;
    private final List<Fault> faults;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> settled = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();

    Judge(List<Logged> log, List<Fault> faults) {
        this.log = log;
        this.faults = faults;
    }

    /** @param cdrs the calls that the PBX itself has written down */
    Verdict judge(List<RealCall> calls, List<Cdr> cdrs) {
        calls.stream().sorted(Comparator.comparing(RealCall::beganAt)).forEach(this::judge);
        for (Logged stranger : log) {
            if (!known.contains(stranger.id())) {
                findings.add(new Finding(Fate.STRANGER, null, stranger, faultAt(stranger.startedAt())));
            }
        }
        Set<String> sourceIds = new HashSet<>(log.stream().map(Logged::sourceId).toList());
        List<Cdr> missing =
                cdrs.stream().filter(cdr -> !sourceIds.contains(cdr.linkedId())).toList();
        return new Verdict(calls, log.size(), cdrs.size(), missing, faults, findings, settled);
    }

    private void judge(RealCall call) {
        List<Logged> records = log.stream().filter(record -> isOf(record, call)).toList();
        records.forEach(record -> known.add(record.id()));
        Fate fate = fate(call, records);
        Logged first = records.isEmpty() ? null : records.get(0);
        Fault fault = faultOf(call);
        var finding = new Finding(fate, call, first, fault);
        if (fate != Fate.RIGHT) {
            findings.add(finding);
        } else if (first != null && call.unsure() == null) {
            settled.add(finding);
            if (finding.late().compareTo(HEALS_WITHIN) > 0) {
                findings.add(new Finding(Fate.LATE, call, first, fault));
            }
        }
    }

    private static Fate fate(RealCall call, List<Logged> records) {
        if (records.size() > 1) {
            return Fate.DOUBLED;
        }
        if (records.stream().anyMatch(record -> !record.ended())) {
            return Fate.OPEN;
        }
        if (call.unsure() != null) {
            return Fate.RIGHT;
        }
        if (records.isEmpty()) {
            return Fate.LOST;
        }
        return records.get(0).answered() == call.answered() ? Fate.RIGHT : Fate.WRONG;
    }

    private static boolean isOf(Logged record, RealCall call) {
        if (call.number() != null) {
            return call.number().equals(record.external());
        }
        return record.direction().equals("internal")
                && Duration.between(call.beganAt(), record.startedAt()).abs().compareTo(APART) < 0;
    }

    /** The fault during which something of the call happened, the one at its end first. */
    private Fault faultOf(RealCall call) {
        Fault atTheEnd = call.endedAt() == null ? null : faultAt(call.endedAt());
        return atTheEnd != null ? atTheEnd : faultAt(call.beganAt());
    }

    private Fault faultAt(Instant at) {
        return faults.stream().filter(fault -> fault.covers(at)).findFirst().orElse(null);
    }
}
