package org.ringbook.floor;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;

/**
 * Where somebody waits now, and since when. Who comes back into the same queue within a call waits there since they came first. What
 * waits come to when they are over is counted by call, as {@link org.ringbook.reports.QueuedCall} says. Pure.
 */
record QueueWait(String queue, Instant entered, Instant left) {

    /** Of an inbound call that goes on, the queues in which its caller stands. */
    static List<QueueWait> of(Call call) {
        var byQueue = new LinkedHashMap<String, QueueWait>();
        if (call.direction() != Call.Direction.INBOUND || call.ended()) {
            return List.of();
        }
        call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.QUEUE && leg.party() != null && leg.ringAt() != null)
                .sorted(Comparator.comparing(Leg::ringAt))
                .forEach(leg -> byQueue.merge(
                        leg.party(), new QueueWait(leg.party(), leg.ringAt(), leg.endedAt()), QueueWait::again));
        return byQueue.values().stream().filter(wait -> wait.left == null).toList();
    }

    private QueueWait again(QueueWait later) {
        return new QueueWait(queue, entered, later.left);
    }
}
