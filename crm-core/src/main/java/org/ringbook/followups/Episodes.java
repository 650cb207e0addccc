package org.ringbook.followups;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;

/**
 * What the calls with one client leave to do: from a call that reached nobody until somebody is reached, or a person said that it is
 * done. Pure: the same calls give the same, in whatever order they became known.
 */
final class Episodes {

    /** One of them. */
    static final class Episode {

        final List<Call> missed = new ArrayList<>();
        final List<Call> attempts = new ArrayList<>();
        /** In which they were reached; null while they were not. */
        Call closing;
        /** A person said that it is done. */
        boolean said;

        boolean isOpen() {
            return closing == null && !said;
        }

        Obligation.Outcome outcome() {
            return closing == null
                    ? null
                    : closing.direction() == Direction.INBOUND
                            ? Obligation.Outcome.CAME_BACK
                            : Obligation.Outcome.CALLED_BACK;
        }
    }

    private Episodes() {}

    /**
     * @param calls with one client, oldest first; those that go on are left out
     * @param said when a person said that nothing is left to do, oldest first
     * @param leastWait whoever gave up sooner is not called back
     */
    static List<Episode> of(List<Call> calls, List<Instant> said, Duration leastWait) {
        var episodes = new ArrayList<Episode>();
        var ends = new ArrayList<>(said);
        Episode open = null;
        for (Call call : calls) {
            if (!call.ended()) {
                continue;
            }
            while (!ends.isEmpty() && ends.get(0).isBefore(call.startedAt())) {
                ends.remove(0);
                open = closedByHand(open);
            }
            if (isMissed(call, leastWait)) {
                if (open == null) {
                    open = new Episode();
                    episodes.add(open);
                }
                open.missed.add(call);
            } else if (open != null && crossed(call, open)) {
                // We called while they still waited for us: it is no answer to a call of which nobody knew yet that it
                // is missed.
                continue;
            } else if (open != null && call.result() == Result.ANSWERED) {
                open.closing = call;
                open = null;
            } else if (open != null && isAttempt(call)) {
                open.attempts.add(call);
            }
        }
        if (!ends.isEmpty()) {
            closedByHand(open);
        }
        return episodes;
    }

    private static Episode closedByHand(Episode open) {
        if (open != null) {
            open.said = true;
        }
        return null;
    }

    /** Nobody spoke with whoever called us, though they waited a little. Who met nothing but busy telephones was missed, too. */
    static boolean isMissed(Call call, Duration leastWait) {
        boolean unheard = call.result() == Result.MISSED || call.result() == Result.BUSY;
        return call.ended()
                && call.direction() == Direction.INBOUND
                && call.external() != null
                && unheard
                && !waited(call).minus(leastWait).isNegative();
    }

    private static Duration waited(Call call) {
        BigDecimal seconds = call.waitSeconds();
        return seconds != null
                ? Duration.ofMillis(seconds.movePointRight(3).longValue())
                : Duration.between(call.startedAt(), call.endedAt());
    }

    /** Whether a call of ours began before one that was missed had ended. */
    private static boolean crossed(Call call, Episode open) {
        return call.direction() == Direction.OUTBOUND
                && open.missed.stream().anyMatch(missed -> call.startedAt().isBefore(missed.endedAt()));
    }

    /** Their telephone was called. When our own was not picked up, it was not. */
    private static boolean isAttempt(Call call) {
        return call.direction() == Direction.OUTBOUND && call.reason() != Reason.AGENT_UNREACHABLE;
    }
}
