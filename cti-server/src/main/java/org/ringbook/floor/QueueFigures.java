package org.ringbook.floor;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalDouble;
import org.ringbook.floor.QueueWait.Outcome;

/**
 * What the waits of a queue come to, per call. Times in seconds. Pure.
 *
 * @param offered calls that entered
 * @param overflowed left by time, key, or a full queue
 * @param level sums of the service level
 * @param asa average wait of the answered; null when none was
 * @param longest wait that is over; null when none is
 */
public record QueueFigures(
        int offered, int overflowed, ServiceLevel level, OptionalDouble asa, OptionalDouble longest) {

    static QueueFigures of(Collection<QueueWait> waits, Duration answerWithin, Duration shortAbandon) {
        var ended = waits.stream().filter(wait -> !wait.waits()).toList();
        int answered = 0;
        int answeredInTime = 0;
        int abandoned = 0;
        int abandonedInTime = 0;
        int abandonedShort = 0;
        int overflowed = 0;
        double sum = 0;
        double longest = 0;
        for (QueueWait wait : ended) {
            Duration waited = wait.waited();
            boolean inTime = waited.compareTo(answerWithin) <= 0;
            longest = Math.max(longest, waited.toMillis() / 1000.0);
            if (wait.outcome() == Outcome.ANSWERED) {
                answered++;
                answeredInTime += inTime ? 1 : 0;
                sum += waited.toMillis() / 1000.0;
            } else if (wait.outcome() == Outcome.ABANDONED) {
                abandoned++;
                abandonedInTime += inTime ? 1 : 0;
                abandonedShort += waited.compareTo(shortAbandon) < 0 ? 1 : 0;
            } else {
                overflowed++;
            }
        }
        return new QueueFigures(
                waits.size(),
                overflowed,
                new ServiceLevel(answered, answeredInTime, abandoned, abandonedInTime, abandonedShort),
                answered == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / answered),
                ended.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(longest));
    }
}
