package org.ringbook.calls.fold;

import java.time.Instant;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Outcome;

/**
 * Some sources never say who heard whom, and of others that part may have been lost. When a call is over and no bridge was
 * ever heard of, who was dialled and answered is taken to have spoken with who was calling.
 */
final class NeverSeenTogether {

    private NeverSeenTogether() {}

    static void fill(LegHistory history, Parties parties) {
        for (LegState leg : history.legs.values()) {
            if (!leg.stays.isEmpty()) {
                return;
            }
        }
        for (LegState called : parties.others()) {
            LegState from = called.dialledFrom == null ? null : history.get(called.dialledFrom);
            boolean answered = called.dialOutcome == Outcome.ANSWERED && called.gone() != null;
            if (answered && from != null && from.person() && from.gone() != null) {
                together(called, from);
            }
        }
    }

    private static void together(LegState called, LegState from) {
        Instant in = called.upAt != null ? called.upAt : called.dialEndedAt;
        Instant out = called.gone().isBefore(from.gone()) ? called.gone() : from.gone();
        if (!in.isBefore(out)) {
            return;
        }
        String bridge = "dialled " + called.id;
        for (LegState leg : new LegState[] {called, from}) {
            leg.join(bridge, BridgeKind.TALK, in);
            leg.leave(bridge, out);
        }
    }
}
