package org.ringbook.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;

/**
 * One call's waiting in queues, counted once however many it went through: in the one that it ended in, from its first entry. It is what
 * the view {@code report_call_now} makes of the same call, so that a board of today and a report of today say the same. Pure.
 *
 * @param left null while they wait, and where nobody told when they left
 * @param waitMillis until a person spoke or they left; null while they wait
 */
public record QueuedCall(UUID callId, String queue, Instant entered, Instant left, Long waitMillis, Outcome outcome) {

    public enum Outcome {
        /** A person spoke with them. */
        ANSWERED,
        /** They gave up. */
        ABANDONED,
        /** The queue let them go: its time was over, it was full, they pressed a key. */
        OVERFLOW,
        /** They wait still. */
        WAITING
    }

    private record Stint(String queue, Instant entered, Instant left, Outcome outcome) {}

    public boolean waits() {
        return outcome == Outcome.WAITING;
    }

    /** Empty for one that stood in no queue, and for one of ours. */
    public static Optional<QueuedCall> of(Call call) {
        if (call.direction() != Call.Direction.INBOUND) {
            return Optional.empty();
        }
        List<Stint> stints = stints(call);
        if (stints.isEmpty()) {
            return Optional.empty();
        }
        Stint last = stints.get(stints.size() - 1);
        Instant entered = stints.get(0).entered();
        Instant left = stints.stream()
                .map(Stint::left)
                .filter(at -> at != null)
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean spokeThere = call.answeredAt() != null && !call.answeredAt().isBefore(entered);
        Instant until = spokeThere ? call.answeredAt() : left;
        return Optional.of(new QueuedCall(
                call.id(), last.queue(), entered, left, millis(entered, until), outcome(call, last, spokeThere)));
    }

    /** By their entry. */
    private static List<Stint> stints(Call call) {
        List<Stint> told = call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.QUEUE && leg.party() != null && leg.ringAt() != null)
                .map(leg -> new Stint(leg.party(), leg.ringAt(), leg.endedAt(), outcome(leg)))
                .sorted(Comparator.comparing(Stint::entered))
                .toList();
        if (!told.isEmpty() || call.queue() == null) {
            return told;
        }
        // Of some sources it is known in which queue a call waited, and not when it entered.
        Instant left = call.answeredAt() != null ? call.answeredAt() : call.endedAt();
        return List.of(new Stint(call.queue(), call.startedAt(), left, ofCall(call)));
    }

    private static Outcome outcome(Leg leg) {
        if (leg.endedAt() == null) {
            return Outcome.WAITING;
        }
        return leg.outcome() == LegOutcome.ANSWERED
                ? Outcome.ANSWERED
                : leg.outcome() == LegOutcome.CANCELLED ? Outcome.ABANDONED : Outcome.OVERFLOW;
    }

    private static Outcome ofCall(Call call) {
        if (call.result() == Call.Result.ANSWERED) {
            return Outcome.ANSWERED;
        }
        if (!call.ended()) {
            return Outcome.WAITING;
        }
        return call.reason() == Call.Reason.ABANDONED ? Outcome.ABANDONED : Outcome.OVERFLOW;
    }

    /** Whoever was answered before they stood in a queue is answered there when somebody of the queue speaks with them. */
    private static Outcome outcome(Call call, Stint last, boolean spokeThere) {
        if (spokeThere || call.answeredAt() != null && last.outcome() == Outcome.ANSWERED) {
            return Outcome.ANSWERED;
        }
        if (last.outcome() == Outcome.WAITING && !call.ended()) {
            return Outcome.WAITING;
        }
        return last.outcome() == Outcome.ABANDONED ? Outcome.ABANDONED : Outcome.OVERFLOW;
    }

    /** Rounded as the database rounds. */
    private static Long millis(Instant from, Instant to) {
        return to == null
                ? null
                : Math.max(0, Math.floorDiv(Duration.between(from, to).toNanos() + 500_000, 1_000_000));
    }
}
