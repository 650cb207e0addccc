package org.ringbook.floor;

import java.util.Collection;
import java.util.OptionalDouble;
import org.ringbook.reports.QueuedCall;
import org.ringbook.reports.QueuedCall.Outcome;
import org.ringbook.reports.ReportSettings;
import org.ringbook.reports.ServiceLevel;

/**
 * What the calls of a queue come to, each once, in the queue that it ended in: as the report "queues" counts them. Times in seconds. Pure.
 *
 * @param offered calls that entered
 * @param overflowed left by time, key, or a full queue
 * @param level sums of the service level
 * @param asa average wait of the answered; null when none was
 * @param longest wait that is over; null when none is
 */
public record QueueFigures(
        int offered, int overflowed, ServiceLevel.Waits level, OptionalDouble asa, OptionalDouble longest) {

    static QueueFigures of(Collection<QueuedCall> calls, ReportSettings settings) {
        long within = settings.answerWithin().toMillis();
        long shorter = settings.shortAbandon().toMillis();
        int answered = 0;
        int inTime = 0;
        int abandoned = 0;
        int abandonedInTime = 0;
        int shortAbandoned = 0;
        int overflowed = 0;
        long sum = 0;
        for (QueuedCall call : calls) {
            long waited = call.waitMillis() == null ? 0 : call.waitMillis();
            if (call.outcome() == Outcome.ANSWERED) {
                answered++;
                inTime += waited <= within ? 1 : 0;
                sum += waited;
            } else if (call.outcome() == Outcome.ABANDONED) {
                abandoned++;
                abandonedInTime += waited <= within ? 1 : 0;
                shortAbandoned += waited < shorter ? 1 : 0;
            } else if (call.outcome() == Outcome.OVERFLOW) {
                overflowed++;
            }
        }
        return new QueueFigures(
                calls.size(),
                overflowed,
                new ServiceLevel.Waits(answered, inTime, abandoned, abandonedInTime, shortAbandoned),
                answered == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / 1000.0 / answered),
                longest(calls));
    }

    private static OptionalDouble longest(Collection<QueuedCall> calls) {
        return calls.stream()
                .filter(call -> call.waitMillis() != null)
                .mapToDouble(call -> call.waitMillis() / 1000.0)
                .max();
    }
}
