package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;

/**
 * One call's waiting in one queue. Who comes back into the same queue within a call has waited there once, from the first coming to the
 * last leaving. Pure.
 *
 * @param left null while they wait
 * @param outcome null while they wait
 */
record QueueWait(UUID callId, String queue, Instant entered, Instant left, Outcome outcome) {

    enum Outcome {
        /** A person spoke with them, straight from the queue. */
        ANSWERED,
        /** They gave up. */
        ABANDONED,
        /** The queue let them go: its time was over, it was full, they pressed a key. */
        OVERFLOW
    }

    /** Of an inbound call, one for each of its queues, in the order of entering. */
    static List<QueueWait> of(Call call) {
        var byQueue = new LinkedHashMap<String, QueueWait>();
        if (call.direction() != Call.Direction.INBOUND) {
            return List.of();
        }
        call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.QUEUE && leg.party() != null && leg.ringAt() != null)
                .sorted(Comparator.comparing(Leg::ringAt))
                .forEach(leg -> byQueue.merge(
                        leg.party(),
                        new QueueWait(call.id(), leg.party(), leg.ringAt(), left(leg, call), outcome(leg, call)),
                        QueueWait::again));
        return List.copyOf(byQueue.values());
    }

    private QueueWait again(QueueWait later) {
        return new QueueWait(callId, queue, entered, later.left, later.outcome);
    }

    /** A call that is over waits nowhere. */
    private static Instant left(Leg leg, Call call) {
        return leg.endedAt() == null && call.ended() ? call.endedAt() : leg.endedAt();
    }

    private static Outcome outcome(Leg leg, Call call) {
        if (leg.outcome() == null) {
            return call.ended() ? Outcome.ABANDONED : null;
        }
        return leg.outcome() == LegOutcome.ANSWERED
                ? Outcome.ANSWERED
                : leg.outcome() == LegOutcome.CANCELLED ? Outcome.ABANDONED : Outcome.OVERFLOW;
    }

    boolean waits() {
        return left == null;
    }

    /** @return null while they wait */
    Duration waited() {
        return left == null ? null : Duration.between(entered, left);
    }
}
