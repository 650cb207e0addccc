package org.ringbook.faults;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.faults.CallLogWatch.Logged;

/**
 * How one call stands in the log.
 *
 * @param call null for a record that belongs to no call
 * @param record its first record; null when there is none
 * @param fault that went on when it ended, or else when it began; null when none did
 */
record Finding(Fate fate, RealCall call, Logged record, Fault fault) {

    enum Fate {
        RIGHT,
        LOST,
        DOUBLED,
        /** Left as if it still went on. */
        OPEN,
        /** Answered or not: the log says the other. */
        WRONG,
        LATE,
        STRANGER
    }

    /** From the moment when the log could be right until it was. */
    Duration late() {
        Instant could = call.endedAt();
        if (fault != null && fault.ended().isAfter(could)) {
            could = fault.ended();
        }
        Duration late = Duration.between(could, record.settledAt());
        return late.isNegative() ? Duration.ZERO : late;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("%-8s".formatted(fate));
        if (call != null) {
            text.append(" %s %s began %s ended %s %s"
                    .formatted(
                            call.kind(),
                            call.number(),
                            call.beganAt(),
                            call.endedAt(),
                            call.answered() ? "answered" : "not answered"));
        }
        if (record != null) {
            text.append("; logged as %s %s %s %s %s, since %s"
                    .formatted(
                            record.id(),
                            record.sourceId(),
                            record.direction(),
                            record.state(),
                            record.result(),
                            record.settledAt()));
        }
        if (fault != null) {
            text.append("; fault %d (%s, %s to %s)"
                    .formatted(fault.number(), fault.kind().words, fault.began(), fault.ended()));
        }
        return text.toString();
    }
}
