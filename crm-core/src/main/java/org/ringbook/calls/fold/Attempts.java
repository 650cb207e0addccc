package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Outcome;

/** Ends of attempts that only the legs beside them explain. */
final class Attempts {

    private static final Duration NEAR = Duration.ofSeconds(1);

    private final LegHistory history;

    private Attempts(LegHistory history) {
        this.history = history;
    }

    static void settle(LegHistory history) {
        var attempts = new Attempts(history);
        for (LegState leg : history.legs.values()) {
            if (leg.endedWhy == Outcome.ELSEWHERE && !attempts.takenElsewhere(leg)) {
                leg.endedWhy = Outcome.OTHER;
            }
        }
        for (LegState leg : history.legs.values()) {
            if (leg.dialOutcome == Outcome.CANCELLED && attempts.rangOutOnTheWay(leg)) {
                leg.dialOutcome = Outcome.NO_ANSWER;
            }
        }
    }

    /** A telephone may be told "answered elsewhere" only so that it shows no missed call, though nobody has answered. */
    private boolean takenElsewhere(LegState leg) {
        return leg.dialOutcome == Outcome.ELSEWHERE
                || leg.pickedUpAt != null
                || history.legs.values().stream().anyMatch(other -> other != leg && answeredAt(other, leg.endedAt));
    }

    private static boolean answeredAt(LegState leg, Instant moment) {
        return leg.dialOutcome == Outcome.ANSWERED && near(leg.dialEndedAt, moment)
                || leg.stays.stream().anyMatch(stay -> stay.kind == BridgeKind.TALK && near(stay.in, moment));
    }

    /** Of a telephone behind a pair of local legs, only the near end of the pair is told that nobody answered in time. */
    private boolean rangOutOnTheWay(LegState leg) {
        LegState here = leg;
        for (int depth = 0; depth < 20 && here != null; depth++) {
            LegState far = history.get(here.dialledFrom);
            here = far == null || !far.local ? null : history.get(far.pairedWith);
            if (here != null && here.dialOutcome == Outcome.NO_ANSWER && near(here.dialEndedAt, leg.dialEndedAt)) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(Instant one, Instant other) {
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(NEAR) < 0;
    }
}
